"""The colour of an idea as it is fixed: by the room, one idea at a time, or after many have coloured."""

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.database import transaction
from dialoog.errors import BadInput, NotNow, Outdated
from dialoog.idee.beheer import head, live_of_kind, set_instelling
from dialoog.idee.errors import KleurenOpen
from dialoog.idee.facts import IdeeInBeeld, KleurGezet
from dialoog.idee.kleuren_rules import ALLE, bespreekvolgorde, in_zeef, is_zeef, volgend
from dialoog.idee.kleuren_rules import ZAAL as MET_DE_ZAAL
from dialoog.idee.kleuren_stand import afspraak, vastgezet, voorstellen
from dialoog.idee.models import KLEUREN, ZAAL, Idee, Kleur
from dialoog.idee.queries import get_idee, ideeen
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
        if afspraak(stap).open:
            raise KleurenOpen("Sluit eerst het kleuren. Daarna ziet u wat er gekozen is, en legt u de kleuren vast.")
        idee = get_idee(session, dialoog_id, idee_id)
        fixed = session.get(Kleur, (stap.id, ZAAL, idee.id)) is not None
        if idee.kleur == kleur and (fixed or kleur is None or afspraak(stap).manier == MET_DE_ZAAL):
            return
        refuse_vast(idee)
        if idee.staat != "los":
            raise NotNow(f"Nummer {idee.nummer} is {idee.staat}. Het krijgt geen kleur.")
        if versie is not None and idee.versie != versie:
            raise Outdated(f"Nummer {idee.nummer} is intussen veranderd. Kijk nog even.", stand=as_json(idee))
        write_kleur(session, stap, idee, kleur, wie)
        if kleur is not None and stap.instellingen.get("idee") == idee.id and stap.instellingen.get("verder", True):
            following = Gang(session, stap, dialoog_id).volgende_zonder(idee.id)
            if following is not None:
                set_instelling(stap, idee=following)


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
    before, lent = idee.kleur, idee.geleende_kleur is not None
    idee.kleur = kleur
    idee.versie += 1
    session.flush()
    fields = head(idee, wie, stap.bijeenkomst_id)
    return announce(session, KleurGezet(**fields, stap=stap.id, van=before, naar=kleur, geleend=lent))


class Gang:
    """The order in which the ideas of a step are walked through, within its sieve."""

    def __init__(self, session: Session, stap: Stap, dialoog_id: int) -> None:
        self.ideeen = {idee.id: idee for idee in ideeen(session, dialoog_id)}
        how = afspraak(stap)
        self.voorstellen = {} if how.open else voorstellen(session, stap, list(self.ideeen.values()))
        self.orde = bespreekvolgorde(list(self.ideeen.values()), self.voorstellen)
        self.zeef = str(stap.instellingen.get("filter") or ALLE)
        fixed = None if how.manier == MET_DE_ZAAL else vastgezet(session, stap.id)
        self.zonder = {i.id for i in self.ideeen.values() if (i.kleur is None if fixed is None else i.id not in fixed)}

    def past(self, number: int, zeef: str | None = None) -> bool:
        """Whether this idea passes the sieve (that of the step, or another)."""
        idee = self.ideeen[number]
        vragen = [vraag.id for vraag in idee.deelvragen]
        return in_zeef(zeef or self.zeef, idee.kleur, self.voorstellen.get(number), number in self.zonder, vragen)

    def naast(self, hier: int | None, richting: int) -> int | None:
        return volgend(self.orde, hier, richting, self.past)

    def volgende_zonder(self, hier: int | None) -> int | None:
        """The next that has no colour yet, within the sieve; of one colour (that is looking back): the next of it."""
        if self.zeef in KLEUREN:
            return self.naast(hier, 1)
        return volgend(self.orde, hier, 1, lambda number: number in self.zonder and self.past(number))


def hold_idee(
    dialoog_id: int,
    bijeenkomst_id: int,
    stap_id: int,
    *,
    naar: int | None,
    richting: int,
    wie: str,
    zonder: bool = False,
) -> None:
    """Take an idea in hand, for the whole hall to see: the one named (`naar`), else the one beside it (1 or -1) within
    the sieve of the step, or (`zonder`) the next that has no colour yet. Raises NotFound, NotNow."""
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kleuren")
        here = stap.instellingen.get("idee")
        if naar is None:
            walk = Gang(session, stap, dialoog_id)
            naar = walk.volgende_zonder(here) if zonder else walk.naast(here, richting)
        if naar is None or naar == here:
            return
        idee = get_idee(session, dialoog_id, naar)
        if idee.staat != "los":
            raise NotNow(f"Nummer {idee.nummer} is {idee.staat}. Kies een ander idee.")
        set_instelling(stap, idee=idee.id)
        announce(session, IdeeInBeeld(**head(idee, wie, stap.bijeenkomst_id), stap=stap.id))


def set_filter(dialoog_id: int, bijeenkomst_id: int, stap_id: int, zeef: str) -> None:
    """Walk only through ideas of one kind: `zonder` (a colour), `betwist`, `te_weinig`, a colour, `v12` (a deelvraag),
    `v0` (of none), or `alle`. Tells nobody but the regie that asks. Raises BadInput, NotFound, NotNow."""
    if not is_zeef(zeef):
        raise BadInput("Dit filter kennen we niet. Kies een van de knoppen boven de ideeën.")
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kleuren")
        set_instelling(stap, filter=zeef)


def start_kleuren(session: Session, stap: Stap, dialoog_id: int) -> None:
    """Take the first idea without a colour in hand, unless one is already (plain function, for the werkvorm)."""
    walk = Gang(session, stap, dialoog_id)
    if stap.instellingen.get("idee") in walk.ideeen:
        return
    take_first(stap, walk)


def take_first(stap: Stap, walk: Gang) -> None:
    """Begin with the first that has no colour yet, else with the first (None: there are no ideas)."""
    walk.zeef = ALLE
    first = walk.volgende_zonder(None) or walk.naast(None, 1)
    set_instelling(stap, idee=first, filter=ALLE)
