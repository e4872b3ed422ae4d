"""Writing a structured part of a card: always whole, with the version that was seen."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import deliver, transaction
from dialoog.errors import BadInput
from dialoog.opgave.models import Deelvraag, Kader
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce
from dialoog.voorstel import facts, queries, rules
from dialoog.voorstel import models_delen as m
from dialoog.voorstel.antwoorden import Schrijver, refuse_schrijver
from dialoog.voorstel.delen import deel_van
from dialoog.voorstel.errors import DeelBotst
from dialoog.voorstel.feithoofd import feithoofd
from dialoog.voorstel.inhoud import Deel, Deelvragen, Inhoud, Kaders, Kosten, Resultaten, from_plain, to_plain
from dialoog.voorstel.models import Voorstel

_WEG = "Iets uit deze lijst is intussen weggehaald. Laad de bladzijde opnieuw. Wat u koos, staat er nog."


def save_deel(
    dialoog_id: int, nummer: int, gezien: int, inhoud: Inhoud, wie: Schrijver, kenmerk: str = ""
) -> Deel[Any]:
    """Save a part of a card (use case). `gezien` is the version that was changed; the same contents again: nothing
    happens. `kenmerk`: the open page that saves as one types, so that it does not collide with a saving of its own
    whose answer was lost. Returns what lies there now.

    Raises NotFound (no such card, or not one's own), KaartOpSlot, DeelBotst (somebody was first: what lies there is in
    `stand`), BadInput (a deelvraag or kader that is gone)."""
    with transaction() as session:
        card = queries.get_voorstel(session, dialoog_id, nummer)
        session.refresh(card, with_for_update=True)
        refuse_schrijver(session, card, wie)
        now = deel_van(session, card.id, inhoud.soort)
        wanted = _past(session, dialoog_id, inhoud, now.inhoud)
        if now.inhoud == wanted:
            return now
        head = session.get(m.Voorsteldeel, (card.id, inhoud.soort))
        own = head is not None and bool(kenmerk) and head.kenmerk == kenmerk
        if rules.botst(gezien, now.versie, eigen=own):
            raise DeelBotst(
                f"{now.wie} heeft dit intussen veranderd. Wat u invulde, is niet weg. Kies wat blijft.",
                stand=deel_stand(now),
            )
        further = head is not None and _loopt_door(head, wie)
        head = write_deel(session, card, wanted, wie.naam, further=further)
        head.schrijver, head.kenmerk = wie.sleutel, kenmerk
        if not further:
            head.loopt_sinds = klok.nu()
            announce_deel(session, card, head, now.inhoud)
        session.flush()
        saved = deel_van(session, card.id, inhoud.soort)
    deliver([facts.Bijgewerkt(dialoog_id)])
    return saved


def _loopt_door(head: m.Voorsteldeel, wie: Schrijver) -> bool:
    """Whether this saving runs together with the one before: the same person, within ten minutes of the first."""
    since = head.loopt_sinds
    return head.schrijver == wie.sleutel and since is not None and klok.nu() - since < rules.LOOPT


def write_deel(session: Session, card: Voorstel, inhoud: Inhoud, wie: str, *, further: bool = False) -> m.Voorsteldeel:
    """Write the next version of a part (plain function, no fact). `further`: it runs together with the last one."""
    head = session.get(m.Voorsteldeel, (card.id, inhoud.soort))
    if head is None:
        head = m.Voorsteldeel(voorstel_id=card.id, soort=inhoud.soort, versie=0, revisie=0, wie=wie, moment=klok.nu())
        session.add(head)
    head.versie += 1
    head.revisie += 0 if further else 1
    if not further:
        head.loopt_sinds, head.schrijver, head.kenmerk = None, "", ""
    head.wie, head.moment = wie, klok.nu()
    head.geen = isinstance(inhoud, Deelvragen) and inhoud.geen
    head.totaal = inhoud.totaal if isinstance(inhoud, Kosten) else None
    kind, rows = _rijen(card.id, inhoud)
    session.flush()
    for old in session.scalars(select(kind).where(kind.voorstel_id == card.id)).all():
        session.delete(old)
    session.flush()
    session.add_all(rows)
    session.flush()
    return head


def _rijen(card: int, inhoud: Inhoud) -> tuple[Any, list[Any]]:
    """The table of a part and its new rows."""
    if isinstance(inhoud, Deelvragen):
        chosen = [m.VoorstelDeelvraag(voorstel_id=card, deelvraag_id=number) for number in inhoud.gekozen]
        return m.VoorstelDeelvraag, chosen
    if isinstance(inhoud, Resultaten):
        fields = [dict(vars(row)) for row in inhoud.regels]
        return m.MeetbaarResultaat, [
            m.MeetbaarResultaat(voorstel_id=card, volgorde=place, **row) for place, row in enumerate(fields, 1)
        ]
    if isinstance(inhoud, Kosten):
        fields = [dict(vars(row)) for row in inhoud.regels]
        return m.Kostenregel, [
            m.Kostenregel(voorstel_id=card, volgorde=place, **row) for place, row in enumerate(fields, 1)
        ]
    return m.Kadertoets, [
        m.Kadertoets(voorstel_id=card, kader_id=row.kader, oordeel=row.oordeel, argument=row.argument)
        for row in inhoud.toetsen
    ]


def announce_deel(session: Session, card: Voorstel, head: m.Voorsteldeel, before: Inhoud) -> int:
    """That a part is another one, with the former one; returns the fact's number."""
    return announce(
        session,
        facts.DeelVeranderd(
            **feithoofd(card, head.wie),
            soort=head.soort,
            plek=rules.DEEL_PLEK[head.soort],
            revisie=head.revisie,
            van=to_plain(before),
        ),
    )


