"""What each evening brought, for the book: a `Bron` put in order. No questions to the database here."""

from collections.abc import Mapping, Sequence

from dialoog import klok
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.models import Idee
from dialoog.idee.rules import kant_kort
from dialoog.stemming.queries import RondeRegel, Uitslag
from dialoog.themaboek import queries_notities
from dialoog.themaboek import uitkomst as u
from dialoog.themaboek.bron import Bron
from dialoog.voorstel.rijen import EigenaarRij
from dialoog.voorstel.tekst import tekst_to_html

GEEN_TEKST = ("verborgen", "ingetrokken")
"""States of an idea of which only the number goes into the book (uitwisselbestand.md)."""
LANGSTE_TITEL = 90
"""Characters of an idea without a short title in a table of the results; the whole text stands in the groslijst."""


def resultaten(bron: Bron) -> tuple[u.Resultaat, ...]:
    """One for every evening that began, in order; oplossingen stand at one of them, or on their own."""
    where = _avond_van_uitslag(bron)
    found = [
        _resultaat(bron, evening, hier=evening is where)
        for evening in bron.evenings
        if bron.is_begonnen(evening)
        or evening is where
        or queries_notities.notities(bron, evening.id)
        or _voorbij(evening)
    ]
    if bron.oplossingen and where is None:
        found.append(u.Resultaat("De keuze van de groep", oplossingen=_oplossingen(bron)))
    return tuple(found)


def _voorbij(evening: Bijeenkomst) -> bool:
    """Its day is past: then the book says that something of it follows."""
    return evening.datum is not None and evening.datum < klok.vandaag()


def _avond_van_uitslag(bron: Bron) -> Bijeenkomst | None:
    """The evening at which the oplossingen stand: that of its last step *uitslag*, else of the last round, else the
    last that began."""
    if not bron.oplossingen:
        return None
    by_id = {evening.id: evening for evening in bron.evenings}
    made = [evening for evening in bron.evenings if bron.begonnen(evening, "uitslag")]
    held = [by_id[ronde.bijeenkomst] for ronde in bron.rondes if ronde.staat != "vervallen"]
    began = [evening for evening in bron.evenings if bron.is_begonnen(evening)]
    return next((row[-1] for row in (made, held, began, list(bron.evenings)) if row), None)


def _resultaat(bron: Bron, evening: Bijeenkomst, *, hier: bool) -> u.Resultaat:
    there = bron.wie.get(evening.id, ())
    came = _gekomen(bron, evening)
    return u.Resultaat(
        evening.titel,
        datum=evening.datum.isoformat() if evening.datum else "",
        plaats=evening.plaats,
        aanwezig=bron.aanwezig(evening),
        belangen=_belangen(bron, evening),
        gemeenten=_gemeenten(bron, there) if there else (),
        ideeen=len(came) if came or bron.begonnen(evening, "ideeen") else None,
        ideeen_per_deelvraag=_per_deelvraag(bron, came),
        kleuren=_kleurtelling(bron, evening),
        gekozen=_gekozen(bron, evening),
        stemrondes=tuple(_ronde(bron, ronde) for ronde in bron.rondes if ronde.bijeenkomst == evening.id),
        oplossingen=_oplossingen(bron) if hier else (),
        gesprekken=_gesprekken(bron, evening),
        notities=queries_notities.notities(bron, evening.id),
        bijeenkomst=evening.id,
    )


def _gesprekken(bron: Bron, evening: Bijeenkomst) -> tuple[u.Gesprek, ...]:
    """The conversations of an evening that brought notes, in the order of its draaiboek."""
    steps = [stap for stap in bron.draaiboek.get(evening.id, ()) if stap.id in bron.gesprekken]
    return tuple(u.Gesprek(stap.titel, tekst_to_html(bron.gesprekken[stap.id])) for stap in steps)


def _belangen(bron: Bron, evening: Bijeenkomst) -> tuple[u.BelangAanTafel, ...]:
    """Counted per evening (domein.md, Belang). Where nobody was counted yet, nothing is said about *niemand*."""
    people = bron.wie.get(evening.id, ())
    acties = bron.acties.get(evening.id, {})
    if not people:
        return ()
    return tuple(
        u.BelangAanTafel(
            belang.naam,
            sum(any(rij.belang_id == belang.id for rij in person.belang_rijen) for person in people),
            acties.get(belang.id, ""),
        )
        for belang in bron.dialoog.belangen
    )


