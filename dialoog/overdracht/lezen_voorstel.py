"""Plain data to a `Bestand`: oplossingen and voorstelkaarten."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from dialoog.overdracht import vorm, vorm_kaart
from dialoog.overdracht.errors import SlechtBestand
from dialoog.overdracht.lezen_delen import lees_delen
from dialoog.overdracht.lezen_idee import bekende_nummers
from dialoog.overdracht.lezen_zaal import aanvullingen, instemming
from dialoog.overdracht.namen import naamwijzer
from dialoog.overdracht.vak import MAX_NUMMER, Vak, bekend, toon
from dialoog.voorstel.tekst import clean_getypt, tekst_to_html


def oplossingen(
    top: Vak,
    known: Collection[int],
    people: Sequence[vorm.Deelnemer],
    rondes: Sequence[vorm.Stemronde],
) -> tuple[vorm.Oplossing, ...]:
    """The places of the top, in order."""
    names = naamwijzer(people)
    latest = max((at for at, r in enumerate(rondes, 1) if r.staat == "vastgesteld"), default=None)
    found: dict[int, vorm.Oplossing] = {}
    for at, vak in enumerate(top.vakken("oplossingen"), 1):
        place = vak.getal("plaats", 1, MAX_NUMMER) or at
        if place in found:
            raise vak.fout("plaats", f"Plaats {place} staat er twee keer.", "Een plaats is van één oplossing.")
        numbers = vak.getallen("ideeen", 1, MAX_NUMMER)
        bekende_nummers(numbers, known, vak.op("ideeen"))
        owners = tuple(_person(name, spot, names) for name, spot in vak.lijst("eigenaren"))
        trekker = _person(vak.pak("trekker"), vak.op("trekker"), names) if vak.pak("trekker") else None
        ronde = vak.getal("ronde", 1, max(len(rondes), 1)) if vak.heeft("ronde") else latest
        found[place] = vorm.Oplossing(
            plaats=place,
            titel=vak.regel("titel") or f"Oplossing {place}",
            ideeen=tuple(sorted(numbers)),
            tekst=vak.tekst("tekst"),
            reden=vak.tekst("reden"),
            eigenaren=tuple(dict.fromkeys(owners if trekker is None or trekker in owners else (*owners, trekker))),
            trekker=trekker,
            eerdere_eigenaren=tuple(_eerder(part, names) for part in vak.vakken("eerdere_eigenaren")),
            ronde=ronde if rondes else None,
        )
        vak.klaar()
    return tuple(found[place] for place in sorted(found))


def _eerder(vak: Vak, names: Mapping[str, int]) -> vorm.EerdereEigenaar:
    was = vorm.EerdereEigenaar(
        wie=_person(vak.pak("wie"), vak.op("wie"), names),
        van=_moment(vak, "van"),
        tot=_moment(vak, "tot"),
        trekker=vak.ja("trekker"),
    )
    if was.tot < was.van:
        raise vak.fout("tot", "Dit is eerder dan het begin.", "Noem een moment na van.")
    vak.klaar()
    return was


def _moment(vak: Vak, key: str) -> datetime:
    text = vak.regel(key, moet=True)
    try:
        return datetime.strptime(text, vorm.MOMENT).replace(tzinfo=UTC)
    except ValueError:
        raise vak.fout(key, f"{toon(text)} is geen moment.", "Schrijf het zo: 2026-11-24T19:14:00Z.") from None


def _person(name: Any, place: str, names: Mapping[str, int]) -> int:
    if not isinstance(name, str) or name.strip() not in names:
        raise SlechtBestand(
            place,
            f"{toon(name)} staat niet bij de deelnemers.",
            "Gebruik de naam, de vermelding of de organisatie van een deelnemer (met een nummer als die er vaker is).",
        )
    return names[name.strip()]


def voorstellen(
    top: Vak, gemeenten: Collection[str], plaatsen: Collection[int], deelvragen: int, kaders: int, evenings: int
) -> tuple[vorm_kaart.Voorstel, ...]:
    """The voorstelkaarten in their order. `deelvragen`, `kaders`, `evenings`: how many the dialogue has."""
    found: dict[int, vorm_kaart.Voorstel] = {}
    for at, vak in enumerate(top.vakken("voorstellen"), 1):
        number = vak.getal("nummer", 1, MAX_NUMMER) or at
        if number in found:
            raise vak.fout("nummer", f"Voorstel {number} staat er twee keer.", "Een nummer is van één voorstel.")
        place = vak.getal("plaats", 1, MAX_NUMMER)
        if place is not None and place not in plaatsen:
            raise vak.fout("plaats", f"Op plaats {place} staat geen oplossing.", "Noem een plaats uit oplossingen.")
        found[number] = vorm_kaart.Voorstel(
            nummer=number,
            titel=vak.regel("titel") or f"Voorstel {number}",
            plaats=place,
            gemeenten=bekend(vak, "gemeenten", gemeenten, "gemeente"),
            antwoorden=_antwoorden(vak.vak("antwoorden")),
            **lees_delen(vak, deelvragen, kaders),
            aanvullingen=aanvullingen(vak),
            instemming=instemming(vak, evenings),
            op_slot=vak.ja("op_slot"),
            uiterlijk=vak.datum("uiterlijk"),
            heropend=vak.datum("heropend"),
        )
        vak.klaar()
    return tuple(found.values())


def _antwoorden(vak: Vak) -> dict[str, str]:
    """Question → cleaned HTML; `<question>_html` goes before the text beside it."""
    answers = {}
    for key in vorm.VRAGEN:
        typed, rich = vak.tekst(key), vak.pak(f"{key}_html")
        if rich is not None and not isinstance(rich, str):
            raise vak.fout(f"{key}_html", f"{toon(rich)} is geen tekst.", 'Gebruik tekst: "<p>…</p>".')
        answers[key] = clean_getypt(rich) if rich else tekst_to_html(typed)
    vak.klaar()
    return {key: html for key, html in answers.items() if html}
