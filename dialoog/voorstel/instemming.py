"""*Kunt u zich vinden in dit voorstel?*: asked per card, answered on the phones, counted and then forgotten per person
(domein.md, step 8; docs/geheim.md). Nothing of the counts leaves before the question is closed."""

import secrets
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.queries import aanwezigheid, get_bijeenkomst, get_stap
from dialoog.database import remember_fact, transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.errors import NotAllowed, NotFound, NotNow, Outdated
from dialoog.verslag.service import announce
from dialoog.voorstel import facts, facts_zaal, queries, rules_zaal
from dialoog.voorstel.antwoorden import leg_vast
from dialoog.voorstel.feithoofd import feithoofd
from dialoog.voorstel.instemming_lezen import eigen_antwoord, hulp, open_in, telling_nu
from dialoog.voorstel.instemming_stand import revisies_van, stand_van
from dialoog.voorstel.models import Voorstel
from dialoog.voorstel.models_zaal import Instemming, InstemmingAntwoord, InstemmingReden
from dialoog.voorstel.toets import fit, need_tekst

DICHT = "De vraag is intussen gesloten. Uw antwoord telt niet meer mee. Zeg het gerust hardop."


def ask(dialoog_id: int, bijeenkomst_id: int, stap_id: int, nummer: int, wie: str) -> None:
    """Ask the hall about a card, as it is now; it comes on beamer and phones (use case). Asked already: nothing.

    Raises NotFound, NotNow (the step is not live, another card is being asked about)."""
    with transaction() as session:
        stap = _live(session, dialoog_id, bijeenkomst_id, stap_id)
        card = queries.get_voorstel(session, dialoog_id, nummer)
        now = open_in(session, dialoog_id)
        if now is not None and now.voorstel_id == card.id:
            return
        if now is not None:
            raise NotNow("De vraag over een ander voorstel staat nog open. Sluit die eerst.")
        leg_vast(session, [card.id])
        seen = queries.find_voorstel(session, dialoog_id, nummer)
        last = session.scalar(select(func.max(Instemming.nummer)).where(Instemming.voorstel_id == card.id)) or 0
        row = Instemming(
            voorstel_id=card.id,
            nummer=last + 1,
            bijeenkomst_id=bijeenkomst_id,
            staat="open",
            stand={"merken": stand_van(seen), "revisies": revisies_van(seen)},
            gevraagd=klok.nu(),
        )
        session.add(row)
        session.flush()
        _show(stap, card, "vraag")
        announce(session, facts_zaal.InstemmingGevraagd(**hoofd(card, row, wie, bijeenkomst_id)))


def answer(dialoog_id: int, deelnemer_id: int, instemming_id: int, *, ja: bool, reden: str) -> dict[str, Any]:
    """The whole answer of one person, who is present (use case); it may change until the question is closed. The same
    again: nothing happens. Returns what lies as `eigen_antwoord` gives it.

    Raises BadInput (nog niet without a reason), NotFound, NotNow (closed), NotAllowed (not present, no deelnemer)."""
    words = (
        "" if ja else need_tekst("reden", reden, rules_zaal.MAX_REDEN, "Schrijf kort wat er nog mist of anders moet.")
    )
    with transaction() as session:
        row = _get(session, dialoog_id, instemming_id)
        if row.staat != "open":
            raise NotNow(DICHT, kop="De vraag is gesloten", stand={"staat": row.staat})
        _refuse_afwezig(session, row, deelnemer_id)
        found = session.get(InstemmingAntwoord, (row.id, deelnemer_id))
        if found is None:
            session.add(InstemmingAntwoord(instemming_id=row.id, deelnemer_id=deelnemer_id, ja=ja, reden=words))
        elif (found.ja, found.reden) != (ja, words):
            found.ja, found.reden, found.versie = ja, words, found.versie + 1
        session.flush()
        remember_fact(session, facts.Bijgewerkt(dialoog_id))  # no fact: it would say who and when
        return eigen_antwoord(session, row.id, deelnemer_id)


def close(dialoog_id: int, bijeenkomst_id: int, instemming_id: int, wie: str) -> None:
    """Count, keep the counts and the reasons of nobody, and forget who said what (use case). Closed already: nothing
    happens. Raises NotFound, NotNow (taken back, or so few count that it would show who said what)."""
    with transaction() as session:
        row = _get(session, dialoog_id, instemming_id)
        if row.staat == "gesloten":
            return
        if row.staat != "open":
            raise NotNow("Deze vraag is teruggenomen. Er is niets geteld.")
        card = session.get_one(Voorstel, row.voorstel_id)
        close_plain(session, card, row, wie)
        stap = session.scalar(
            select(Stap).where(
                Stap.bijeenkomst_id == bijeenkomst_id, Stap.staat == "live", Stap.soort == facts_zaal.STAP
            )
        )
        if stap is not None:
            _show(stap, card, "stand")