def deel_stand(deel: Deel[Any]) -> dict[str, object]:
    """A part as a script gets it, with who and when (text)."""
    return {
        "versie": deel.versie,
        "inhoud": to_plain(deel.inhoud),
        "wie": deel.wie,
        "moment": klok.klokslag(deel.moment) if deel.moment else "",
    }


def _past(session: Session, dialoog_id: int, inhoud: Inhoud, now: Inhoud) -> Inhoud:
    """In the order of this dialogue's own lists. A kader that is no longer asked about a single proposal keeps its
    judgement. Raises BadInput."""
    if isinstance(inhoud, Deelvragen):
        return replace(inhoud, gekozen=tuple(_in_order(session, Deelvraag, dialoog_id, inhoud.gekozen)))
    if not isinstance(inhoud, Kaders) or not isinstance(now, Kaders):
        return inhoud
    typed = {row.kader: row for row in inhoud.toetsen}
    asked = select(Kader.id).where(Kader.dialoog_id == dialoog_id, Kader.geldt_voor == "voorstel")
    shown = {*typed, *session.scalars(asked)}
    rows = typed | {row.kader: row for row in now.toetsen if row.kader not in shown}
    return Kaders(tuple(rows[number] for number in _in_order(session, Kader, dialoog_id, rows)))


def _in_order(session: Session, kind: Any, dialoog_id: int, wanted: Collection[int]) -> list[int]:
    known = session.scalars(select(kind.id).where(kind.dialoog_id == dialoog_id).order_by(kind.volgorde, kind.id))
    found = [number for number in known if number in wanted]
    if len(found) != len(set(wanted)):
        raise BadInput(_WEG)
    return found


# --- taking it back -------------------------------------------------------------------------------------------


def why_not_undo_deel(session: Session, feit: Feit) -> str | None:
    head = session.get_one(m.Voorsteldeel, (feit.data["voorstel"], feit.data["soort"]))
    if head.revisie != feit.data["revisie"]:
        return "dat is daarna nog veranderd"
    before = from_plain(feit.data["soort"], feit.data["van"])
    try:
        _past(session, feit.dialoog_id, before, before)
    except BadInput:
        return "een deelvraag of kader van eerst is er niet meer"
    return None


def undo_deel(session: Session, feit: Feit, wie: str) -> int:
    """Inverse of DeelVeranderd: the former contents, as a next version."""
    card = session.get_one(Voorstel, feit.data["voorstel"])
    now = deel_van(session, card.id, feit.data["soort"]).inhoud
    head = write_deel(session, card, from_plain(feit.data["soort"], feit.data["van"]), wie)
    return announce_deel(session, card, head, now)
