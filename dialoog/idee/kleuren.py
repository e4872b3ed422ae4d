"""Colouring for the room, one idea at a time."""

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.database import transaction
from dialoog.errors import BadInput, NotNow, Outdated
from dialoog.idee.beheer import head, live_of_kind, set_instelling
from dialoog.idee.facts import IdeeInBeeld, KleurGezet
from dialoog.idee.models import KLEUREN, ZAAL, Idee, Kleur
from dialoog.idee.queries import get_idee, ideeen
from dialoog.idee.rules import naast
from dialoog.idee.service import as_json, refuse_vast
from dialoog.verslag.service import announce


def set_kleur(
    dialoog_id: int,
    bijeenkomst_id: int,
    stap_id: int,
    idee_id: int,
    kleur: str | None,
    versie: int | None,
    wie: str,
) -> None:
    """Give an idea the room's colour, or take it away (None). When the step goes on by itself, the next idea without
    a colour comes in hand. Wanted colour already there: nothing happens.

    Raises BadInput, NotFound, NotNow, IdeeVast, Outdated (`versie` is the one seen; None: not looked at)."""
    if kleur is not None and kleur not in KLEUREN:
        raise BadInput("Deze kleur kennen we niet. Kies grijs, geel, blauw of rood.")
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kleuren")
        idee = get_idee(session, dialoog_id, idee_id)
        if idee.kleur == kleur:
            return
        refuse_vast(idee)
        if idee.staat != "los":
            raise NotNow(f"Nummer {idee.nummer} is {idee.staat}. Het krijgt geen kleur.")
        if versie is not None and idee.versie != versie:
            raise Outdated(f"Nummer {idee.nummer} is intussen veranderd. Kijk nog even.", stand=as_json(idee))
        write_kleur(session, stap, idee, kleur, wie)
        if kleur is not None and stap.instellingen.get("idee") == idee.id and stap.instellingen.get("verder", True):
            _go_on(session, stap, dialoog_id, idee)


def write_kleur(session: Session, stap: Stap, idee: Idee, kleur: str | None, wie: str) -> int:
    """The write itself: the row of the room and the colour as fixed. Returns the fact's number."""
    row = session.get(Kleur, (stap.id, ZAAL, idee.id))
    if kleur is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(Kleur(stap_id=stap.id, kiezer=ZAAL, idee_id=idee.id, kleur=kleur))
    else:
        row.kleur = kleur
    before, idee.kleur = idee.kleur, kleur
    idee.versie += 1
    session.flush()
    return announce(session, KleurGezet(**head(idee, wie, stap.bijeenkomst_id), stap=stap.id, van=before, naar=kleur))


def _go_on(session: Session, stap: Stap, dialoog_id: int, idee: Idee) -> None:
    following = naast(ideeen(session, dialoog_id), idee.id, 1, alleen_zonder=True)
    if following is not None:
        set_instelling(stap, idee=following)


def hold_idee(dialoog_id: int, bijeenkomst_id: int, stap_id: int, *, naar: int | None, richting: int, wie: str) -> None:
    """Take an idea in hand, for the whole hall to see: the one named (`naar`), else the one beside it (1 or -1),
    within the filter of the step. Raises NotFound, NotNow."""
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kleuren")
        if naar is None:
            alleen = stap.instellingen.get("filter") == "zonder"
            naar = naast(ideeen(session, dialoog_id), stap.instellingen.get("idee"), richting, alleen_zonder=alleen)
        if naar is None or naar == stap.instellingen.get("idee"):
            return
        idee = get_idee(session, dialoog_id, naar)
        if idee.staat != "los":
            raise NotNow(f"Nummer {idee.nummer} is {idee.staat}. Kies een ander idee.")
        set_instelling(stap, idee=idee.id)
        announce(session, IdeeInBeeld(**head(idee, wie, stap.bijeenkomst_id), stap=stap.id))


def set_filter(dialoog_id: int, bijeenkomst_id: int, stap_id: int, *, alleen_zonder: bool) -> None:
    """Step through all ideas, or only through those that have no colour yet ("nog niets"). Tells nobody but the
    regie that asks. Raises NotFound, NotNow."""
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kleuren")
        set_instelling(stap, filter="zonder" if alleen_zonder else "alle")


def start_kleuren(session: Session, stap: Stap, dialoog_id: int) -> None:
    """Take the first idea without a colour in hand, unless one is already (plain function, for the werkvorm)."""
    rows = ideeen(session, dialoog_id)
    if stap.instellingen.get("idee") in {idee.id for idee in rows}:
        return
    first = naast(rows, None, 1, alleen_zonder=True) or naast(rows, None, 1, alleen_zonder=False)
    set_instelling(stap, idee=first)
