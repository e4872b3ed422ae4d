"""Additions to an answer, sent by the hall; the eigenaren take them into the answer, in other words where that is
better, or lay them aside and say why (domein.md, step 8). Who sent one is read for that person's own phone and nowhere
else."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Aanwezigheid, Bijeenkomst, Stap
from dialoog.database import deliver, remember_fact, transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.errors import BadInput, NotFound, NotNow
from dialoog.verslag.facts import Seintje
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce
from dialoog.voorstel import facts, facts_zaal, queries, rules
from dialoog.voorstel.aanvullingen_lezen import as_json
from dialoog.voorstel.antwoorden import Schrijver, add_antwoord, refuse_schrijver
from dialoog.voorstel.feithoofd import feithoofd
from dialoog.voorstel.models import Antwoord, Voorstel
from dialoog.voorstel.models_zaal import Aanvulling
from dialoog.voorstel.rules_zaal import HOOGSTENS_OPEN, MAX_AANVULLING, MAX_REDEN
from dialoog.voorstel.tekst import html_to_tekst, tekst_to_html
from dialoog.voorstel.toets import need_tekst
from dialoog.woorden import met_punt


def send_aanvulling(
    dialoog_id: int, deelnemer_id: int, nummer: int, plek: int, kenmerk: str, tekst: str
) -> dict[str, Any]:
    """Add to an answer, from a phone in the hall (use case); the same kenmerk gets the first one. Returns `as_json`.

    While *Voorstelkaarten* is live, and for who is present. Raises BadInput, NotFound, NotNow."""
    with transaction() as session:
        mark = f"{deelnemer_id}:{_mark(kenmerk)}"
        found = _find_mark(session, mark)
        if found is not None:
            return as_json(found, queries.get_voorstel(session, dialoog_id, nummer))
        words = need_tekst("tekst", tekst, MAX_AANVULLING, "Er staat nog niets. Schrijf wat u wilt aanvullen.")
        stap = _live_for(session, dialoog_id, deelnemer_id)
        card, key = queries.get_voorstel(session, dialoog_id, nummer), _need_vraag(plek)
        waiting = select(func.count()).where(
            Aanvulling.voorstel_id == card.id,
            Aanvulling.vraag == key,
            Aanvulling.indiener == deelnemer_id,
            Aanvulling.staat == "open",
        )
        if (session.scalar(waiting) or 0) >= HOOGSTENS_OPEN:
            raise NotNow("Er wachten al veel aanvullingen van u bij deze vraag. Wacht tot de eigenaren ze lazen.")
        row = _add(session, card, key, mark, words, deelnemer_id, stap.bijeenkomst_id)
        return as_json(row, card)


def type_aanvulling(
    dialoog_id: int,
    bijeenkomst_id: int | None,
    nummer: int,
    plek: int,
    kenmerk: str,
    tekst: str,
    wie: Schrijver,
    namens: int | None = None,
) -> None:
    """An addition that somebody said or wrote on paper, typed by a begeleider or a notulist, also between the evenings
    (use case); the same kenmerk is one addition. `namens`: whose it is, told to nobody but that person.

    Raises BadInput, NotFound."""
    words = need_tekst("tekst", tekst, MAX_AANVULLING, "Er staat nog niets. Schrijf de aanvulling op.")
    with transaction() as session:
        card, key = queries.get_voorstel(session, dialoog_id, nummer), _need_vraag(plek)
        mark = f"{wie.rol}:{dialoog_id}:{_mark(kenmerk)}"
        if _find_mark(session, mark) is None:
            _add(session, card, key, mark, words, _person(session, dialoog_id, namens), bijeenkomst_id)


def accept(
    dialoog_id: int, bijeenkomst_id: int | None, nummer: int, aanvulling_id: int, tekst: str | None, wie: Schrijver
) -> None:
    """Put an addition under the answer, as it is (None) or in these words, as a new revision (use case). Done already:
    nothing happens. What was laid aside can still be taken in.

    Raises BadInput (nothing left, too long together), NotFound, KaartOpSlot."""
    with transaction() as session:
        card, row = _get(session, dialoog_id, nummer, aanvulling_id)
        refuse_schrijver(session, card, wie)
        if row.staat == "overgenomen":
            return
        words = row.tekst if tekst is None else tekst
        words = need_tekst("tekst", words, MAX_AANVULLING, "Er staat niets meer. Schrijf wat in het antwoord komt.")
        saved = _under(session, card, row.vraag, words, wie)
        was, was_reden = row.staat, row.reden
        row.staat, row.reden, row.verwerkt, row.revisie = "overgenomen", "", words, saved.revisie
        row.versie += 1
        announce(
            session,
            facts_zaal.AanvullingOvergenomen(
                **_hoofd(card, row, wie.naam, bijeenkomst_id),
                revisie=saved.revisie,
                gewijzigd=words != row.tekst,
                was=was,
                was_reden=was_reden,
            ),
        )
        _tell(session, card, row, "is overgenomen in het antwoord")
        plek = rules.plek_van(row.vraag)
        news = facts.Schrijft(dialoog_id, card.id, plek, wie.naam, "", saved.versie, wie.sleutel)
    deliver([news])


def lay_aside(
    dialoog_id: int, bijeenkomst_id: int | None, nummer: int, aanvulling_id: int, reden: str, wie: Schrijver
) -> None:
    """Lay an addition aside and say why; the sender reads it (use case). Done already: nothing happens.

    Raises BadInput (no reason), NotFound, NotNow (it stands in the answer), KaartOpSlot."""
    words = need_tekst("reden", reden, MAX_REDEN, "Schrijf kort waarom. Wie de aanvulling stuurde, leest dit.")
    with transaction() as session:
        card, row = _get(session, dialoog_id, nummer, aanvulling_id)
        refuse_schrijver(session, card, wie)
        if row.staat == "overgenomen":
            raise NotNow("Deze aanvulling is intussen overgenomen in het antwoord. Er is niets veranderd.")
        if row.staat == "terzijde":
            return
        row.staat, row.reden = "terzijde", words
        row.versie += 1
        head = {**_hoofd(card, row, wie.naam, bijeenkomst_id), "reden": words}
        announce(session, facts_zaal.AanvullingTerzijde(**head))
        _tell(session, card, row, f"is terzijde gelegd. Waarom: {words}")


# --- taking it back -------------------------------------------------------------------------------------------


def why_not_undo_overgenomen(session: Session, feit: Feit) -> str | None:
    row = session.get_one(Aanvulling, feit.data["aanvulling"])
    if row.staat != "overgenomen" or row.revisie != feit.data["revisie"]:
        return "de aanvulling ligt er al weer"
    last = queries.latest_antwoord(session, row.voorstel_id, row.vraag)
    return None if last and last.revisie == row.revisie else "het antwoord is daarna nog veranderd"


def undo_overgenomen(session: Session, feit: Feit, wie: str) -> int:
    """The answer of before, as a new revision, and the addition as it lay."""
    row = session.get_one(Aanvulling, feit.data["aanvulling"])
    card = session.get_one(Voorstel, row.voorstel_id)
    before = queries.antwoord_versies(session, card.id, row.vraag)
    former = next((one.html for one in before if one.revisie == row.revisie - 1), "")
    add_antwoord(session, card.id, row.vraag, former, wie)
    row.staat, row.reden = feit.data["was"], feit.data["was_reden"]
    return _back(session, card, row, wie, feit.bijeenkomst_id)


def why_not_undo_terzijde(session: Session, feit: Feit) -> str | None:
    row = session.get_one(Aanvulling, feit.data["aanvulling"])
    return None if row.staat == "terzijde" and row.reden == feit.reden else "dat is al weer anders"


def undo_terzijde(session: Session, feit: Feit, wie: str) -> int:
    row = session.get_one(Aanvulling, feit.data["aanvulling"])
    row.staat, row.reden = "open", ""
    return _back(session, session.get_one(Voorstel, row.voorstel_id), row, wie, feit.bijeenkomst_id)


def _back(session: Session, card: Voorstel, row: Aanvulling, wie: str, bijeenkomst_id: int | None) -> int:
    row.verwerkt, row.revisie = "", 0
    row.versie += 1
    session.flush()
    _tell(session, card, row, "wordt opnieuw bekeken")
    return announce(session, facts_zaal.AanvullingTeruggezet(**_hoofd(card, row, wie, bijeenkomst_id)))


# --- plain functions ------------------------------------------------------------------------------------------


def _add(
    session: Session, card: Voorstel, vraag: str, kenmerk: str, tekst: str, indiener: int | None, evening: int | None
) -> Aanvulling:
    row = Aanvulling(
        voorstel_id=card.id, vraag=vraag, kenmerk=kenmerk, tekst=tekst, staat="open", indiener=indiener, versie=1
    )
    session.add(row)
    session.flush()
    announce(session, facts_zaal.AanvullingGestuurd(**_hoofd(card, row, None, evening)))
    return row


def _under(session: Session, card: Voorstel, vraag: str, words: str, wie: Schrijver) -> Antwoord:
    now = queries.latest_antwoord(session, card.id, vraag)
    html = (now.html if now else "") + tekst_to_html(words)
    if len(html_to_tekst(html)) > rules.MAX_ANTWOORD:
        raise BadInput(
            f"Samen wordt het antwoord langer dan {rules.MAX_ANTWOORD} tekens. Maak eerst het antwoord korter. "
            "De aanvulling ligt er nog.",
            velden={"tekst": "Samen met het antwoord is dit te lang."},
        )
    return add_antwoord(session, card.id, vraag, html, wie.naam, schrijver=wie.sleutel)


def _hoofd(card: Voorstel, row: Aanvulling, wie: str | None, bijeenkomst_id: int | None) -> dict[str, Any]:
    plek = rules.plek_van(row.vraag)
    return {
        **feithoofd(card, wie or "", bijeenkomst_id),
        "wie": wie,
        "vraag": row.vraag,
        "plek": plek,
        "aanvulling": row.id,
    }


def _tell(session: Session, card: Voorstel, row: Aanvulling, wat: str) -> None:
    if row.indiener is not None:
        plek = rules.plek_van(row.vraag)
        text = met_punt(f"Uw aanvulling bij Voorstel {card.nummer}, vraag {plek}, {wat}")
        news = Seintje(card.dialoog_id, row.indiener, text)
        remember_fact(session, news)


def _get(session: Session, dialoog_id: int, nummer: int, aanvulling_id: int) -> tuple[Voorstel, Aanvulling]:
    card = queries.get_voorstel(session, dialoog_id, nummer)
    row = session.get(Aanvulling, aanvulling_id)
    if row is None or row.voorstel_id != card.id:
        raise NotFound("Deze aanvulling is er niet.")
    session.refresh(row, with_for_update=True)
    return card, row


def _live_for(session: Session, dialoog_id: int, deelnemer_id: int) -> Stap:
    """The live step of the evening at which this person is present. Raises NotNow."""
    found = session.scalar(
        select(Stap)
        .join(Bijeenkomst, Bijeenkomst.id == Stap.bijeenkomst_id)
        .join(Aanwezigheid, Aanwezigheid.bijeenkomst_id == Bijeenkomst.id)
        .where(
            Bijeenkomst.dialoog_id == dialoog_id,
            Stap.staat == "live",
            Stap.soort == facts_zaal.STAP,
            Aanwezigheid.deelnemer_id == deelnemer_id,
            Aanwezigheid.staat == "aanwezig",
        )
        .limit(1)
    )
    if found is None:
        raise NotNow(
            "De voorstellen zijn nu niet aan de beurt. Uw tekst staat nog op uw telefoon. Geef hem aan de begeleider, "
            "die kan hem er nog bij zetten."
        )
    return found


def _person(session: Session, dialoog_id: int, person: int | None) -> int | None:
    if not person:
        return None
    found = session.get(Deelnemer, person)
    if found is None or found.dialoog_id != dialoog_id or (found.staat, found.soort) != ("actief", "deelnemer"):
        raise NotFound("Deze persoon staat niet op de lijst.")
    return found.id


def _find_mark(session: Session, mark: str) -> Aanvulling | None:
    return session.scalar(select(Aanvulling).where(Aanvulling.kenmerk == mark))


def _mark(kenmerk: str) -> str:
    if not 8 <= len(kenmerk) <= 64 or not kenmerk.isascii() or not kenmerk.isalnum():
        raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw en stuur het nog eens.")
    return kenmerk


def _need_vraag(plek: int) -> str:
    key = rules.sleutel(plek)
    if key is None:
        raise NotFound("Deze vraag bestaat niet. Er zijn er tien.")
    return key
