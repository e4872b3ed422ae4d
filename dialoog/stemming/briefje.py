"""The ballot: the whole wanted state in one command. Plain SQL, one transaction, and nothing else is written: no
time, no person, no fact. Each of those once gave somebody away (docs/geheim.md)."""

import hmac
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from dialoog.database import db, remember_fact, transaction
from dialoog.errors import NotFound
from dialoog.stemming import rules
from dialoog.stemming.errors import BriefjeOngeldig, BriefjeVerouderd, MagNietPlakken, NietMeegeteld, RondeNietKlaar
from dialoog.stemming.facts import Moved
from dialoog.stemming.opruimen import sweep_soon
from dialoog.stemming.sleutels import ballot_van, echte_versie, masker, read_sleutel, verborgen_versie

MAX_ID = 2**63
"""Beyond this no row has a number, and SQLite cannot even be asked."""

_RONDE = text(
    "SELECT staat, n, per_idee, sleutel, bijeenkomst_id, zichtbaar, soort FROM stemronde "
    "WHERE id = :ronde AND dialoog_id = :dialoog"
)
_LIJST = text("SELECT i.nummer, i.id FROM ronde_idee r JOIN idee i ON i.id = r.idee WHERE r.ronde = :ronde")
_MAG = text(
    "SELECT d.zonder_telefoon, EXISTS (SELECT 1 FROM toestel t WHERE t.deelnemer_id = d.id AND t.beeindigd IS NULL) "
    "FROM deelnemer d JOIN aanwezigheid a ON a.deelnemer_id = d.id "
    "WHERE d.id = :wie AND d.dialoog_id = :dialoog AND d.staat = 'actief' AND d.soort = 'deelnemer' "
    "AND a.bijeenkomst_id = :bijeenkomst AND a.staat = 'aanwezig'"
)
_LIGT = text("SELECT versie, kenmerk FROM stembriefje WHERE ronde = :ronde AND ballot = :ballot")
_AANTAL = text("SELECT count(*) FROM sticker WHERE ronde = :ronde AND ballot = :ballot")
_WEG = text("DELETE FROM sticker WHERE ronde = :ronde AND ballot = :ballot")
_BRIEFJE = text(
    "INSERT INTO stembriefje (ronde, ballot, versie, kenmerk, klaar) "
    "VALUES (:ronde, :ballot, :versie, :kenmerk, :klaar) "
    "ON CONFLICT (ronde, ballot) DO UPDATE SET versie = excluded.versie, kenmerk = excluded.kenmerk, "
    "klaar = excluded.klaar"
)
_STICKER = text(
    "INSERT INTO sticker (ronde, ballot, slot, laag, idee, n, per_idee) "
    "VALUES (:ronde, :ballot, :slot, :laag, :idee, :n, :per_idee)"
)
ELDERS = (
    "Er ligt al een briefje, van een ander scherm. Iedereen ziet de stand: vervangen zou laten zien waar u plakte. "
    "Verplaatsen kan alleen op het scherm waar het begon. Wat er ligt, telt mee."
)
EIGEN_TELEFOON = (
    "Voor iemand met een eigen telefoon plakt u niet. Werkt die telefoon niet? "
    "Meld hem af bij Deelnemers, op de bladzijde van deze persoon. Daarna kan het wel."
)
_LAAT = text("INSERT INTO te_laat (ronde, ballot) VALUES (:ronde, :ballot) ON CONFLICT DO NOTHING")


@dataclass(frozen=True)
class Opdracht:
    """A command: `versie` is the one that was seen, None from a helper (it replaces all); `plekken` as checked; `vorig`
    the kenmerk that this phone put last (of an open round)."""

    ronde: int
    deelnemer: int
    versie: int | None
    kenmerk: str
    plekken: tuple[rules.Plek, ...]
    klaar: bool
    vorig: object = None


@dataclass(frozen=True)
class Ligt:
    """What anybody may know of a ballot: its version and how many lie; never what lies there."""

    ronde: int
    versie: int
    aantal: int

    def json(self) -> dict[str, int]:
        return {"ronde": self.ronde, "versie": self.versie, "aantal": self.aantal}


def put_briefje(dialoog_id: int, deelnemer_id: int, command: dict[str, Any]) -> Ligt:
    """Put a ballot (use case). Command: `{ronde, versie, kenmerk, stickers: [nummer, …], klaar, vorig}`.

    The kenmerk that lies already gives what lies. Raises BriefjeOngeldig, MagNietPlakken, BriefjeVerouderd,
    NietMeegeteld (after the close), RondeNietKlaar, NotFound."""
    versie = command.get("versie")
    if type(versie) is not int or versie < 0 or type(command.get("klaar", False)) is not bool:
        raise BriefjeOngeldig("We konden dit niet lezen. Laad de bladzijde opnieuw en plak nog eens.")
    return _put(dialoog_id, deelnemer_id, command, versie)


