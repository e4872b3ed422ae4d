"""Setting the last day for the eigenaren: of all cards, or another one of a single card; and taking that back.

Nothing happens by the clock: whether a day is over is asked at every reading and every saving (`termijn.py`)."""

from datetime import date

from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import transaction
from dialoog.errors import BadInput, Outdated
from dialoog.opgave.models import Dialoog
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce
from dialoog.voorstel import queries
from dialoog.voorstel.antwoorden import leg_vast
from dialoog.voorstel.feithoofd import feithoofd
from dialoog.voorstel.models import Voorstel
from dialoog.voorstel.termijn_facts import KaartUiterlijkGezet, UiterlijkGezet

_VOORBIJ = "Deze dag is al geweest. Kies vandaag of later. Wilt u nu al sluiten? Zet de voorstellen op slot."
_GEEN_DAG = "Dit is geen datum. Schrijf hem zo: 2026-12-12. Of laat het vak leeg."


def lees_dag(getypt: str) -> date | None:
    """A day as a form sends it; None where it is empty. Raises BadInput."""
    try:
        return date.fromisoformat(getypt.strip()) if getypt.strip() else None
    except ValueError as error:
        raise BadInput(_GEEN_DAG, velden={"uiterlijk": _GEEN_DAG}) from error


def set_uiterlijk(dialoog_id: int, bijeenkomst_id: int | None, gezien: str, getypt: str, wie: str) -> None:
    """The last day of all cards, empty: none (use case). That day already: nothing happens. `gezien`: the day that
    the asking screen showed. Raises BadInput (no day, or over), Outdated."""
    dag = lees_dag(getypt)
    with transaction() as session:
        dialoog = session.get_one(Dialoog, dialoog_id)
        if dialoog.kaarten_uiterlijk == dag:
            return
        if iso(dialoog.kaarten_uiterlijk) != gezien:
            raise Outdated("Een andere begeleider zette een andere datum. Uw datum staat er nog. Bewaar opnieuw.")
        _need_later(dag)
        _write(session, dialoog, dag, bijeenkomst_id, wie)


def set_kaart_uiterlijk(
    dialoog_id: int, bijeenkomst_id: int | None, nummer: int, versie: int, getypt: str, wie: str
) -> None:
    """Another last day for one card, empty: that of all cards (use case). That day already: nothing happens. `versie`
    of the card as it was seen. Raises NotFound, BadInput (no day, or over), Outdated."""
    dag = lees_dag(getypt)
    with transaction() as session:
        card = queries.get_voorstel(session, dialoog_id, nummer)
        if card.uiterlijk == dag:
            return
        if card.versie != versie:
            raise Outdated(f"Voorstel {nummer} is intussen veranderd. Uw datum staat er nog. Bewaar opnieuw.")
        _need_later(dag)
        _write_kaart(session, card, dag, bijeenkomst_id, wie)


def _need_later(dag: date | None) -> None:
    if dag is not None and dag < klok.vandaag():
        raise BadInput(_VOORBIJ, velden={"uiterlijk": _VOORBIJ})


def _write(session: Session, dialoog: Dialoog, dag: date | None, bijeenkomst_id: int | None, wie: str) -> int:
    before, dialoog.kaarten_uiterlijk = dialoog.kaarten_uiterlijk, dag
    return announce(
        session,
        UiterlijkGezet(
            dialoog=dialoog.id,
            bijeenkomst=bijeenkomst_id,
            wie=wie,
            van=iso(before),
            naar=iso(dag),
            dag=klok.datum_lang(dag),
        ),
    )


def _write_kaart(session: Session, card: Voorstel, dag: date | None, bijeenkomst_id: int | None, wie: str) -> int:
    before, card.uiterlijk = card.uiterlijk, dag
    card.versie += 1
    leg_vast(session, [card.id])
    head = feithoofd(card, wie, bijeenkomst_id)
    return announce(session, KaartUiterlijkGezet(**head, van=iso(before), naar=iso(dag), dag=klok.datum_lang(dag)))


def iso(dag: date | None) -> str:
    """A day as forms and facts hold it; "" for none."""
    return dag.isoformat() if dag else ""


def van_iso(dag: str) -> date | None:
    """The inverse of `iso`."""
    return date.fromisoformat(dag) if dag else None


# --- taking it back -------------------------------------------------------------------------------------------

_ANDERS = "er is daarna een andere dag gezet"


def why_not_undo_uiterlijk(session: Session, feit: Feit) -> str | None:
    now = session.get_one(Dialoog, feit.dialoog_id).kaarten_uiterlijk
    return None if iso(now) == feit.data["naar"] else _ANDERS


def undo_uiterlijk(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of UiterlijkGezet; the former day may be over by now."""
    dialoog = session.get_one(Dialoog, feit.dialoog_id)
    return _write(session, dialoog, van_iso(feit.data["van"]), feit.bijeenkomst_id, wie)


def why_not_undo_kaart_uiterlijk(session: Session, feit: Feit) -> str | None:
    now = session.get_one(Voorstel, feit.data["voorstel"]).uiterlijk
    return None if iso(now) == feit.data["naar"] else _ANDERS


def undo_kaart_uiterlijk(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of KaartUiterlijkGezet."""
    card = session.get_one(Voorstel, feit.data["voorstel"])
    return _write_kaart(session, card, van_iso(feit.data["van"]), feit.bijeenkomst_id, wie)
