"""Writing and ordering oplossingen: plain functions for use inside a transaction."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from dialoog.idee.models import Idee
from dialoog.stemming.queries import Uitslag
from dialoog.verslag.service import announce
from dialoog.voorstel import facts, queries, rules
from dialoog.voorstel.errors import RedenNodig
from dialoog.voorstel.models import Oplossing
from dialoog.voorstel.toets import check_reden, kop, needs_reden, write_reden
from dialoog.voorstel.toets import crossed as crossed_now


def add_oplossing(
    session: Session,
    dialoog_id: int,
    titel: str,
    *,
    ideeen: Sequence[Idee] = (),
    tekst: str = "",
    reden: str = "",
    door: str = "",
    ronde: int | None = None,
    plaats: int | None = None,
) -> Oplossing:
    """Write an oplossing (plain function, no fact). `plaats` None: at the end; what stands there moves down."""
    others = queries.live_oplossingen(session, dialoog_id)
    row = Oplossing(
        dialoog_id=dialoog_id,
        ronde_id=ronde,
        plaats=len(others) + 1,
        titel=titel,
        tekst=tekst,
        reden=reden,
        vastgelegd_door=door if reden else "",
        ideeen=list(ideeen),
    )
    session.add(row)
    session.flush()
    place_oplossing(session, row, plaats or len(others) + 1)
    return row


def place_oplossing(session: Session, row: Oplossing, plaats: int) -> None:
    """Put an oplossing on a place; all places run from 1 without gaps (plain function)."""
    others = [other for other in queries.live_oplossingen(session, row.dialoog_id) if other.id != row.id]
    at = max(1, min(plaats, len(others) + 1))
    for number, other in enumerate([*others[: at - 1], row, *others[at - 1 :]], 1):
        if other.plaats != number:
            other.plaats = number
    session.flush()


def take_out(session: Session, row: Oplossing, *, weg: bool) -> None:
    """Take an oplossing out, or back in on its place (plain function)."""
    row.verwijderd = weg
    row.versie += 1
    session.flush()
    if not weg:
        place_oplossing(session, row, row.plaats)
        return
    for number, other in enumerate(queries.live_oplossingen(session, row.dialoog_id), 1):
        other.plaats = number
    session.flush()


def make(
    session: Session,
    dialoog_id: int,
    bijeenkomst_id: int | None,
    result: Uitslag | None,
    titel: str,
    ideeen: Sequence[Idee],
    tekst: str,
    reden: str,
    wie: str,
    *,
    keuze: bool = False,
) -> Oplossing:
    """Write an oplossing on the place that the stickers give it, with its fact. Raises RedenNodig."""
    rows = queries.live_oplossingen(session, dialoog_id)
    row = add_oplossing(
        session,
        dialoog_id,
        titel,
        ideeen=ideeen,
        tekst=tekst,
        reden=reden,
        door=wie,
        ronde=result.ronde if result else None,
    )
    spots = queries.plekken([*rows, row], result)
    place_oplossing(session, row, rules.invoegplaats(spots[:-1], spots[-1].sticker_plaats))
    check_reden(queries.live_oplossingen(session, dialoog_id), row, result)
    announce(
        session,
        facts.OplossingGemaakt(
            **kop(row, wie, bijeenkomst_id),
            plaats=row.plaats,
            nummers=[idee.nummer for idee in ideeen],
            keuze=keuze,
            reden=reden or None,
        ),
    )
    return row


def write_plaats(
    session: Session,
    row: Oplossing,
    naar: int,
    wie: str,
    bijeenkomst_id: int | None,
    reden: str,
    result: Uitslag | None,
    crossed: set[int],
) -> int:
    """The move itself; returns the fact's number. A reason falls away where nothing departs any longer; `crossed`
    are the oplossingen that departed before."""
    van, former = row.plaats, (row.reden, row.vastgelegd_door)
    place_oplossing(session, row, naar)
    rows = queries.live_oplossingen(session, row.dialoog_id)
    now = crossed_now(rows, result)
    if row.id in now and not reden:
        raise RedenNodig
    if reden:
        write_reden(row, reden, wie)
    for other in rows:
        if other.id in crossed - now and not needs_reden(rows, other, result):
            write_reden(other, "", wie)
    row.versie += 1
    fact = facts.OplossingVerplaatst(
        **kop(row, wie, bijeenkomst_id), van=van, naar=row.plaats, van_reden=former[0], van_door=former[1], reden=reden
    )
    return announce(session, fact)


def write_weg(session: Session, row: Oplossing, wie: str, bijeenkomst_id: int | None, *, weg: bool) -> int:
    """The write itself; returns the fact's number."""
    take_out(session, row, weg=weg)
    kind = facts.OplossingVerwijderd if weg else facts.OplossingTeruggezet
    return announce(session, kind(**kop(row, wie, bijeenkomst_id), plaats=row.plaats))
