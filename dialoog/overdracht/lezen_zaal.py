"""Plain data to a `Bestand`: what the hall added to a voorstelkaart, and said of it."""

from dialoog.overdracht import vorm_kaart
from dialoog.overdracht.vak import Vak, schone_tekst
from dialoog.voorstel.instemming_stand import DELEN, KOP
from dialoog.voorstel.rules import SLEUTELS

STATEN = ("open", "overgenomen", "terzijde")
ONDERDELEN = (KOP, *SLEUTELS, *DELEN)
MAX_MENSEN = 100_000


def aanvullingen(vak: Vak) -> tuple[vorm_kaart.Aanvulling, ...]:
    """Additions in order. Raises SlechtBestand."""
    return tuple(_aanvulling(part) for part in vak.vakken("aanvullingen"))


def _aanvulling(vak: Vak) -> vorm_kaart.Aanvulling:
    vraag = vak.keuze("vraag", SLEUTELS, "")
    if not vraag:
        raise vak.fout("vraag", "Hier ontbreekt de vraag.", f"Kies uit: {', '.join(SLEUTELS)}.")
    staat = vak.keuze("staat", STATEN, "open")
    row = vorm_kaart.Aanvulling(
        vraag=vraag,
        tekst=vak.tekst("tekst", moet=True),
        staat=staat,
        reden=vak.tekst("reden", moet=staat == "terzijde"),
        verwerkt=vak.tekst("verwerkt"),
    )
    vak.klaar()
    return row


def instemming(vak: Vak, evenings: int) -> tuple[vorm_kaart.Instemming, ...]:
    """Each time that the hall was asked, the first one first. Raises SlechtBestand."""
    return tuple(_instemming(part, evenings) for part in vak.vakken("instemming"))


def _instemming(vak: Vak, evenings: int) -> vorm_kaart.Instemming:
    datum = vak.datum("datum")
    if datum is None:
        raise vak.fout("datum", "Hier ontbreekt de datum.", "Schrijf een datum zo: 2026-03-21.")
    present = vak.getal("aanwezig", 0, MAX_MENSEN) or 0
    answered = vak.getal("antwoorden", 0, present) or 0
    yes, not_yet = vak.getal("ja", 0, answered), vak.getal("nog_niet", 0, answered)
    if (yes is None) != (not_yet is None) or (yes is not None and yes + (not_yet or 0) != answered):
        raise vak.fout("ja", "ja en nog_niet tellen niet op tot antwoorden.", "Vul beide in, of geen van beide.")
    parts = [str(value) for value, _ in vak.lijst("gewijzigd")]
    if not set(parts) <= set(ONDERDELEN):
        raise vak.fout("gewijzigd", "Dit is geen onderdeel van een kaart.", f"Kies uit: {', '.join(ONDERDELEN)}.")
    reasons = [part for part, _ in vak.lijst("redenen")]
    if not all(isinstance(part, str) and part.strip() for part in reasons):
        raise vak.fout("redenen", "Een reden is tekst.", 'Gebruik tekst tussen aanhalingstekens: "…".')
    row = vorm_kaart.Instemming(
        datum=datum,
        bijeenkomst=_bijeenkomst(vak, evenings),
        aanwezig=present,
        antwoorden=answered,
        ja=yes,
        nog_niet=not_yet,
        redenen=tuple(sorted(filter(None, (schone_tekst(part) for part in reasons)))),
        conclusie=vak.tekst("conclusie"),
        gewijzigd=tuple(part for part in ONDERDELEN if part in parts),
    )
    vak.klaar()
    return row


def _bijeenkomst(vak: Vak, evenings: int) -> int | None:
    if not evenings and vak.pak("bijeenkomst") is not None:
        raise vak.fout("bijeenkomst", "Deze bijeenkomst staat niet in het bestand.", "Laat dit weg.")
    return vak.getal("bijeenkomst", 1, evenings)