def close_plain(session: Session, card: Voorstel, row: Instemming, wie: str) -> None:
    """The counting itself (plain function)."""
    found = telling_nu(session, row)
    _refuse_te_weinig(session, row, found.antwoorden)
    row.staat, row.aanwezig, row.antwoorden = "gesloten", found.aanwezig, found.antwoorden
    row.ja, row.nog_niet = found.ja, found.nog_niet
    row.versie += 1
    helped = hulp(session, row)
    reasons = list(found.redenen)
    secrets.SystemRandom().shuffle(reasons)
    session.add_all(InstemmingReden(id=secrets.token_hex(16), instemming_id=row.id, tekst=text) for text in reasons)
    session.execute(delete(InstemmingAntwoord).where(InstemmingAntwoord.instemming_id == row.id))
    leg_vast(session, [card.id])
    session.flush()
    announce(
        session,
        facts_zaal.InstemmingGesloten(
            **hoofd(card, row, wie, row.bijeenkomst_id),
            aanwezig=row.aanwezig,
            antwoorden=row.antwoorden,
            ja=row.ja,
            nog_niet=row.nog_niet,
            hulp=helped,
        ),
    )


def save_conclusie(
    dialoog_id: int, bijeenkomst_id: int | None, instemming_id: int, versie: int, tekst: str, wie: str
) -> None:
    """The conclusion about a card, for record and book (use case); empty takes it away. So already: nothing happens.

    Raises BadInput, NotFound, NotNow (not closed yet), Outdated (with what lies there)."""
    words = fit("conclusie", tekst, rules_zaal.MAX_CONCLUSIE).strip()
    with transaction() as session:
        row = _get(session, dialoog_id, instemming_id)
        if row.staat != "gesloten":
            raise NotNow("Sluit eerst de vraag. Daarna kunt u de conclusie opschrijven.")
        if row.conclusie == words:
            return
        if row.versie != versie:
            raise Outdated(
                "Een ander schreef hier net iets. Uw tekst staat hieronder nog.", stand={"tekst": row.conclusie}
            )
        write_conclusie(session, row, words, wie, bijeenkomst_id)


def write_conclusie(
    session: Session, row: Instemming, tekst: str, wie: str, bijeenkomst_id: int | None, door: str | None = None
) -> int:
    """The write itself; returns the fact's number. `door`: whose it is, where that is not who writes."""
    before, before_door = row.conclusie, row.conclusie_door
    row.conclusie, row.conclusie_door = tekst, (wie if door is None else door) if tekst else ""
    row.versie += 1
    session.flush()
    card = session.get_one(Voorstel, row.voorstel_id)
    return announce(
        session,
        facts_zaal.ConclusieGeschreven(
            **hoofd(card, row, wie, bijeenkomst_id),
            conclusie=tekst,
            van=before,
            van_door=before_door,
            naar_versie=row.versie,
        ),
    )


# --- plain functions ------------------------------------------------------------------------------------------


def hoofd(card: Voorstel, row: Instemming, wie: str, bijeenkomst_id: int | None) -> dict[str, Any]:
    """What a fact about it begins with."""
    return {**feithoofd(card, wie, bijeenkomst_id), "instemming": row.id, "keer": row.nummer}


def _show(stap: Stap, card: Voorstel, beeld: str) -> None:
    """Put it on the screens of the step: `vraag` or `stand`."""
    stap.instellingen = {**stap.instellingen, "voorstel": card.nummer, "beeld": beeld}
    stap.versie += 1


def _live(session: Session, dialoog_id: int, bijeenkomst_id: int, stap_id: int) -> Stap:
    stap = get_stap(session, get_bijeenkomst(session, dialoog_id, bijeenkomst_id).id, stap_id)
    if stap.soort != facts_zaal.STAP or stap.staat != "live":
        raise NotNow("Deze stap is nu niet aan de beurt. Er is niets veranderd. Kijk in het draaiboek.")
    return stap


def _get(session: Session, dialoog_id: int, instemming_id: int) -> Instemming:
    row = session.get(Instemming, instemming_id)
    if row is None or session.get_one(Voorstel, row.voorstel_id).dialoog_id != dialoog_id:
        raise NotFound("Deze vraag is er niet.")
    session.refresh(row, with_for_update=True)
    return row


def _refuse_afwezig(session: Session, row: Instemming, deelnemer_id: int) -> None:
    person = session.get(Deelnemer, deelnemer_id)
    if person is None or (person.staat, person.soort) != ("actief", "deelnemer"):
        raise NotAllowed("Alleen deelnemers geven antwoord op deze vraag.")
    if row.bijeenkomst_id is None or aanwezigheid(session, row.bijeenkomst_id, deelnemer_id) != "aanwezig":
        raise NotAllowed("Alleen wie er is, geeft antwoord. Meld u eerst bij de begeleider.")


def _refuse_te_weinig(session: Session, row: Instemming, geteld: int) -> None:
    lying = select(func.count()).where(InstemmingAntwoord.instemming_id == row.id)
    gelegd = session.scalar(lying) or 0
    if rules_zaal.te_weinig_tellen(geteld, gelegd):
        telt = "telt" if geteld == 1 else "tellen"
        raise NotNow(
            f"Van de {gelegd} mensen die antwoord gaven, {telt} er nu {geteld} mee. Zo is te zien wie wat antwoordde. "
            "Alle antwoorden zijn bewaard. Zet mensen terug op de lijst, of haal samengevoegde mensen uit elkaar."
        )
