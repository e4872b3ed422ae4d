"""Giving colours by people and groups. A command states the colour that is wanted for one idea, with the version that
was seen, and may be sent twice. Its transaction writes that colour and nothing else: no time, no fact."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.groepen import groep_van, groepen, groepsnaam, heeft_pen
from dialoog.bijeenkomst.models import Aanwezigheid, Bijeenkomst, Groep, Stap
from dialoog.database import remember_fact, transaction
from dialoog.deelnemer.models import Deelnemer, Toestel
from dialoog.errors import BadInput, NotFound, NotNow, Outdated
from dialoog.idee.beheer import live_of_kind
from dialoog.idee.errors import GeenPen, KleurenDicht
from dialoog.idee.kleuren_facts import Gekleurd
from dialoog.idee.kleuren_rules import GROEPEN, IEDEREEN, ZAAL, groep_van_nummer
from dialoog.idee.kleuren_stand import afspraak, kiezer_groep, kiezer_mens
from dialoog.idee.models import KLEUREN, Idee, Kleur, Kleurklaar
from dialoog.idee.queries import MAX_ID, get_idee

EIGEN_TELEFOON = (
    "Voor iemand met een eigen telefoon kleurt u niet. Werkt die telefoon niet? "
    "Meld hem af bij Deelnemers, op de bladzijde van deze persoon. Daarna kan het wel."
)
_RIJ = text(
    "INSERT INTO kleur (stap_id, kiezer, idee_id, kleur, versie) VALUES (:stap, :kiezer, :idee, NULL, 0) "
    "ON CONFLICT (stap_id, kiezer, idee_id) DO NOTHING"
)


def give_kleur(
    dialoog_id: int, deelnemer_id: int, stap_id: int, idee_id: int, kleur: str | None, versie: int
) -> dict[str, Any]:
    """A colour from a phone (use case); None: "weet ik niet". In groups: from the phone that holds the pen.

    Returns `{idee, kleur, versie}`. Raises BadInput, NotFound, KleurenDicht, GeenPen, NotNow, Outdated with that."""
    _check(kleur)
    with transaction() as session:
        stap = _open_stap(session, dialoog_id, stap_id)
        kiezer, groep = _kiezer(session, stap, deelnemer_id)
        idee = get_idee(session, dialoog_id, idee_id)
        if groep is not None:
            _check_eigen(session, stap, groep, idee)
        return write_stem(session, stap, kiezer, idee, kleur, versie)


def give_voor(
    dialoog_id: int, bijeenkomst_id: int, stap_id: int, kiezer: str, kleuren: Mapping[int, str | None]
) -> None:
    """Colours that the begeleider enters (use case) for a group, or for somebody who is in without a phone
    (`kiezer_groep`, `kiezer_mens`): idee → colour. What is not in it stays as it was; a helper has no version.

    Raises BadInput, NotFound, KleurenDicht, NotNow."""
    for kleur in kleuren.values():
        _check(kleur)
    with transaction() as session:
        live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "kleuren")
        stap = _open_stap(session, dialoog_id, stap_id)
        soort, number = kiezer.split(":")
        if soort == "groep":
            groep = find_groep(session, stap, int(number))
        else:
            check_namens(session, stap, int(number))
            groep = None
        for idee_id, kleur in kleuren.items():
            idee = get_idee(session, dialoog_id, idee_id)
            if groep is not None:
                _check_eigen(session, stap, groep, idee)
            write_stem(session, stap, kiezer, idee, kleur, None)


def say_klaar(dialoog_id: int, deelnemer_id: int, stap_id: int, *, klaar: bool) -> None:
    """Done with colouring, or going on after all (use case). Said already: nothing happens.

    Raises NotFound, KleurenDicht, GeenPen."""
    with transaction() as session:
        stap = _open_stap(session, dialoog_id, stap_id)
        kiezer, _ = _kiezer(session, stap, deelnemer_id)
        row = session.get(Kleurklaar, (stap.id, kiezer), with_for_update=True)
        if (row is not None and row.klaar) == klaar:
            return
        if row is None:
            session.add(Kleurklaar(stap_id=stap.id, kiezer=kiezer, klaar=klaar))
        else:
            row.klaar, row.versie = klaar, row.versie + 1
        remember_fact(session, Gekleurd(dialoog_id))


def write_stem(
    session: Session, stap: Stap, kiezer: str, idee: Idee, kleur: str | None, versie: int | None
) -> dict[str, Any]:
    """The write itself. `versie` None: whatever was there is replaced. Raises NotNow, Outdated."""
    if idee.staat != "los":
        raise NotNow(f"Nummer {idee.nummer} is {idee.staat}. Het krijgt geen kleur. De andere kleuren staan er nog.")
    session.execute(_RIJ, {"stap": stap.id, "kiezer": kiezer, "idee": idee.id})
    row = session.get_one(Kleur, (stap.id, kiezer, idee.id), with_for_update=True)
    if row.versie == 0 or row.kleur != kleur:
        if versie is not None and row.versie != versie:
            raise Outdated(f"Nummer {idee.nummer} kreeg elders een andere kleur.", stand=stem_json(row))
        row.kleur, row.versie = kleur, row.versie + 1
        session.flush()
        remember_fact(session, Gekleurd(idee.dialoog_id))
    return stem_json(row)


def stem_json(row: Kleur) -> dict[str, Any]:
    """`{idee, kleur, versie}`: what that kiezer's own phone may know."""
    return {"idee": row.idee_id, "kleur": row.kleur, "versie": row.versie}


