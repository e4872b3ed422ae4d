"""Writing answers. `add_antwoord`, `announce_antwoord` and `leg_vast` are plain functions for inside a transaction;
`save_antwoord` is the use case of who types, `revisies.py` has those that look back."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import deliver, transaction
from dialoog.errors import BadInput, NotFound
from dialoog.tekst import TekstTeLang, clean_text
from dialoog.verslag.service import announce
from dialoog.voorstel import facts, queries, rules
from dialoog.voorstel.errors import AntwoordBotst, KaartOpSlot
from dialoog.voorstel.feithoofd import feithoofd
from dialoog.voorstel.models import Antwoord, Voorstel
from dialoog.voorstel.queries_eigenaar import is_eigenaar
from dialoog.voorstel.tekst import clean_getypt, html_to_tekst, tekst_to_html


@dataclass(frozen=True)
class Schrijver:
    """Who writes on a card: a begeleider, a notulist, or a deelnemer with his id."""

    rol: str
    naam: str
    deelnemer: int | None = None

    @property
    def sleutel(self) -> str:
        """Who it is, also beside somebody of the same name."""
        return f"{self.rol}:{self.deelnemer or self.naam}"


@dataclass(frozen=True)
class Blad:
    """The open page that saves as one types: a random `kenmerk`, and the number of this saving. Empty: a form was
    sent, once."""

    kenmerk: str = ""
    slag: int = 0


FORMULIER = Blad()


def add_antwoord(
    session: Session, voorstel: int, vraag: str, html: str, wie: str, *, schrijver: str = "", blad: Blad = FORMULIER
) -> Antwoord:
    """Add a revision of an answer, cleaned HTML (plain function, no fact)."""
    now, moment = queries.latest_antwoord(session, voorstel, vraag), klok.nu()
    if now is not None:
        now.loopt_sinds = None
    row = Antwoord(
        voorstel_id=voorstel,
        vraag=vraag,
        versie=now.versie + 1 if now else 1,
        revisie=now.revisie + 1 if now else 1,
        html=html,
        wie=wie,
        moment=moment,
        schrijver=schrijver,
        kenmerk=blad.kenmerk,
        slag=blad.slag,
        loopt_sinds=moment if blad.kenmerk else None,
    )
    session.add(row)
    session.flush()
    return row


def leg_vast(session: Session, voorstel_ids: Collection[int]) -> None:
    """From now on these texts stay as they are: somebody else saw them (plain function). Who types on begins a new
    revision."""
    session.execute(
        update(Antwoord)
        .where(Antwoord.voorstel_id.in_(voorstel_ids), Antwoord.loopt_sinds.is_not(None))
        .values(loopt_sinds=None)
    )


def announce_antwoord(session: Session, card: Voorstel, row: Antwoord) -> int:
    """That an answer is there, or is another one; returns the fact's number."""
    head = feithoofd(card, row.wie) | {"vraag": row.vraag, "plek": rules.plek_van(row.vraag)}
    if row.revisie == 1:
        return announce(session, facts.AntwoordGeschreven(**head))
    return announce(session, facts.AntwoordVeranderd(**head, versie=row.revisie))


def save_antwoord(
    dialoog_id: int,
    nummer: int,
    vraag: str,
    gezien: int,
    tekst: str,
    wie: Schrijver,
    *,
    html: str | None = None,
    blad: Blad = FORMULIER,
) -> queries.AntwoordRij:
    """Save an answer (use case): `html` of the editor, or plain `tekst`. `gezien` is the version that was changed.

    The same text again gives what lies there; so does a saving of the same page that was overtaken on the way.
    Raises NotFound (no such card, or not one's own), KaartOpSlot, AntwoordBotst (both texts are kept: theirs in
    `stand`), BadInput (too long)."""
    text, written = lees(tekst, html)
    with transaction() as session:
        card = queries.get_voorstel(session, dialoog_id, nummer)
        refuse_schrijver(session, card, wie)
        now = queries.latest_antwoord(session, card.id, vraag)
        if _staat_er(now, text, written) or _ingehaald(now, blad):
            return queries.antwoord_rij(now) if now else queries.AntwoordRij()
        clash = rules.botst(gezien, now.versie if now else 0, eigen=_van_blad(now, blad))
        if clash:
            leg_vast(session, [card.id])
        else:
            now = _schrijf(session, card, now, vraag, written, wie, blad)
        card_id, saved = card.id, queries.antwoord_rij(now) if now else queries.AntwoordRij()
    if clash:
        raise botsing(saved)
    plek = rules.plek_van(vraag)
    deliver(
        [
            facts.Bijgewerkt(dialoog_id),
            facts.Schrijft(dialoog_id, card_id, plek, wie.naam, blad.kenmerk, saved.versie, wie.sleutel),
        ]
    )
    return saved


