"""Taking a step back: the inverse of each fact of this room, and why not any more."""

from sqlalchemy.orm import Session

from dialoog.idee.models import Idee
from dialoog.verslag.models import Feit
from dialoog.verslag.service import Inverse, announce, register_inverse
from dialoog.voorstel import facts, queries
from dialoog.voorstel.antwoorden import add_antwoord, announce_antwoord
from dialoog.voorstel.delen_schrijven import undo_deel, why_not_undo_deel
from dialoog.voorstel.eigenaren import current, write_eigenaren
from dialoog.voorstel.kaartkop import undo_kop, why_not_undo_kop
from dialoog.voorstel.koppelen import undo_koppeling, why_not_undo_koppeling
from dialoog.voorstel.models import Oplossing, Voorstel
from dialoog.voorstel.schikken import place_oplossing, write_weg
from dialoog.voorstel.slot import undo_slot, why_not_undo_slot
from dialoog.voorstel.termijn_facts import KaartUiterlijkGezet, UiterlijkGezet, VoorstellenGeordend
from dialoog.voorstel.termijn_zetten import (
    undo_kaart_uiterlijk,
    undo_uiterlijk,
    why_not_undo_kaart_uiterlijk,
    why_not_undo_uiterlijk,
)
from dialoog.voorstel.toets import kop, snapshot
from dialoog.voorstel.volgorde import undo_volgorde, why_not_undo_volgorde
from dialoog.voorstel.vrijwilligers import undo_bedankt, why_not_undo_bedankt

_VERDER = "de oplossing is daarna nog veranderd"


def register_inverses() -> None:
    """Say how the facts of this room are undone."""
    register_inverse(facts.OplossingGemaakt, Inverse(_undo_gemaakt, _gemaakt_waarom_niet))
    register_inverse(facts.OplossingVerwijderd, Inverse(_undo_verwijderd, _verwijderd_waarom_niet))
    register_inverse(facts.OplossingVerplaatst, Inverse(_undo_verplaatst, _verplaatst_waarom_niet))
    register_inverse(facts.OplossingVeranderd, Inverse(_undo_veranderd, _versie_waarom_niet))
    register_inverse(facts.OplossingGehouden, Inverse(_undo_veranderd, _versie_waarom_niet))
    register_inverse(facts.EigenarenBenoemd, Inverse(_undo_eigenaren, _eigenaren_waarom_niet))
    register_inverse(facts.VoorstelOpSlot, Inverse(undo_slot, why_not_undo_slot))
    register_inverse(facts.AntwoordVeranderd, Inverse(_undo_antwoord, _antwoord_waarom_niet))
    register_inverse(facts.AanbodBedankt, Inverse(undo_bedankt, why_not_undo_bedankt))
    register_inverse(facts.DeelVeranderd, Inverse(undo_deel, why_not_undo_deel))
    register_inverse(facts.VoorstelVeranderd, Inverse(undo_kop, why_not_undo_kop))
    register_inverse(UiterlijkGezet, Inverse(undo_uiterlijk, why_not_undo_uiterlijk))
    register_inverse(KaartUiterlijkGezet, Inverse(undo_kaart_uiterlijk, why_not_undo_kaart_uiterlijk))
    register_inverse(VoorstellenGeordend, Inverse(undo_volgorde, why_not_undo_volgorde))
    register_inverse(facts.VoorstelGekoppeld, Inverse(undo_koppeling, why_not_undo_koppeling))


def _row(session: Session, feit: Feit) -> Oplossing:
    return session.get_one(Oplossing, feit.data["oplossing"])


def _gemaakt_waarom_niet(session: Session, feit: Feit) -> str | None:
    row = _row(session, feit)
    if row.verwijderd:
        return "de oplossing is al weggehaald"
    return "er zijn al eigenaren" if current(session, row.id) else None