def put_voor(dialoog_id: int, deelnemer_id: int, command: dict[str, Any]) -> Ligt:
    """Put a ballot for somebody who is in without a phone (use case); it has no version and replaces all.

    Raises as `put_briefje`; MagNietPlakken also for somebody with a phone."""
    return _put(dialoog_id, deelnemer_id, {**command, "klaar": True}, None)


def _put(dialoog_id: int, deelnemer_id: int, command: dict[str, Any], versie: int | None) -> Ligt:
    number = command.get("ronde")
    if type(number) is not int or not 0 < number < MAX_ID:
        raise BriefjeOngeldig("We konden dit niet lezen. Laad de bladzijde opnieuw en plak nog eens.")
    reading = db.session()
    ronde = _get_ronde(reading, dialoog_id, number)
    lijst = {row[0]: row[1] for row in reading.execute(_LIJST, {"ronde": number})}
    if ronde["staat"] not in ("open", "gesloten"):
        raise _voorbij(number, ronde)
    opdracht = Opdracht(
        number,
        deelnemer_id,
        versie,
        rules.check_kenmerk(command.get("kenmerk")),
        tuple(rules.check_briefje(command.get("stickers"), lijst, ronde["n"], ronde["per_idee"])),
        bool(command.get("klaar")),
        command.get("vorig"),
    )
    key = read_sleutel(ronde["sleutel"])
    if key is None:
        raise NietMeegeteld(
            "De ronde is gesloten en kan niet meer open. De begeleider weet wat er nu kan.",
            stand={"ronde": number, "staat": "gesloten", "gesloten": True},
        )
    with transaction() as session:
        answer = _write(session, dialoog_id, opdracht, ronde["sleutel"], key)
    sweep_soon()
    if isinstance(answer, NietMeegeteld):
        raise answer
    return answer


def _write(session: Session, dialoog_id: int, opdracht: Opdracht, sleutel: str, key: bytes) -> Ligt | NietMeegeteld:
    """Read again what the rule needs, then write. A late ballot is answered, not raised: its mark must be kept."""
    ronde = _get_ronde(session, dialoog_id, opdracht.ronde)
    if ronde["staat"] not in ("open", "gesloten") or ronde["sleutel"] != sleutel:
        raise _voorbij(opdracht.ronde, ronde)
    place: dict[str, Any] = {"ronde": opdracht.ronde, "ballot": ballot_van(key, opdracht.deelnemer)}
    _check_mag(session, dialoog_id, ronde, opdracht)
    row = session.execute(_LIGT, place).first()
    lies = _ligt(session, place, key, row)
    if row is not None and row[1] == opdracht.kenmerk:
        return lies
    if ronde["staat"] == "gesloten":
        session.execute(_LAAT, place)
        remember_fact(session, Moved(dialoog_id))
        return NietMeegeteld(
            "Uw laatste sticker telt niet mee. Wat op tijd aankwam, telt wel.",
            stand={**({} if ronde["zichtbaar"] else lies.json()), "staat": "gesloten", "gesloten": True},
        )
    if ronde["zichtbaar"]:
        if row is not None and not hmac.compare_digest(
            str(row[1]), _eigen(key, place["ballot"], opdracht, lies.versie)
        ):
            raise BriefjeVerouderd(ELDERS, stand={"ronde": opdracht.ronde, "elders": True})
    elif opdracht.versie is not None and opdracht.versie != lies.versie:
        raise BriefjeVerouderd("Elders is opnieuw geplakt. Vervangen of laten?", stand=lies.json())
    session.execute(_WEG, place)
    klaar = opdracht.klaar ^ masker(key, place["ballot"], lies.versie + 1)
    own = ronde["zichtbaar"] and opdracht.versie is None
    kenmerk = namens_kenmerk(key, place["ballot"], lies.versie + 1) if own else opdracht.kenmerk
    stored = verborgen_versie(key, place["ballot"], lies.versie + 1)
    session.execute(_BRIEFJE, {**place, "versie": stored, "kenmerk": kenmerk, "klaar": klaar})
    rows = [
        {**place, "slot": p.slot, "laag": p.laag, "idee": p.idee, "n": ronde["n"], "per_idee": ronde["per_idee"]}
        for p in opdracht.plekken
    ]
    if rows:
        session.execute(_STICKER, rows)
    remember_fact(session, Moved(dialoog_id))
    return Ligt(opdracht.ronde, lies.versie + 1, len(rows))


