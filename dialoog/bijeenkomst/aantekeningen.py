"""Writing down what has no werkvorm of its own: facts, quotes, expectations, a vision, agreements. Reads and writes."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst import aantekening_rules as rules
from dialoog.bijeenkomst.aantekening_facts import AantekeningGezet
from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.models_aantekening import Aantekening
from dialoog.bijeenkomst.queries import get_bijeenkomst, get_stap
from dialoog.bijeenkomst.rules import new_token
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.queries import vermeldingen
from dialoog.errors import BadInput, NotFound, NotNow, Outdated
from dialoog.opgave.models import Dialoog
from dialoog.tekst import clean_line, clean_text, parse_number
from dialoog.verslag.models import Feit
from dialoog.verslag.service import Inverse, announce, register_inverse


def get_soort(sleutel: str) -> rules.Soort:
    """The kind with this key. Raises NotFound."""
    if sleutel not in rules.SOORTEN:
        raise NotFound("Dit kunt u hier niet opschrijven.")
    return rules.SOORTEN[sleutel]


def aantekeningen(session: Session, dialoog_id: int) -> list[Aantekening]:
    """All that lies there, in the order in which it was written down; what was taken away is not in it."""
    return list(
        session.scalars(
            select(Aantekening)
            .where(Aantekening.dialoog_id == dialoog_id, ~Aantekening.weg)
            .order_by(Aantekening.id)
        )
    )  # fmt: skip


def hier(
    session: Session, dialoog_id: int, soort: str, bijeenkomst_id: int | None = None, stap_id: int | None = None
) -> list[Aantekening]:
    """Those of one kind at one place; with `stap_id` only what was written down in that conversation."""
    return [
        row
        for row in aantekeningen(session, dialoog_id)
        if row.soort == soort and row.bijeenkomst_id == bijeenkomst_id and stap_id in (None, row.stap_id)
    ]


def stappen_van(session: Session, bijeenkomst_id: int, rows: Sequence[Aantekening]) -> dict[int, int]:
    """Number of an entry → the place, from 1, of its conversation in the draaiboek of that evening."""
    steps = session.scalars(select(Stap.id).where(Stap.bijeenkomst_id == bijeenkomst_id).order_by(Stap.volgorde))
    place = {step: at for at, step in enumerate(steps, 1)}
    return {row.id: place[row.stap_id] for row in rows if row.stap_id in place}


def get_aantekening(session: Session, dialoog_id: int, nummer: int) -> Aantekening:
    """Also one that was taken away. Raises NotFound."""
    row = session.get(Aantekening, nummer)
    if row is None or row.dialoog_id != dialoog_id:
        raise NotFound("Deze aantekening bestaat niet.")
    return row


def verboden_namen(session: Session, dialoog_id: int) -> dict[str, str]:
    """Name of everybody who did not agree to be named → how the book calls that person."""
    called = vermeldingen(session, dialoog_id)
    rows = session.scalars(select(Deelnemer).where(Deelnemer.dialoog_id == dialoog_id, ~Deelnemer.naam_in_boek))
    return {
        row.naam: called.get(row.id) or row.vermelding or row.organisatie or "Deelnemer"
        for row in rows
        if row.naam and row.naam not in (row.vermelding, row.organisatie)
    }


def leesbaar(row: Aantekening, namen: Mapping[str, str]) -> dict[str, str]:
    """What an entry holds as it may leave the house: field → text, empty fields left out."""
    fields = rules.SOORTEN[row.soort].namen
    return {naam: rules.zonder_naam(row.inhoud[naam], namen) for naam in fields if row.inhoud.get(naam)}


def clean(soort: rules.Soort, getypt: Mapping[str, str]) -> dict[str, str]:
    """The fields as they are kept. Raises BadInput with the errors per field (`velden`)."""
    found, wrong = {}, {}
    for veld in soort.velden:
        try:
            found[veld.naam] = _clean_veld(veld, getypt.get(veld.naam, ""))
        except ValueError as error:
            wrong[veld.naam] = str(error)
    if wrong:
        raise BadInput(next(iter(wrong.values())), velden=wrong)
    return {naam: text for naam, text in found.items() if text}


def _clean_veld(veld: rules.Veld, typed: str) -> str:
    text = clean_text(typed, rules.MAX_TEKST) if veld.vorm == "tekst" else clean_line(typed, rules.MAX_REGEL)
    if veld.moet and not text:
        raise ValueError("Dit is nog leeg. Vul het in.")
    if veld.vorm == "getal" and text:
        number = parse_number(text)
        if number is None or number > rules.HOOGST:
            raise ValueError("Dit is geen getal. Schrijf het in cijfers.")
        return str(number)
    if veld.vorm == "datum" and text:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise ValueError("Dit is geen datum. Schrijf bijvoorbeeld 2026-07-01.") from None
    return text


def save_aantekening(
    dialoog_id: int,
    soort: str,
    getypt: Mapping[str, str],
    wie: str,
    *,
    kenmerk: str,
    bijeenkomst_id: int | None = None,
    stap_id: int | None = None,
) -> int:
    """Write something down (use case); returns its number. The same `kenmerk` with the same words: the one
    made then.

    Raises NotFound, BadInput (`velden`), NotNow (too many, or one is the most)."""
    kind = get_soort(soort)
    inhoud = clean(kind, getypt)
    with transaction() as session:
        session.execute(select(Dialoog.id).where(Dialoog.id == dialoog_id).with_for_update())
        made = session.scalar(select(Aantekening).where(Aantekening.kenmerk == kenmerk)) if kenmerk else None
        if made is not None and not made.weg and (made.dialoog_id, made.inhoud) == (dialoog_id, inhoud):
            return made.id
        if made is not None:
            kenmerk = new_token()  # the same form, other words: two laptops had it open
        _check_plek(session, dialoog_id, kind, bijeenkomst_id, stap_id)
        row = put_aantekening(session, dialoog_id, kind, inhoud, bijeenkomst_id, stap_id, kenmerk=kenmerk)
        _announce(session, row, None, inhoud, wie)
        return row.id


def put_aantekening(
    session: Session,
    dialoog_id: int,
    soort: rules.Soort,
    inhoud: Mapping[str, str],
    bijeenkomst_id: int | None,
    stap_id: int | None = None,
    *,
    kenmerk: str = "",
) -> Aantekening:
    """Lay an entry, in a running transaction."""
    row = Aantekening(
        dialoog_id=dialoog_id, bijeenkomst_id=bijeenkomst_id, stap_id=stap_id, soort=soort.sleutel,
        inhoud=dict(inhoud), kenmerk=kenmerk or new_token(), weg=False, versie=1,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def change_aantekening(dialoog_id: int, nummer: int, getypt: Mapping[str, str], versie: int, wie: str) -> int:
    """Other words (use case); `versie` is the one seen. Returns the version that lies there; the same again changes
    nothing. Raises NotFound, BadInput, Outdated (`stand`: versie, inhoud)."""
    with transaction() as session:
        row = get_aantekening(session, dialoog_id, nummer)
        session.refresh(row, with_for_update=True)
        inhoud = clean(get_soort(row.soort), getypt)
        if not row.weg and row.inhoud == inhoud:
            return row.versie
        _check_versie(row, versie)
        before, row.inhoud, row.versie = _stand(row), inhoud, row.versie + 1
        row.weg = False
        _announce(session, row, before, inhoud, wie)
        return row.versie


def remove_aantekening(dialoog_id: int, nummer: int, versie: int, wie: str) -> int:
    """Take it away (use case); twice is once. Returns the version. Raises NotFound, Outdated."""
    with transaction() as session:
        row = get_aantekening(session, dialoog_id, nummer)
        session.refresh(row, with_for_update=True)
        if row.weg:
            return row.versie
        _check_versie(row, versie)
        row.weg, row.versie = True, row.versie + 1
        _announce(session, row, row.inhoud, None, wie)
        return row.versie


def _stand(row: Aantekening) -> dict[str, str] | None:
    return None if row.weg else dict(row.inhoud)


def _check_versie(row: Aantekening, versie: int) -> None:
    if row.versie != versie:
        raise Outdated(
            "Een ander veranderde dit net. Uw tekst staat er nog.", stand={"versie": row.versie, "inhoud": row.inhoud}
        )


def _check_plek(
    session: Session, dialoog_id: int, soort: rules.Soort, bijeenkomst_id: int | None, stap_id: int | None
) -> None:
    """The place is one of this dialogue and of this kind, and has room. Raises NotFound, NotNow."""
    if soort.avond != (bijeenkomst_id is not None):
        raise NotFound("Dit hoort niet op deze plek.")
    if bijeenkomst_id is not None:
        evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
        if stap_id is not None:
            get_stap(session, evening.id, stap_id)
    place = Aantekening.bijeenkomst_id == bijeenkomst_id
    if bijeenkomst_id is None:
        place = Aantekening.bijeenkomst_id.is_(None)
    many = session.scalar(
        select(func.count())
        .select_from(Aantekening)
        .where(Aantekening.dialoog_id == dialoog_id, Aantekening.soort == soort.sleutel, place, ~Aantekening.weg)
    )
    if soort.eenmaal and many:
        raise NotNow("Dit staat er al. Verander wat er staat.")
    if (many or 0) >= rules.MEESTE:
        raise NotNow(f"Er staan er al {rules.MEESTE}. Meer past hier niet. Uw tekst staat er nog.")


def _announce(
    session: Session, row: Aantekening, van: Mapping[str, str] | None, naar: Mapping[str, str] | None, wie: str
) -> int:
    soort = rules.SOORTEN[row.soort]
    return announce(
        session,
        AantekeningGezet(
            dialoog=row.dialoog_id, bijeenkomst=row.bijeenkomst_id, wie=wie, waarop=f"aantekening:{row.id}",
            aantekening=row.id, soort=row.soort, een=soort.een, kort=rules.regel(row.soort, naar or van or {}),
            van=dict(van) if van is not None else None, naar=dict(naar) if naar is not None else None,
            versie=row.versie,
        ),
    )  # fmt: skip


# --- taking it back -------------------------------------------------------------------------------------------


def register_inverses() -> None:
    """Say how the facts of these entries are undone."""
    register_inverse(AantekeningGezet, Inverse(_undo, _waarom_niet))


def _waarom_niet(session: Session, feit: Feit) -> str | None:
    row = session.get(Aantekening, feit.data["aantekening"])
    return "dit is daarna nog veranderd" if row is None or row.versie != feit.data["versie"] else None


def _undo(session: Session, feit: Feit, wie: str) -> int:
    row = session.get_one(Aantekening, feit.data["aantekening"])
    before, van = _stand(row), feit.data["van"]
    row.weg, row.versie = van is None, row.versie + 1
    if van is not None:
        row.inhoud = dict(van)
    return _announce(session, row, before, van, wie)