def _gemeenten(bron: Bron, people: Sequence[Deelnemer]) -> tuple[u.Telling, ...]:
    rows = [
        u.Telling(gemeente.naam, sum(gemeente in person.gemeenten for person in people))
        for gemeente in bron.dialoog.gemeenten
    ]
    rows += [
        u.Telling(words, number)
        for key, words in (("regio", "De hele regio"), ("elders", "Van elders"))
        if (number := sum(person.herkomst == key for person in people))
    ]
    unknown = sum(not person.gemeenten and not person.herkomst for person in people)
    if not any(row.aantal for row in rows):
        return ()
    return (*rows, u.Telling("Niet ingevuld", unknown)) if unknown else tuple(rows)


def _gekomen(bron: Bron, evening: Bijeenkomst) -> list[Idee]:
    """The ideas that came at this evening, in every state: the groslijst has all their numbers."""
    steps = {stap.id for stap in bron.draaiboek.get(evening.id, ())}
    return [idea for idea in bron.ideas.values() if idea.stap_id in steps]


def _per_deelvraag(bron: Bron, came: Sequence[Idee]) -> tuple[u.Telling, ...]:
    """How many of them carry each deelvraag; an idea with two counts at both. Silent where no idea carries one."""
    shown = [idea for idea in came if idea.staat not in GEEN_TEKST]
    if not any(idea.deelvragen for idea in shown):
        return ()
    rows = [
        u.Telling(
            f"Deelvraag {place}, {kant_kort(vraag.kant, place)}" if vraag.kant else f"Deelvraag {place}",
            sum(vraag in idea.deelvragen for idea in shown),
        )
        for place, vraag in enumerate(bron.dialoog.deelvragen, 1)
    ]
    without = sum(not idea.deelvragen for idea in shown)
    return (*rows, u.Telling("Zonder deelvraag", without)) if without else tuple(rows)


def _kleurtelling(bron: Bron, evening: Bijeenkomst) -> u.KleurTelling | None:
    """Ideas per colour as that evening left them; of the last evening with colours: as they are now."""
    steps = bron.begonnen(evening, "kleuren")
    if not steps:
        return None
    latest = [e for e in bron.evenings if bron.begonnen(e, "kleuren")][-1]
    loose = [idea for idea in bron.ideas.values() if idea.staat == "los"]
    given = {key: value for stap in steps for key, value in bron.kleuren.get(stap.id, {}).items()}
    colours = [idea.kleur if evening is latest else given.get(idea.id) for idea in loose]
    return u.KleurTelling(
        grijs=colours.count("grijs"),
        geel=colours.count("geel"),
        blauw=colours.count("blauw"),
        rood=colours.count("rood"),
        zonder=colours.count(None),
    )


def _gekozen(bron: Bron, evening: Bijeenkomst) -> tuple[u.GekozenIdee, ...]:
    """The last step *kiezen* of the evening."""
    steps = [stap.id for stap in bron.begonnen(evening, "kiezen") if stap.id in bron.keuzes]
    if not steps:
        return ()
    door = bron.gekozen_door.get(steps[-1], {})
    ideas = [bron.ideas[number] for number in bron.keuzes[steps[-1]]]
    return tuple(u.GekozenIdee(idea.nummer, titel(idea), kleur(idea.kleur), door.get(idea.id, "")) for idea in ideas)


def titel(idea: Idee) -> str:
    """Short title, else the text, cut at a word where it is long; of a hidden or withdrawn idea its state."""
    if idea.staat in GEEN_TEKST:
        return f"({idea.staat})"
    text = idea.titel or " ".join(idea.tekst.split())
    return text if len(text) <= LANGSTE_TITEL else text[: LANGSTE_TITEL + 1].rsplit(" ", 1)[0].rstrip(".,;: ") + " …"


def kleur(naam: str | None) -> u.Kleur | None:
    """The colour as the book has it."""
    known: dict[str, u.Kleur] = {"grijs": "grijs", "geel": "geel", "blauw": "blauw", "rood": "rood"}
    return known.get(naam or "")


# --- rounds and oplossingen -----------------------------------------------------------------------------------


