"""A herstemming's tie with its round, and a lot, in the exchange file."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.idee.models import Idee
from dialoog.overdracht import vorm
from dialoog.overdracht.vak import MAX_NUMMER, Vak
from dialoog.stemming.lot import lot_van
from dialoog.stemming.models import Loting, LotingIdee, Stemronde


def lees_van(vak: Vak, at: int, earlier: Sequence[vorm.Stemronde]) -> int | None:
    """The round that this one (the `at`th) is a herstemming of: an earlier one, that is none itself, once at most."""
    van = vak.getal("van", 1, MAX_NUMMER)
    if van is None:
        return None
    if van >= at or earlier[van - 1].van is not None:
        raise vak.fout("van", f"Ronde {van} gaat hier niet aan vooraf.", "Noem de plaats van een eerdere gewone ronde.")
    if vak.keuze("staat", vorm.RONDESTATEN, "vastgesteld") != "vervallen" and any(
        ronde.van == van and ronde.staat != "vervallen" for ronde in earlier
    ):
        raise vak.fout("van", f"Bij ronde {van} hoort al een herstemming.", "Laat er één gelden.")
    return van


def lees_loting(vak: Vak, lijst: Mapping[int, int], van: int | None) -> vorm.Loting | None:
    """The lot of a herstemming; `lijst`: the ideas of the round. None where there is none."""
    if not vak.heeft("loting") or vak.pak("loting") is None:
        return None
    part = vak.vak("loting")
    papers, drawn = part.getallen("ideeen", 1, MAX_NUMMER), part.getallen("getrokken", 1, MAX_NUMMER)
    places = part.getal("plaatsen", 1, MAX_NUMMER) or 1
    part.klaar()
    if van is None:
        raise vak.fout("loting", "Een loting hoort bij een herstemming.", "Zet er bij van welke ronde: van.")
    if not set(papers) <= set(lijst) or not set(drawn) <= set(papers):
        raise vak.fout("loting", "Er is geloot om een idee dat niet meedeed.", "Noem alleen ideeën van de ronde.")
    if len(drawn) > places or places >= len(papers):
        raise vak.fout("loting", "Zoveel papieren zijn er niet.", "Er zijn minder plaatsen dan papieren.")
    return vorm.Loting(plaatsen=places, ideeen=papers, getrokken=drawn)


def schrijf_loting(loting: vorm.Loting | None) -> dict[str, Any] | None:
    """As plain data."""
    if loting is None:
        return None
    return {"plaatsen": loting.plaatsen, "ideeen": list(loting.ideeen), "getrokken": list(loting.getrokken)}


def loting_uit(session: Session, ronde: Stemronde) -> vorm.Loting | None:
    """The lot of a round in the database."""
    lot = lot_van(session, ronde.id)
    if lot is None:
        return None
    return vorm.Loting(
        plaatsen=lot.plaatsen,
        ideeen=tuple(papier.nummer for papier in lot.papieren),
        getrokken=tuple(papier.nummer for papier in lot.getrokken),
    )


def zet_loting(
    session: Session, loting: vorm.Loting | None, ronde: Stemronde, ideeen: Mapping[int, Idee], door: str
) -> None:
    """Write the lot of a round that was just written."""
    if loting is None:
        return
    when = ronde.vastgesteld or klok.nu()
    row = Loting(dialoog_id=ronde.dialoog_id, ronde_id=ronde.id, plaatsen=loting.plaatsen, klaargelegd=when, door=door)
    session.add(row)
    session.flush()
    order = {number: at for at, number in enumerate(loting.getrokken, 1)}
    session.add_all(
        LotingIdee(
            loting_id=row.id,
            idee_id=ideeen[number].id,
            trekking=order.get(number),
            getrokken=when if number in order else None,
            door=door if number in order else "",
        )
        for number in loting.ideeen
    )
    session.flush()
