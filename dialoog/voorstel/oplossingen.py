"""Oplossingen: made of the result, in the group's own order, every departure with its reason. Use cases; the plain
functions that write are in `schikken.py`."""

from collections.abc import Collection, Iterable

from dialoog.database import transaction
from dialoog.errors import BadInput, NotNow
from dialoog.idee.models import Idee
from dialoog.stemming.queries import uitslag
from dialoog.verslag.service import announce
from dialoog.voorstel import facts, queries, rules
from dialoog.voorstel.errors import OplossingVeranderd, RedenNodig
from dialoog.voorstel.rand import open_rand, te_maken
from dialoog.voorstel.schikken import make, write_plaats, write_weg
from dialoog.voorstel.toets import (
    check_reden,
    clean_oplossing,
    clean_reden,
    kop,
    need_uitslag,
    pick_ideeen,
    refuse_used,
    snapshot,
    write_reden,
)
from dialoog.voorstel.toets import crossed as crossed_now


def fill_top(dialoog_id: int, bijeenkomst_id: int | None, wie: str) -> int:
    """An oplossing of every idea in the top, of those equal at its edge only what a herstemming or a lot let through
    (use case). Returns how many were made; twice makes none. Raises NotNow without a result."""
    with transaction() as session:
        result = need_uitslag(session, dialoog_id)
        todo = te_maken(result, queries.live_oplossingen(session, dialoog_id))
        for rij in todo:
            idee = session.get_one(Idee, rij.idee)
            titel = rules.eerste_titel(idee.titel, idee.tekst)
            make(session, dialoog_id, bijeenkomst_id, result, titel, [idee], "", "", wie)
        return len(todo)


def settle_rand(
    dialoog_id: int, bijeenkomst_id: int | None, ronde_id: int, idee_ids: Collection[int], reden: str, wie: str
) -> None:
    """What the group chose in a tie at the edge, with its reason (use case). Raises NotNow, BadInput, RedenNodig."""
    with transaction() as session:
        result = need_uitslag(session, dialoog_id)
        rows = queries.live_oplossingen(session, dialoog_id)
        used = {idee.id for row in rows for idee in row.ideeen}
        chosen = [rij for rij in result.rand if rij.idee in set(idee_ids)]
        if chosen and all(rij.idee in used for rij in chosen):
            return
        if result.ronde != ronde_id:
            raise NotNow("Er is intussen een nieuwe uitslag. Er is niets vastgelegd. Kijk opnieuw naar de stand.")
        free, _ = open_rand(result, rows)
        if result.besluit is not None and not {rij.idee for rij in chosen} <= result.besluit.open:
            raise NotNow(
                "De herstemming of de loting besliste hier al over. Er is niets vastgelegd. Kijk naar de stand."
            )
        if not 1 <= len(chosen) <= free:
            words = "Kies 1 idee." if free == 1 else f"Kies 1 tot {free} ideeën."
            words = words if free else "Er is geen plaats meer over. Haal eerst een oplossing weg."
            raise BadInput(words, velden={"ideeen": words})
        reason = clean_reden(reden)
        if not reason:
            raise RedenNodig("Schrijf kort waarom de groep dit kiest.")
        for rij in chosen:
            idee = session.get_one(Idee, rij.idee)
            titel = rules.eerste_titel(idee.titel, idee.tekst)
            make(session, dialoog_id, bijeenkomst_id, result, titel, [idee], "", reason, wie, keuze=True)


def make_oplossing(
    dialoog_id: int,
    bijeenkomst_id: int | None,
    titel: str,
    tekst: str,
    idee_ids: Iterable[int],
    reden: str,
    wie: str,
) -> int:
    """An oplossing of one idea, of several joined, or a new text of none (use case). Returns its id; the same one
    again gives the first. Raises BadInput, RedenNodig."""
    title, text, reason = clean_oplossing(titel, tekst, reden)
    with transaction() as session:
        ideas = pick_ideeen(session, dialoog_id, idee_ids)
        rows = queries.live_oplossingen(session, dialoog_id)
        same = [i.id for i in ideas]
        for row in rows:
            if (row.titel, row.tekst) == (title, text) and [i.id for i in row.ideeen] == same:
                return row.id
        refuse_used(rows, ideas, None)
        result = uitslag(session, dialoog_id)
        return make(session, dialoog_id, bijeenkomst_id, result, title, ideas, text, reason, wie).id


