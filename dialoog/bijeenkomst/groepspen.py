"""De pen: which phone writes for a group. Taking it over is one tap and no fact for the record."""

from typing import Any

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.groepen import groepsnaam, leden, pen_van
from dialoog.bijeenkomst.groepen_facts import GroepBewoog
from dialoog.bijeenkomst.models import Bijeenkomst, Groep, Groepslid
from dialoog.database import remember_fact, transaction
from dialoog.errors import NotFound, NotNow, Outdated


def take_pen(dialoog_id: int, deelnemer_id: int, groep_id: int, versie: int) -> dict[str, Any]:
    """Write for one's own group from here on; `versie` is that of the group as seen. Gives `{groep, versie, mijn}`.

    Holding it already: nothing changes. Raises NotFound (not your group), NotNow (groups were remade, or you are not
    in any more), Outdated with that stand (somebody else took it in between)."""
    with transaction() as session:
        groep = _own_groep(session, dialoog_id, deelnemer_id, groep_id)
        if groep.opgeheven:
            raise NotNow("De tafels zijn opnieuw gemaakt. Kijk waar u nu zit.")
        hier = leden(session, groep.id)
        if deelnemer_id not in {person.id for person in hier}:
            raise NotNow("U staat nu niet als aanwezig. Vraag het de begeleider.")
        if groep.pen == deelnemer_id:
            return _stand(groep, deelnemer_id)
        if groep.versie != versie:
            holder = pen_van(groep, hier)
            naam = (holder.naam if holder else None) or "Een ander"
            raise Outdated(f"{naam} nam net de pen van {groepsnaam(groep)}.", stand=_stand(groep, deelnemer_id))
        groep.pen = deelnemer_id
        groep.versie += 1
        remember_fact(session, GroepBewoog(dialoog_id, groep.bijeenkomst_id))
        return _stand(groep, deelnemer_id)


def _stand(groep: Groep, deelnemer_id: int) -> dict[str, Any]:
    return {"groep": groep.id, "versie": groep.versie, "mijn": groep.pen == deelnemer_id}


def _own_groep(session: Session, dialoog_id: int, deelnemer_id: int, groep_id: int) -> Groep:
    groep = session.get(Groep, groep_id)
    evening = session.get(Bijeenkomst, groep.bijeenkomst_id) if groep is not None else None
    if groep is not None and evening is not None and evening.dialoog_id == dialoog_id:
        place = session.get(Groepslid, (evening.id, groep.lichting, deelnemer_id))
        if place is not None and place.groep_id == groep.id:
            return groep
    raise NotFound("Deze tafel is niet van u.")