def _undo_gemaakt(session: Session, feit: Feit, wie: str) -> int:
    return write_weg(session, _row(session, feit), wie, feit.bijeenkomst_id, weg=True)


def _verwijderd_waarom_niet(session: Session, feit: Feit) -> str | None:
    row = _row(session, feit)
    if not row.verwijderd:
        return "de oplossing staat er al weer"
    used = {idee.id for other in queries.live_oplossingen(session, feit.dialoog_id) for idee in other.ideeen}
    return "een idee ervan zit nu in een andere oplossing" if used & {idee.id for idee in row.ideeen} else None


def _undo_verwijderd(session: Session, feit: Feit, wie: str) -> int:
    row = _row(session, feit)
    row.plaats = feit.data["plaats"]
    return write_weg(session, row, wie, feit.bijeenkomst_id, weg=False)


def _verplaatst_waarom_niet(session: Session, feit: Feit) -> str | None:
    row = _row(session, feit)
    return None if not row.verwijderd and row.plaats == feit.data["naar"] else _VERDER


def _undo_verplaatst(session: Session, feit: Feit, wie: str) -> int:
    """Back to the place and the reason of before; that state was allowed, so it is not judged again."""
    row = _row(session, feit)
    place_oplossing(session, row, feit.data["van"])
    row.reden, row.vastgelegd_door = feit.data["van_reden"], feit.data["van_door"]
    row.versie += 1
    fact = facts.OplossingVerplaatst(
        **kop(row, wie, feit.bijeenkomst_id), van=feit.data["naar"], naar=row.plaats, reden=row.reden or None
    )
    return announce(session, fact)


def _versie_waarom_niet(session: Session, feit: Feit) -> str | None:
    row = _row(session, feit)
    return None if not row.verwijderd and row.versie == feit.data["naar_versie"] else _VERDER


def _undo_veranderd(session: Session, feit: Feit, wie: str) -> int:
    row, before = _row(session, feit), feit.data["van"]
    now = snapshot(row)
    row.titel, row.tekst, row.ronde_id = before["titel"], before["tekst"], before["ronde"]
    row.reden, row.vastgelegd_door = before["reden"], before["door"]
    row.ideeen = [session.get_one(Idee, number) for number in before["ideeen"]]
    row.versie += 1
    session.flush()
    fact = facts.OplossingVeranderd(**kop(row, wie, feit.bijeenkomst_id), van=now, naar_versie=row.versie)
    return announce(session, fact)


def _eigenaren_waarom_niet(session: Session, feit: Feit) -> str | None:
    row = _row(session, feit)
    now = current(session, row.id)
    same = sorted(now) == feit.data["naar"] and [p for p, t in now.items() if t] == _one(feit.data["trekker"])
    return None if same and not row.verwijderd else "er zijn daarna andere eigenaren genoemd"


def _one(person: int | None) -> list[int]:
    return [person] if person else []


def _undo_eigenaren(session: Session, feit: Feit, wie: str) -> int:
    wanted = {person: person == feit.data["van_trekker"] for person in feit.data["van"]}
    return write_eigenaren(session, _row(session, feit), wanted, wie, feit.bijeenkomst_id)


def _antwoord_waarom_niet(session: Session, feit: Feit) -> str | None:
    versies = queries.antwoord_versies(session, feit.data["voorstel"], feit.data["vraag"])
    last = max(row.revisie for row in versies)
    return None if last == feit.data["versie"] else "het antwoord is daarna nog veranderd"


def _undo_antwoord(session: Session, feit: Feit, wie: str) -> int:
    """The text of before, as a new version: nothing that was written is lost."""
    versies = queries.antwoord_versies(session, feit.data["voorstel"], feit.data["vraag"])
    former = next(row for row in versies if row.revisie == feit.data["versie"] - 1)
    card = session.get_one(Voorstel, feit.data["voorstel"])
    return announce_antwoord(session, card, add_antwoord(session, card.id, feit.data["vraag"], former.html, wie))