def _ronde(bron: Bron, ronde: RondeRegel) -> u.Stemronde:
    """Numbers only where it was vastgesteld; of a running round the book says that it runs."""
    result = ronde.uitslag
    return u.Stemronde(
        titel=ronde.titel,
        staat=_rondestaat(ronde.staat),
        plaatsen=ronde.n if ronde.van_ronde else bron.dialoog.top,
        stickers_per_persoon=ronde.n,
        per_idee=ronde.per_idee,
        briefjes=result.briefjes if result else 0,
        reden_vervallen=ronde.reden if ronde.staat == "vervallen" else "",
        uitslag=_uitslag(bron, result) if result else (),
        keuze=_keuze(bron, ronde.ronde),
        aantekening=_aantekening(result) if result else "",
        herstemming=ronde.van_ronde is not None or ronde.soort == "herstemming",
        beslist=bron.beslist.get(ronde.ronde, ""),
        naast=bron.naast.get(ronde.ronde, ()),
    )


def _rondestaat(staat: str) -> u.RondeStaat:
    known: dict[str, u.RondeStaat] = {
        "voorbereid": "voorbereid",
        "open": "open",
        "gesloten": "gesloten",
        "vastgesteld": "vastgesteld",
    }
    return known.get(staat, "vervallen")


def _uitslag(bron: Bron, result: Uitslag) -> tuple[u.UitslagRegel, ...]:
    return tuple(
        u.UitslagRegel(rij.plaats, rij.nummer, titel(bron.ideas[rij.idee]), rij.stickers, rij.mensen, rij.draagvlak)
        for rij in result.rijen
    )


def _keuze(bron: Bron, ronde: int) -> str:
    """What the group chose from the tie at the edge of this round; the reason stands at the oplossing."""
    chosen = [row.titel for row in bron.oplossingen if row.ronde == ronde and row.afwijking == "rand"]
    return ", ".join(chosen)


def _aantekening(result: Uitslag) -> str:
    """What the record says about the count: only numbers, since a helper gave no leave to be named."""
    helped = len(result.bijzonderheden.get("hulp", ()))
    lines = _over_de_ronde(result)
    if helped:
        lines.append(f"Voor {helped} {'deelnemer' if helped == 1 else 'deelnemers'} plakte iemand anders de stickers.")
    if result.bijzonderheden.get("zonder_sleutel"):
        lines.append(
            "Het was niet meer na te gaan of stickers van iemand zijn die niet meer meedoet. Daarom tellen ze alle mee."
        )
    return " ".join(lines)


def _over_de_ronde(result: Uitslag) -> list[str]:
    """Which ideas took part, how it was counted, and what draagvlak says."""
    lines = [f"Deze ronde ging over {result.alleen}."] if result.alleen else []
    if result.soort == "papier":
        lines.append("De stickers zijn op papier geteld.")
    if result.zichtbaar:
        lines.append("De stand was te zien terwijl iedereen plakte.")
    if result.belangen:
        lines.append(f"Draagvlak: geteld zijn de belangen {', '.join(result.belangen)}.")
    elif result.geen_belangen and result.soort != "papier":
        lines.append(f"Uit welke belangen de stickers komen, staat hier niet. {result.geen_belangen}")
    return lines


def _oplossingen(bron: Bron) -> tuple[u.Oplossing, ...]:
    return tuple(
        u.Oplossing(
            plaats=row.plaats,
            titel=row.titel,
            ideeen=tuple(idee.nummer for idee in row.ideeen),
            tekst=row.tekst,
            afwijking=row.afwijking,
            reden=row.reden,
            vastgelegd_door=row.vastgelegd_door,
            eigenaren=eigenaren(row.eigenaren, bron.names),
            trekker=trekker(row.eigenaren, bron.names),
            voorstel=row.voorstel,
            uit_eerdere_ronde=row.uit_eerdere_ronde,
        )
        for row in bron.oplossingen
    )


def eigenaren(rows: Sequence[EigenaarRij], names: Mapping[int, str]) -> tuple[str, ...]:
    """Who owns it, as the book calls them."""
    return tuple(names.get(row.deelnemer, "Deelnemer") for row in rows)


def trekker(rows: Sequence[EigenaarRij], names: Mapping[int, str]) -> str:
    """The trekker as the book calls that person; "" while there is none."""
    return next((names.get(row.deelnemer, "Deelnemer") for row in rows if row.trekker), "")
