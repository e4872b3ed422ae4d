"""The former texts of an answer: reading what changed, putting one back, and choosing in a conflict."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dialoog.database import deliver, transaction
from dialoog.errors import NotFound
from dialoog.voorstel import facts, queries
from dialoog.voorstel.antwoorden import Schrijver, add_antwoord, announce_antwoord, botsing, lees, refuse_schrijver
from dialoog.voorstel.models import Antwoord
from dialoog.voorstel.tekst import html_to_tekst
from dialoog.voorstel.verschil import Stuk, kort, verschil

MEEST = 30
"""Revisions on the page; the oldest are beyond it."""


@dataclass(frozen=True)
class Revisie:
    """A text that stays, and what it changed in the one before. `opmaak`: only marks changed, no words."""

    antwoord: queries.AntwoordRij
    stukken: tuple[Stuk, ...]
    opmaak: bool
    nu: bool


def revisies(session: Session, voorstel_id: int, vraag: str) -> list[Revisie]:
    """The revisions of an answer, the newest first, at most MEEST."""
    rows = queries.antwoord_versies(session, voorstel_id, vraag)
    found = []
    for at, row in list(enumerate(rows))[-MEEST:]:
        before = html_to_tekst(rows[at - 1].html) if at else ""
        after = html_to_tekst(row.html)
        same = at > 0 and before == after
        found.append(Revisie(row, () if same else kort(verschil(before, after)), same, at == len(rows) - 1))
    return found[::-1]


def put_back(
    dialoog_id: int, nummer: int, vraag: str, gezien: int, revisie: int, wie: Schrijver
) -> queries.AntwoordRij:
    """A former text again, as a new revision (use case). It stands there already: nothing happens.

    Raises NotFound, KaartOpSlot, AntwoordBotst."""

    def choose(session: Session, now: Antwoord) -> list[str]:
        rows = queries.antwoord_versies(session, now.voorstel_id, vraag)
        former = next((row for row in rows if row.revisie == revisie), None)
        if former is None:
            raise NotFound("Deze tekst staat er niet.")
        return [former.html]

    return _nieuw(dialoog_id, nummer, vraag, gezien, wie, choose)


def keep_theirs(
    dialoog_id: int, nummer: int, vraag: str, gezien: int, tekst: str, html: str | None, wie: Schrijver
) -> queries.AntwoordRij:
    """In a conflict their text stays, and mine is kept as the text before it (use case): nothing is lost.

    Raises NotFound, KaartOpSlot, AntwoordBotst, BadInput."""
    _, mine = lees(tekst, html)
    return _nieuw(dialoog_id, nummer, vraag, gezien, wie, lambda _session, now: [mine, now.html])


def _nieuw(
    dialoog_id: int,
    nummer: int,
    vraag: str,
    gezien: int,
    wie: Schrijver,
    choose: Callable[[Session, Antwoord], list[str]],
) -> queries.AntwoordRij:
    """These texts in turn as revisions, with the fact of the last."""
    with transaction() as session:
        card = queries.get_voorstel(session, dialoog_id, nummer)
        refuse_schrijver(session, card, wie)
        now = queries.latest_antwoord(session, card.id, vraag)
        if now is None:
            raise NotFound("Bij deze vraag staat nog geen tekst.")
        texts = choose(session, now)
        if set(texts) == {now.html}:
            return queries.antwoord_rij(now)
        if now.versie != gezien:
            raise botsing(queries.antwoord_rij(now))
        for text in texts:
            now = add_antwoord(session, card.id, vraag, text, wie.naam, schrijver=wie.sleutel)
        announce_antwoord(session, card, now)
        saved = queries.antwoord_rij(now)
    deliver([facts.Bijgewerkt(dialoog_id)])
    return saved