def _eigen(key: bytes, ballot: bytes, opdracht: Opdracht, versie: int) -> str:
    """The kenmerk that must lie for this command to replace it in an open round."""
    return namens_kenmerk(key, ballot, versie) if opdracht.versie is None else str(opdracht.vorig or "")


def namens_kenmerk(key: bytes, ballot: bytes, versie: int) -> str:
    """The kenmerk under which a helper's ballot of an open round lies: nobody else can tell it from another."""
    return hmac.digest(key, b"namens" + ballot + versie.to_bytes(8, "big"), "sha256").hex()[:32]


def wat_een_scherm_weet(dialoog_id: int, deelnemer_id: int, ronde: int, *, zichtbaar: bool) -> dict[str, int]:
    """What a screen hears of a person's ballot. Of an open round nothing: version or number, asked again and again
    beside tallies that everybody sees, would tell where that person sticks."""
    return {"ronde": ronde} if zichtbaar else stand_van(dialoog_id, deelnemer_id, ronde).json()


def stand_van(dialoog_id: int, deelnemer_id: int, ronde_id: int) -> Ligt:
    """Version and number of what lies for a person; zeros when nothing does or the round is over. Raises NotFound."""
    session = db.session()
    ronde = _get_ronde(session, dialoog_id, ronde_id)
    key = read_sleutel(ronde["sleutel"]) if ronde["staat"] in ("open", "gesloten") else None
    if key is None:
        return Ligt(ronde_id, 0, 0)
    place = {"ronde": ronde_id, "ballot": ballot_van(key, deelnemer_id)}
    return _ligt(session, place, key, session.execute(_LIGT, place).first())


def _ligt(session: Session, place: dict[str, Any], key: bytes, row: Any) -> Ligt:
    """What lies at this place; `row` as `_LIGT` gives it, None: nothing."""
    versie = echte_versie(key, place["ballot"], row[0]) if row else 0
    return Ligt(place["ronde"], versie, session.execute(_AANTAL, place).scalar_one())


def mag_plakken(session: Session, dialoog_id: int, bijeenkomst_id: int, deelnemer_id: int) -> bool:
    """Whether this person may sticker now: an active deelnemer who is present at this bijeenkomst."""
    place = {"wie": deelnemer_id, "dialoog": dialoog_id, "bijeenkomst": bijeenkomst_id}
    return session.execute(_MAG, place).first() is not None


def _check_mag(session: Session, dialoog_id: int, ronde: dict[str, Any], opdracht: Opdracht) -> None:
    place = {"wie": opdracht.deelnemer, "dialoog": dialoog_id, "bijeenkomst": ronde["bijeenkomst_id"]}
    row = session.execute(_MAG, place).first()
    if row is None:
        raise MagNietPlakken(
            "Stickers zijn voor wie vanavond binnen is. Bent u er wel? Zeg het tegen de begeleider. "
            "Wat al geplakt is, blijft liggen."
        )
    if opdracht.versie is None and (not row[0] or row[1]):
        raise MagNietPlakken(EIGEN_TELEFOON)


def _get_ronde(session: Session, dialoog_id: int, ronde_id: int) -> dict[str, Any]:
    row = session.execute(_RONDE, {"ronde": ronde_id, "dialoog": dialoog_id}).mappings().first()
    if row is None:
        raise NotFound("Deze stemronde bestaat niet.")
    return dict(row)


def _voorbij(ronde_id: int, ronde: dict[str, Any]) -> RondeNietKlaar | NietMeegeteld:
    """The answer when the round is not open or closed: before it, or over."""
    staat = ronde["staat"]
    stand = {"ronde": ronde_id, "staat": staat, "gesloten": staat == "vastgesteld"}
    if staat == "vastgesteld" and ronde["soort"] == "papier":
        return NietMeegeteld("Deze ronde is op papier geteld. Wat op telefoons geplakt is, telt niet mee.", stand=stand)
    if staat == "vastgesteld":
        return NietMeegeteld("De uitslag is vastgesteld. Wat op tijd aankwam, telt mee.", stand=stand)
    if staat == "vervallen":
        return RondeNietKlaar("Deze ronde telt niet meer. Kijk naar het scherm, of vraag de begeleider.", stand=stand)
    return RondeNietKlaar("De ronde is nog niet open. Uw stickers blijven hier staan.", stand=stand)
