"""Dialogues as files, made by hypothesis: small, whole, and with everything that the format knows."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from dialoog.overdracht import vorm

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
TEKST = st.text(st.one_of(LETTERS, st.sampled_from("\n\t -<&1.")), min_size=1, max_size=40).map(lambda t: f"a{t}")
REGEL = st.text(LETTERS, max_size=20).map(lambda t: f"b{t}")
NAMEN = ["Natuur", "Wonen", "Zorg"]
PLAATSEN = ["Duindorp", "Zandwijk"]
BLAD = st.one_of(
    st.sampled_from(["hoofdvraag", "deelvragen", "kaders", "spelregels"]).map(lambda soort: {"soort": soort}),
    st.tuples(REGEL, TEKST).map(lambda pair: {"soort": "tekst", "titel": pair[0], "tekst": pair[1]}),
    TEKST.map(lambda text: {"soort": "beeld", "tekst": text, "beeld": "0a" * 32}),
    TEKST.map(lambda text: {"soort": "beeld", "tekst": "Een plein", "beeld": "0b" * 32, "naast": text}),
)
IN_BOEK = st.sampled_from(["niet_beschikbaar", "weggelaten"])
DAG = st.dates(date(2020, 1, 1), date(2035, 1, 1)).map(date.isoformat)
BEDRAG = st.integers(-999_999, 999_999).map(lambda cents: f"{cents / 100:.2f}")


def _aantekening(*soorten: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"soort": st.sampled_from(soorten), "tekst": REGEL.filter(lambda text: len(text) <= 200)}
    )


def sometimes(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An object in which each of these keys may be absent."""
    return st.fixed_dictionaries({}, optional=keys)


@st.composite
def _ideeen(draw: st.DrawFn) -> list[dict[str, Any]]:
    numbers = draw(st.lists(st.integers(1, 99), unique=True, max_size=6))
    found: list[dict[str, Any]] = []
    for number in numbers:
        idee = {"nummer": number, "tekst": draw(TEKST)}
        idee |= draw(
            sometimes(
                titel=REGEL,
                deelvragen=st.lists(st.integers(1, 2), unique=True),
                kleur=st.sampled_from([*vorm.KLEUREN, None]),
                gekozen=st.booleans(),
            )
        )
        state = draw(st.sampled_from(["los", "los", "los", "samengevoegd", "verborgen", "ingetrokken"]))
        if state == "samengevoegd" and found:
            idee |= {"staat": state, "samengevoegd_in": draw(st.sampled_from([other["nummer"] for other in found]))}
        elif state in vorm.ZONDER_TEKST:
            idee = {"nummer": number, "tekst": None, "staat": state}
        found.append(idee)
    return found


def _deelnemer(evenings: int) -> st.SearchStrategy[dict[str, Any]]:
    return sometimes(
        naam=st.one_of(st.none(), REGEL),
        organisatie=st.sampled_from(["Duinschool", "Buurtclub", "Duinschool 2"]),
        vermelding=st.one_of(st.just("Bewoner"), REGEL),
        naam_in_boek=st.booleans(),
        namens=st.sampled_from(vorm.NAMENS),
        herkomst=st.sampled_from(vorm.HERKOMSTEN),
        anders=REGEL,
        zonder_telefoon=st.booleans(),
        belangen=st.lists(st.sampled_from(NAMEN), unique=True),
        gemeenten=st.lists(st.sampled_from(PLAATSEN), unique=True),
        aanwezig=st.lists(st.integers(1, evenings), unique=True) if evenings else st.just([]),
    )


def _bijeenkomst(numbers: list[int]) -> st.SearchStrategy[dict[str, Any]]:
    some = st.lists(st.sampled_from(numbers), unique=True) if numbers else st.just([])
    stap = sometimes(
        titel=REGEL,
        staat=st.sampled_from(vorm.STAPSTATEN),
        ideeen=some,
        instructie=REGEL,
        spreektekst=TEKST,
        kleuren=some.flatmap(lambda ns: st.fixed_dictionaries({str(n): st.sampled_from(vorm.KLEUREN) for n in ns})),
    )
    with_soort = st.tuples(stap, st.sampled_from(["belangen", "ideeen", "kleuren", "kiezen", "stickeren"])).map(
        lambda pair: {**pair[0], "soort": pair[1]}
    )
    with_soort |= sometimes(gesprek=TEKST, staat=st.sampled_from(vorm.STAPSTATEN)).map(
        lambda s: {**s, "soort": "gesprek"}
    )
    with_soort |= sometimes(bladen=st.lists(BLAD, max_size=3)).map(lambda s: {**s, "soort": "tonen"})
    return sometimes(
        titel=st.one_of(st.just("Ideeënavond"), REGEL),
        datum=st.dates().map(lambda day: day.isoformat()),
        plaats=REGEL,
        afgelopen=st.booleans(),
        belangenactie=st.lists(st.sampled_from(NAMEN), unique=True, max_size=2).map(
            lambda names: [{"belang": name, "tekst": f"Over {name}"} for name in names]
        ),
        tafels=st.lists(sometimes(naam=REGEL), max_size=3),
        in_boek=IN_BOEK,
        aantekeningen=st.lists(_aantekening("quote", "visie", "afspraak"), max_size=2),
        draaiboek=st.lists(with_soort, max_size=4),
    )