def lees(tekst: str, html: str | None) -> tuple[str | None, str]:
    """What was written: the plain text when that is what came, and its cleaned HTML. Raises BadInput."""
    try:
        if html is not None:
            return None, clean_getypt(html, rules.MAX_ANTWOORD)
        text = clean_text(tekst, rules.MAX_ANTWOORD)
        return text, tekst_to_html(text)
    except TekstTeLang as error:
        raise BadInput(str(error), velden={"tekst": str(error)}) from error


def _staat_er(now: Antwoord | None, text: str | None, written: str) -> bool:
    """Whether this is what stands there. A plain text that was not changed takes no marks away from a rich one."""
    there = now.html if now else ""
    return written == there or (text is not None and text == html_to_tekst(there))


def _van_blad(now: Antwoord | None, blad: Blad) -> bool:
    return now is not None and blad.kenmerk != "" and now.kenmerk == blad.kenmerk


def _ingehaald(now: Antwoord | None, blad: Blad) -> bool:
    return now is not None and _van_blad(now, blad) and blad.slag <= now.slag


def _schrijf(
    session: Session, card: Voorstel, now: Antwoord | None, vraag: str, html: str, wie: Schrijver, blad: Blad
) -> Antwoord:
    """On in the revision that runs, or a new one with its fact."""
    if now is None or not _loopt(now, html, wie, blad):
        row = add_antwoord(session, card.id, vraag, html, wie.naam, schrijver=wie.sleutel, blad=blad)
        announce_antwoord(session, card, row)
        return row
    now.html, now.moment, now.versie = html, klok.nu(), now.versie + 1
    now.kenmerk, now.slag = blad.kenmerk, blad.slag
    session.flush()
    return now


def _loopt(now: Antwoord, html: str, wie: Schrijver, blad: Blad) -> bool:
    return (
        blad.kenmerk != ""
        and now.loopt_sinds is not None
        and klok.nu() - now.loopt_sinds < rules.LOOPT
        and (now.schrijver, now.wie) == (wie.sleutel, wie.naam)
        and not rules.veel_weg(now.html, html)
    )


def botsing(now: queries.AntwoordRij) -> AntwoordBotst:
    """Somebody else was first: with what stands there now."""
    return AntwoordBotst(
        f"{now.wie} heeft dit antwoord intussen veranderd. Uw tekst is niet weg. Kies welke tekst blijft.",
        stand=antwoord_stand(now),
    )


def antwoord_stand(row: queries.AntwoordRij) -> dict[str, object]:
    """An answer as a screen gets it: as HTML and as plain text, with who and when (text)."""
    return {
        "versie": row.versie,
        "html": row.html,
        "tekst": html_to_tekst(row.html),
        "wie": row.wie,
        "moment": klok.klokslag(row.moment) if row.moment else "",
    }


def refuse_schrijver(session: Session, card: Voorstel, wie: Schrijver) -> None:
    """Raises NotFound when the card is not one's own, KaartOpSlot when it is locked or its last day is over."""
    own = wie.deelnemer is not None and is_eigenaar(session, card.oplossing_id, wie.deelnemer)
    term = queries.termijn_van(session, card)
    why = term.dicht(klok.vandaag())
    if rules.mag_schrijven(wie.rol, eigenaar=own, op_slot=bool(why)):
        return
    if not own:
        raise NotFound("Dit voorstel bestaat niet, of het is niet van u.")
    raise KaartOpSlot(why, klok.datum_lang(term.uiterlijk))
