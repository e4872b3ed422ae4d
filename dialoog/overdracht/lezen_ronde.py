"""Plain data to a `Bestand`: stemrondes, with what cannot be true of a count."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from dialoog.idee.rules import KLEUREN
from dialoog.overdracht import vorm
from dialoog.overdracht.lezen_idee import per_idee
from dialoog.overdracht.loten import lees_loting, lees_van
from dialoog.overdracht.vak import MAX_NUMMER, Vak, bekend, heel
from dialoog.stemming.draagvlak import MAX_GRENS, MIN_GRENS
from dialoog.stemming.uitkomst import WAAROM

MAX_STICKERS = 99_999


def stemrondes(
    top: Vak, known: Collection[int], draaiboeken: Sequence[tuple[vorm.Stap, ...] | None]
) -> tuple[vorm.Stemronde, ...]:
    """All rounds in the file, also those that were never vastgesteld (they carry no numbers)."""
    found: list[vorm.Stemronde] = []
    for at, vak in enumerate(top.vakken("stemrondes"), 1):
        ronde = _stemronde(vak, at, known)
        van = lees_van(vak, at, found)
        ronde = replace(ronde, van=van, loting=lees_loting(vak, ronde.stickers, van))
        _check_tellingen(vak, ronde)
        _check_stap(vak, ronde, draaiboeken)
        vak.klaar()
        found.append(ronde)
    return tuple(found)


def _stemronde(vak: Vak, at: int, known: Collection[int]) -> vorm.Stemronde:
    n = vak.getal("stickers_per_persoon", 1, 50) or 5
    return vorm.Stemronde(
        titel=vak.regel("titel") or f"Stemronde {at}",
        nummer=vak.getal("nummer", 1, MAX_NUMMER) or at,
        staat=vak.keuze("staat", vorm.RONDESTATEN, "vastgesteld"),
        soort=vak.keuze("soort", vorm.RONDESOORTEN, "gewoon"),
        reden=vak.tekst("reden"),
        stickers_per_persoon=n,
        per_idee=vak.getal("per_idee", 1, n) or 1,
        zichtbaar=vak.ja("zichtbaar"),
        zonder_sleutel=vak.ja("zonder_sleutel"),
        briefjes=vak.getal("briefjes", 0, MAX_STICKERS),
        stickers=_tellingen(vak, "stickers", known),
        mensen=_tellingen(vak, "mensen", known),
        draagvlak={number: value for number, (value, _) in per_idee(vak, "draagvlak", known).items()},
        kleuren=_kleuren(vak),
        draagvlak_vanaf=vak.getal("draagvlak_vanaf", MIN_GRENS, MAX_GRENS),
        draagvlak_belangen=vak.regels("draagvlak_belangen"),
        draagvlak_reden=vak.keuze("draagvlak_reden", WAAROM, ""),
        bijeenkomst=vak.getal("bijeenkomst", 1, MAX_NUMMER),
        stap=vak.getal("stap", 1, MAX_NUMMER),
    )


def _kleuren(vak: Vak) -> tuple[str, ...]:
    """The colours of a limited round in reading order; all of them is no limit."""
    named = bekend(vak, "kleuren", KLEUREN, "kleur")
    return tuple(kleur for kleur in KLEUREN if kleur in named) if len(named) < len(KLEUREN) else ()


def _tellingen(vak: Vak, key: str, known: Collection[int]) -> dict[int, int]:
    return {number: heel(value, place, 0, MAX_STICKERS) for number, (value, place) in per_idee(vak, key, known).items()}


def _check_tellingen(vak: Vak, ronde: vorm.Stemronde) -> None:
    """What cannot be: people without stickers, more stickers than people may put, more than were handed out."""
    for key in ("mensen", "draagvlak"):
        for number in getattr(ronde, key):
            if number not in ronde.stickers:
                raise vak.fout(f"{key}.{number}", f"Idee {number} staat niet bij de stickers.", "Zet het er ook bij.")
    for number, people in ronde.mensen.items():
        if not people <= ronde.stickers[number] <= people * ronde.per_idee:
            raise vak.fout(
                f"mensen.{number}",
                f"{ronde.stickers[number]} stickers van {people} mensen kan niet.",
                f"Iedereen plakt er hoogstens {ronde.per_idee} op één idee.",
            )
    total = sum(ronde.stickers.values())
    if ronde.briefjes is not None and total > ronde.briefjes * ronde.stickers_per_persoon:
        raise vak.fout(
            "stickers",
            f"Dit zijn {total} stickers, meer dan {ronde.briefjes} mensen hebben.",
            f"Het zijn er hoogstens {ronde.briefjes * ronde.stickers_per_persoon}.",
        )


def _check_stap(vak: Vak, ronde: vorm.Stemronde, draaiboeken: Sequence[tuple[vorm.Stap, ...] | None]) -> None:
    if ronde.bijeenkomst is None:
        return
    if ronde.bijeenkomst > len(draaiboeken):
        raise vak.fout("bijeenkomst", f"Bijeenkomst {ronde.bijeenkomst} bestaat niet.", "Noem een plaats in de lijst.")
    steps = draaiboeken[ronde.bijeenkomst - 1] or ()
    soorten = ("stickeren", "uitslag") if ronde.soort == "herstemming" or ronde.van else ("stickeren",)
    if ronde.stap is not None and not (ronde.stap <= len(steps) and steps[ronde.stap - 1].soort in soorten):
        words = " of ".join(soorten)
        raise vak.fout("stap", f"Stap {ronde.stap} is geen stap {words}.", "Noem een plaats in het draaiboek.")