def change_oplossing(
    dialoog_id: int,
    bijeenkomst_id: int | None,
    oplossing_id: int,
    versie: int,
    titel: str,
    tekst: str,
    idee_ids: Iterable[int],
    reden: str,
    wie: str,
) -> None:
    """Change title, text, ideas or reason (use case); it then belongs to the result that counts now. Nothing
    different: nothing happens. Raises NotFound, BadInput, RedenNodig, OplossingVeranderd."""
    title, text, reason = clean_oplossing(titel, tekst, reden)
    with transaction() as session:
        row = queries.get_oplossing(session, dialoog_id, oplossing_id)
        result = uitslag(session, dialoog_id)
        ideas = pick_ideeen(session, dialoog_id, idee_ids)
        before = snapshot(row)
        after = {"titel": title, "tekst": text, "ideeen": [i.id for i in ideas], "reden": reason}
        ronde = result.ronde if result else row.ronde_id
        if all(before[key] == value for key, value in after.items()) and row.ronde_id == ronde:
            return
        if row.versie != versie:
            raise OplossingVeranderd(
                f"De oplossing op plaats {row.plaats} is intussen veranderd. Hieronder staat wat u schreef.",
                stand=before,
            )
        rows = queries.live_oplossingen(session, dialoog_id)
        refuse_used(rows, ideas, row.id)
        row.titel, row.tekst, row.ideeen, row.ronde_id = title, text, ideas, ronde
        session.flush()
        write_reden(row, reason, wie)
        check_reden(rows, row, result)
        row.versie += 1
        fact = facts.OplossingVeranderd(**kop(row, wie, bijeenkomst_id), van=before, naar_versie=row.versie)
        announce(session, fact)


def keep_oplossing(dialoog_id: int, bijeenkomst_id: int | None, oplossing_id: int, reden: str, wie: str) -> None:
    """Keep an oplossing of an earlier round beside the new result (use case). Raises NotFound, NotNow, RedenNodig."""
    with transaction() as session:
        row = queries.get_oplossing(session, dialoog_id, oplossing_id)
        result = uitslag(session, dialoog_id)
        if result is None:
            raise NotNow("Er is nog geen nieuwe uitslag. De oplossing blijft staan zoals hij is.")
        if row.ronde_id == result.ronde:
            return
        before = snapshot(row)
        row.ronde_id = result.ronde
        reason = clean_reden(reden)
        if reason:
            write_reden(row, reason, wie)
        check_reden(queries.live_oplossingen(session, dialoog_id), row, result)
        row.versie += 1
        fact = facts.OplossingGehouden(**kop(row, wie, bijeenkomst_id), van=before, naar_versie=row.versie)
        announce(session, fact)


def move_oplossing(
    dialoog_id: int, bijeenkomst_id: int | None, oplossing_id: int, van: int, naar: int, reden: str, wie: str
) -> None:
    """Give an oplossing another place (use case). `van` is the place on the screen that asks; there already: nothing
    happens. Raises NotFound, OplossingVeranderd, RedenNodig (it would depart from the stickers)."""
    with transaction() as session:
        row = queries.get_oplossing(session, dialoog_id, oplossing_id)
        rows = queries.live_oplossingen(session, dialoog_id)
        naar = max(1, min(naar, len(rows)))
        if row.plaats == naar:
            return
        if row.plaats != van:
            raise OplossingVeranderd("De volgorde is intussen veranderd. Kijk opnieuw naar de lijst.")
        result = uitslag(session, dialoog_id)
        crossed = crossed_now(rows, result)
        write_plaats(session, row, naar, wie, bijeenkomst_id, clean_reden(reden), result, crossed)


def remove_oplossing(dialoog_id: int, bijeenkomst_id: int | None, oplossing_id: int, wie: str) -> None:
    """Take an oplossing out; its card and answers are kept beside it (use case). Out already: nothing happens."""
    with transaction() as session:
        row = queries.get_oplossing(session, dialoog_id, oplossing_id, weg=True)
        if not row.verwijderd:
            write_weg(session, row, wie, bijeenkomst_id, weg=True)


def restore_oplossing(dialoog_id: int, bijeenkomst_id: int | None, oplossing_id: int, wie: str) -> None:
    """Put an oplossing back on its place (use case). There already: nothing happens. Raises NotFound, BadInput (an
    idea of it was used since)."""
    with transaction() as session:
        row = queries.get_oplossing(session, dialoog_id, oplossing_id, weg=True)
        if row.verwijderd:
            refuse_used(queries.live_oplossingen(session, dialoog_id), row.ideeen, row.id)
            write_weg(session, row, wie, bijeenkomst_id, weg=False)