@st.composite
def _ronde(draw: st.DrawFn, numbers: list[int], evenings: int) -> dict[str, Any]:
    per_idee = draw(st.integers(1, 3))
    ronde: dict[str, Any] = {"titel": draw(REGEL), "stickers_per_persoon": draw(st.integers(3, 5)), "stickers": {}}
    ronde |= {"per_idee": per_idee, "mensen": {}, "staat": draw(st.sampled_from(vorm.RONDESTATEN))}
    for number in draw(st.lists(st.sampled_from(numbers), unique=True)) if numbers else []:
        people = draw(st.integers(0, 9))
        ronde["mensen"][str(number)] = people
        ronde["stickers"][str(number)] = draw(st.integers(people, people * per_idee))
    if evenings and draw(st.booleans()):
        ronde["bijeenkomst"] = draw(st.integers(1, evenings))
    ronde |= draw(
        sometimes(
            kleuren=st.lists(st.sampled_from(("grijs", "geel", "blauw", "rood")), unique=True, min_size=1, max_size=3),
            draagvlak_vanaf=st.integers(6, 50),
            draagvlak_belangen=st.lists(REGEL, unique=True, max_size=2),
            draagvlak_reden=st.sampled_from(("klein", "open", "papier", "herstemming", "sleutel")),
        )
    )
    return ronde | draw(sometimes(reden=TEKST, soort=st.sampled_from(vorm.RONDESOORTEN), zichtbaar=st.booleans()))


def _voorstel(places: list[int]) -> st.SearchStrategy[dict[str, Any]]:
    html = TEKST.map(lambda text: f"<p>Een <strong>woord</strong> {text}</p><script>x</script>")
    regel = sometimes(bedrag=BEDRAG, jaar=st.integers(2000, 2100), btw=st.sampled_from(vorm.BTW), berekening=TEKST)
    kosten = sometimes(
        regels=st.lists(regel.map(lambda keys: {"post": "Post", **keys}), max_size=2),
        opgegeven_totaal=st.one_of(st.none(), BEDRAG),
    )
    resultaat = sometimes(aantal=st.sampled_from(["20", "2.5", None]), eenheid=REGEL, wanneer=REGEL)
    aanvulling = sometimes(reden=TEKST.map("Want {}".format), staat=st.sampled_from(["open", "overgenomen"]))
    gezegd = sometimes(redenen=st.lists(TEKST.map("Want {}".format), max_size=2), conclusie=TEKST, nog_niet=st.none())
    return sometimes(
        aanvullingen=st.lists(aanvulling.map(lambda keys: {"vraag": "nodig", "tekst": "Meer", **keys}), max_size=2),
        instemming=st.lists(gezegd.map(lambda keys: {"datum": "2026-11-24", "aanwezig": 3, **keys}), max_size=2),
        resultaten=st.lists(resultaat.map(lambda keys: {"wat": "Plek", **keys}), max_size=2),
        deelvragen=st.lists(st.integers(1, 2), unique=True),
        titel=REGEL,
        plaats=st.sampled_from([None, *places]),
        gemeenten=st.lists(st.sampled_from(PLAATSEN), unique=True),
        antwoorden=sometimes(voorstel=TEKST, nodig=TEKST, voorstel_html=html, kaders_html=html),
        kosten=kosten,
        op_slot=st.booleans(),
        uiterlijk=DAG,
        heropend=DAG,
    )


@st.composite
def dialogen(draw: st.DrawFn) -> dict[str, Any]:
    """A file that is right: its references point at what is there."""
    ideeen = draw(_ideeen())
    numbers = [idee["nummer"] for idee in ideeen]
    evenings = draw(st.lists(_bijeenkomst(numbers), max_size=3))
    people = draw(st.lists(_deelnemer(len(evenings)), max_size=4))
    names = [person["organisatie"] for person in people if person.get("organisatie")]
    some = st.lists(st.sampled_from(numbers), unique=True) if numbers else st.just([])
    owners = st.lists(st.sampled_from(names), unique=True) if names else st.just([])
    was = st.builds(
        lambda wie, dag, trekker: {
            "wie": wie,
            "van": f"{dag}T08:00:00Z",
            "tot": f"{dag}T20:14:05Z",
            "trekker": trekker,
        },
        st.sampled_from(names),
        DAG,
        st.booleans(),
    )
    before = st.lists(was, max_size=2) if names else st.just([])
    oplossing = sometimes(
        titel=REGEL, ideeen=some, tekst=TEKST, reden=TEKST, eigenaren=owners, eerdere_eigenaren=before
    )
    oplossingen = draw(st.lists(oplossing, max_size=3))
    return {
        "dialoog": vorm.VERSIE,
        "belangen": NAMEN,
        "gemeenten": PLAATSEN,
        "deelvragen": [{"tekst": "Eén"}, {"tekst": "Twee", "kant": "kant"}],
        "ideeen": ideeen,
        "bijeenkomsten": evenings,
        "deelnemers": people,
        "stemrondes": draw(st.lists(_ronde(numbers, len(evenings)), max_size=3)),
        "oplossingen": oplossingen,
        "voorstellen": draw(st.lists(_voorstel(list(range(1, len(oplossingen) + 1))), max_size=2)),
        **draw(
            sometimes(
                titel=REGEL,
                staat=st.sampled_from(vorm.STATEN),
                bron=TEKST,
                hoofdvraag=sometimes(tekst=TEKST, kort=REGEL),
                kaders=st.lists(
                    st.fixed_dictionaries({"soort": st.sampled_from(vorm.KADERSOORTEN), "tekst": TEKST}), max_size=2
                ),
                spelregels=st.lists(TEKST, max_size=2),
                top=st.integers(1, 10),
                kaarten_uiterlijk=DAG,
                vragen=sometimes(voorstel=REGEL, kaders=REGEL),
                boek=sometimes(inleiding=TEKST, conclusies=TEKST),
                boekdelen=sometimes(feiten=IN_BOEK, conclusies=IN_BOEK),
                aantekeningen=st.lists(_aantekening("feit", "feitvraag"), max_size=2),
            )
        ),
    }