def find_groep(session: Session, stap: Stap, groep_id: int) -> Groep:
    """A group of now, while groups colour. Raises NotFound."""
    found = next((groep for groep in groepen(session, stap.bijeenkomst_id) if groep.id == groep_id), None)
    if found is None or afspraak(stap).manier != GROEPEN:
        raise NotFound("Deze groep is er nu niet. Kijk bij de groepen.")
    return found


def check_namens(session: Session, stap: Stap, deelnemer_id: int) -> Deelnemer:
    """Somebody who is in without a phone, while everybody colours. Raises NotFound, NotNow."""
    person = session.get(Deelnemer, deelnemer_id) if deelnemer_id <= MAX_ID else None
    here = person is not None and _is_hier(session, stap.bijeenkomst_id, deelnemer_id)
    if person is None or not here or not person.zonder_telefoon or afspraak(stap).manier != IEDEREEN:
        raise NotFound("U kleurt alleen voor wie zonder telefoon binnen is.")
    device = select(Toestel.id).where(Toestel.deelnemer_id == deelnemer_id, Toestel.beeindigd.is_(None)).limit(1)
    if session.scalar(device) is not None:
        raise NotNow(EIGEN_TELEFOON)
    return person


def _check(kleur: str | None) -> None:
    if kleur is not None and kleur not in KLEUREN:
        raise BadInput("Deze kleur kennen we niet. Kies grijs, geel, blauw of rood.")


def _open_stap(session: Session, dialoog_id: int, stap_id: int) -> Stap:
    """The live step, held as it is until the colour is written. Raises NotFound, KleurenDicht."""
    stap = session.scalar(
        select(Stap)
        .join(Bijeenkomst, Bijeenkomst.id == Stap.bijeenkomst_id)
        .where(Stap.id == min(stap_id, MAX_ID), Bijeenkomst.dialoog_id == dialoog_id, Stap.soort == "kleuren")
        .with_for_update(read=True, of=Stap)
    )
    if stap is None:
        raise NotFound("Deze stap bestaat niet.")
    how = afspraak(stap)
    if stap.staat != "live" or how.gesloten or how.manier == ZAAL:
        raise KleurenDicht(
            "Een kleur die nu nog onderweg was, telt niet mee. Wat op tijd aankwam, telt wel.",
            stand={"gesloten": True},
        )
    return stap


def _is_hier(session: Session, bijeenkomst_id: int, deelnemer_id: int) -> bool:
    here = select(Aanwezigheid.deelnemer_id).where(
        Aanwezigheid.bijeenkomst_id == bijeenkomst_id,
        Aanwezigheid.deelnemer_id == deelnemer_id,
        Aanwezigheid.staat == "aanwezig",
    )
    return session.scalar(here) is not None


def mag_kleuren(session: Session, stap: Stap, deelnemer_id: int) -> bool:
    """Whether this person is here now (a toehoorder is refused at the door of the view)."""
    return _is_hier(session, stap.bijeenkomst_id, deelnemer_id)


def _kiezer(session: Session, stap: Stap, deelnemer_id: int) -> tuple[str, Groep | None]:
    if not _is_hier(session, stap.bijeenkomst_id, deelnemer_id):
        raise KleurenDicht(
            "Kleuren is voor wie vanavond binnen is. Bent u er wel? Zeg het tegen de begeleider.",
            kop="U staat niet als aanwezig op de lijst",
        )
    if afspraak(stap).manier == IEDEREEN:
        return kiezer_mens(deelnemer_id), None
    groep = groep_van(session, stap.bijeenkomst_id, deelnemer_id)
    if groep is None or not heeft_pen(session, groep.id, deelnemer_id):
        raise GeenPen("Een andere telefoon kleurt nu voor de groep. Wat u koos, is niet veranderd.")
    return kiezer_groep(groep.id), groep


def _check_eigen(session: Session, stap: Stap, groep: Groep, idee: Idee) -> None:
    """Where the ideas are divided a group colours its own."""
    if not afspraak(stap).verdeeld:
        return
    groups = groepen(session, stap.bijeenkomst_id)
    whose = groep_van_nummer(idee.nummer, [other.id for other in groups])
    if whose != groep.id:
        name = next((groepsnaam(other) for other in groups if other.id == whose), "een andere groep")
        raise GeenPen(f"Nummer {idee.nummer} is nu van {name}.", kop="Dit idee is van een andere groep")
