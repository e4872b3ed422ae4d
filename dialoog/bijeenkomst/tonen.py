"""Use cases of *tonen*: the pages of a step, and which sheet of them is on the screens now."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.begeleider.service import first_time
from dialoog.bijeenkomst.models import Bijeenkomst, Stap, Toonblad
from dialoog.bijeenkomst.queries import get_bijeenkomst, get_stap
from dialoog.bijeenkomst.tonenfeiten import BladenVeranderd, BladGetoond
from dialoog.bijeenkomst.tonenvellen import Blad, Deelvraag, Opgave, Vel, plaats, vellen
from dialoog.database import transaction
from dialoog.errors import BadInput, NotFound, NotNow, Outdated
from dialoog.opgave.models import Dialoog
from dialoog.opgave.rules import kant_kort
from dialoog.verslag.service import announce

SOORT = "tonen"
INGEBOUWD = {
    "hoofdvraag": "De hoofdvraag",
    "deelvragen": "De deelvragen",
    "kaders": "De kaders",
    "spelregels": "De spelregels",
}
"""Pages that the opgave fills, with their name."""
STANDAARD = ("hoofdvraag", "kaders", "spelregels")
"""Pages of a new step."""
MAX_BLADEN = 40
MAX_BLADTITEL = 120
MAX_TEKST = 6000
MAX_ALT = 300


# --- reading ---------------------------------------------------------------------------------------------------------


def opgave_van(dialoog: Dialoog) -> Opgave:
    """What the built-in pages show. The short text of the question is for the beamer (domein.md, Dialoog)."""
    return Opgave(
        hoofdvraag=dialoog.hoofdvraag_kort or dialoog.hoofdvraag,
        deelvragen=tuple(
            Deelvraag(place, kant_kort(part.kant), part.tekst) for place, part in enumerate(dialoog.deelvragen, 1)
        ),
        kaders=tuple((kader.soort, kader.tekst, tuple(kader.onderdelen)) for kader in dialoog.kaders),
        spelregels=tuple(regel.tekst for regel in dialoog.spelregels),
    )


def vellen_van(session: Session, stap: Stap) -> list[Vel]:
    """The sheets of a step that show something, in order. What nobody filled in yet the hall does not see."""
    return [vel for vel in _alle_vellen(session, stap) if not vel.leeg]


def leeg_van(session: Session, stap: Stap) -> list[Vel]:
    """The pages of a step that wait for what the opgave does not say yet."""
    return [vel for vel in _alle_vellen(session, stap) if vel.leeg]


def _alle_vellen(session: Session, stap: Stap) -> list[Vel]:
    dialoog = session.get_one(Dialoog, stap.bijeenkomst.dialoog_id)
    pages = [Blad(row.id, row.soort, row.titel, row.tekst, row.beeld, row.naast) for row in stap.bladen]
    return vellen(pages, opgave_van(dialoog))


def hier(stap: Stap, alle: Sequence[Vel]) -> int:
    """Index of the sheet that is on the screens; 0 before the first turn."""
    blad, deel = (*stap.instellingen.get("hier", ()), 0, 0)[:2]
    return plaats(alle, blad, deel)


def bladnaam(row: Toonblad) -> str:
    """How a page is called in the regie."""
    return INGEBOUWD.get(row.soort) or row.titel or (row.tekst.split("\n")[0][:60] if row.soort == "tekst" else "Foto")


def get_tonen(session: Session, dialoog_id: int, bijeenkomst_id: int, stap_id: int) -> Stap:
    """The step, when it is one of tonen. Raises NotFound."""
    stap = get_stap(session, get_bijeenkomst(session, dialoog_id, bijeenkomst_id).id, stap_id)
    if stap.soort != SOORT:
        raise NotFound("Bij deze stap horen geen bladen.")
    return stap


def get_blad(stap: Stap, blad_id: int) -> Toonblad:
    """Raises NotFound."""
    found = next((row for row in stap.bladen if row.id == blad_id), None)
    if found is None:
        raise NotFound("Dit blad is er niet meer.")
    return found


def heeft_beeld(session: Session, dialoog_id: int, beeld: str) -> bool:
    """Whether a page of this dialogue shows this picture."""
    return (
        session.scalar(
            select(Toonblad.id)
            .join(Stap, Stap.id == Toonblad.stap_id)
            .join(Bijeenkomst, Bijeenkomst.id == Stap.bijeenkomst_id)
            .where(Bijeenkomst.dialoog_id == dialoog_id, Toonblad.beeld == beeld)
            .limit(1)
        )
        is not None
    )


def beelden_van(session: Session, dialoog_id: int) -> list[str]:
    """The pictures that pages of this dialogue show."""
    shown = (
        select(Toonblad.beeld)
        .join(Stap, Stap.id == Toonblad.stap_id)
        .join(Bijeenkomst, Bijeenkomst.id == Stap.bijeenkomst_id)
        .where(Bijeenkomst.dialoog_id == dialoog_id, Toonblad.beeld != "")
    )
    return list(session.scalars(shown.distinct()))


def in_gebruik(session: Session, beeld: str) -> bool:
    """Whether any page of any dialogue shows this picture."""
    return session.scalar(select(Toonblad.id).where(Toonblad.beeld == beeld).limit(1)) is not None


# --- showing ---------------------------------------------------------------------------------------------------------


def show_vel(dialoog_id: int, bijeenkomst_id: int, stap_id: int, blad: int, deel: int, wie: str) -> None:
    """Put this sheet on the screens. Shown already: nothing happens. Raises NotFound, NotNow."""
    with transaction() as session:
        stap = get_tonen(session, dialoog_id, bijeenkomst_id, stap_id)
        if stap.staat != "live":
            raise NotNow("Deze stap is nu niet aan de beurt. Er is niets veranderd. Kijk in het draaiboek.")
        get_blad(stap, blad)
        alle = vellen_van(session, stap)
        if blad not in {vel.blad for vel in alle}:
            raise NotNow("Dit blad is nog leeg. De zaal ziet wat er stond. Vul het eerst bij Voorbereiden.")
        target = alle[plaats(alle, blad, deel)]
        if [target.blad, target.deel] == stap.instellingen.get("hier"):
            return
        stap.instellingen = {**stap.instellingen, "hier": [target.blad, target.deel]}
        stap.versie += 1
        kop = target.naam or stap.titel
        announce(session, BladGetoond(dialoog=dialoog_id, bijeenkomst=bijeenkomst_id, wie=wie, kop=kop))


# --- the pages -------------------------------------------------------------------------------------------------------


def new_bladen() -> list[Toonblad]:
    """The pages of a new step, not yet in one."""
    return [Toonblad(soort=soort, volgorde=place) for place, soort in enumerate(STANDAARD, 1)]


def add_blad(
    dialoog_id: int,
    bijeenkomst_id: int,
    stap_id: int,
    soort: str,
    wie: str,
    *,
    kenmerk: str,
    titel: str = "",
    tekst: str = "",
    beeld: str = "",
    naast: str = "",
) -> int | None:
    """A page at the end, also while the step is live; returns its number. The same `kenmerk` again: nothing (None).

    Raises BadInput, NotFound."""
    with transaction() as session:
        stap = get_tonen(session, dialoog_id, bijeenkomst_id, stap_id)
        if soort not in (*INGEBOUWD, "tekst", "beeld"):
            raise BadInput("Dit blad kennen we niet. Kies er een uit de lijst.")
        if len(stap.bladen) >= MAX_BLADEN:
            raise BadInput(f"Er passen {MAX_BLADEN} bladen in een stap. Haal er eerst een weg, of maak een stap erbij.")
        if not first_time(session, kenmerk):
            return None
        place = len(stap.bladen) + 1
        row = Toonblad(soort=soort, titel=titel, tekst=tekst, beeld=beeld, naast=naast, volgorde=place)
        stap.bladen.append(row)
        session.flush()
        _note(session, stap, wie, f"Blad erbij: {bladnaam(row)}")
        return row.id


def change_blad(
    dialoog_id: int,
    bijeenkomst_id: int,
    stap_id: int,
    blad_id: int,
    versie: int,
    titel: str,
    tekst: str,
    wie: str,
    naast: str = "",
) -> None:
    """Title and text of an own page, of a picture also what stands beside it. Raises NotFound, Outdated (with what is
    kept now)."""
    with transaction() as session:
        stap = get_tonen(session, dialoog_id, bijeenkomst_id, stap_id)
        row = get_blad(stap, blad_id)
        if row.soort in INGEBOUWD:
            raise NotFound("Dit blad vult zich vanzelf. Verander het bij Voorbereiden.")
        if (row.titel, row.tekst, row.naast) == (titel, tekst, naast):
            return
        if row.versie != versie:
            raise Outdated(
                "Uw tekst staat er nog en is niet bewaard. Kijk wat de ander schreef, en bewaar dan opnieuw.",
                stand={"titel": row.titel, "tekst": row.tekst, "naast": row.naast, "versie": row.versie},
            )
        row.titel, row.tekst, row.naast = titel, tekst, naast
        row.versie += 1
        _note(session, stap, wie, f"Blad aangepast: {bladnaam(row)}")


def order_bladen(dialoog_id: int, bijeenkomst_id: int, stap_id: int, wanted: Sequence[int], wie: str) -> None:
    """The pages in this order (numbers); what is not named stays behind them."""
    with transaction() as session:
        stap = get_tonen(session, dialoog_id, bijeenkomst_id, stap_id)
        places = {number: place for place, number in enumerate(wanted)}
        ordered = sorted(stap.bladen, key=lambda row: (places.get(row.id, len(places)), row.volgorde))
        _number(session, stap, ordered, wie)


def move_blad(dialoog_id: int, bijeenkomst_id: int, stap_id: int, blad_id: int, step: int, wie: str) -> None:
    """One place up (-1) or down (1)."""
    with transaction() as session:
        stap = get_tonen(session, dialoog_id, bijeenkomst_id, stap_id)
        order = list(stap.bladen)
        here = order.index(get_blad(stap, blad_id))
        if 0 <= here + step < len(order):
            order[here], order[here + step] = order[here + step], order[here]
        _number(session, stap, order, wie)


def remove_blad(dialoog_id: int, bijeenkomst_id: int, stap_id: int, blad_id: int, wie: str) -> str:
    """Take a page away; gone already: nothing happens. Returns the hash of a picture that no page shows any more."""
    with transaction() as session:
        stap = get_tonen(session, dialoog_id, bijeenkomst_id, stap_id)
        row = next((row for row in stap.bladen if row.id == blad_id), None)
        if row is None:
            return ""
        stap.bladen.remove(row)
        for place, left in enumerate(stap.bladen, 1):
            left.volgorde = place
        session.flush()
        _note(session, stap, wie, f"Blad weg: {bladnaam(row)}")
        return row.beeld if row.beeld and not in_gebruik(session, row.beeld) else ""


def _number(session: Session, stap: Stap, ordered: Sequence[Toonblad], wie: str) -> None:
    if list(ordered) == list(stap.bladen):
        return
    for place, row in enumerate(ordered, 1):
        row.volgorde = place
    _note(session, stap, wie, "Volgorde van de bladen veranderd")


def _note(session: Session, stap: Stap, wie: str, wijziging: str) -> None:
    announce(
        session,
        BladenVeranderd(
            dialoog=stap.bijeenkomst.dialoog_id,
            bijeenkomst=stap.bijeenkomst_id,
            wie=wie,
            waarop=f"stap:{stap.id}",
            wijziging=wijziging,
        ),
    )
