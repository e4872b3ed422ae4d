"""What a keeper of back-ups of PostgreSQL has besides rows: the transaction that wrote each row (xmin), its place
(ctid), the files that keep what was deleted until they are written anew, its log, its counters and sequences.

Its own journal (WAL) is not promised: docs/geheim.md."""

from pathlib import Path

from sqlalchemy import Connection, text

from tests.stemming.koppelaar import VAN, Buit

FILES = ("stembriefje", "sticker", "te_laat", "losse_sticker", "kleur", "kleurklaar", "keuze", "inzending")
"""Tables of which the files are read: what people chose lay there, or lies."""
SAYS = (
    "SELECT * FROM pg_sequences",
    "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del, n_live_tup, n_dead_tup FROM pg_stat_user_tables",
    "SELECT query, state FROM pg_stat_activity WHERE pid <> pg_backend_pid()",
)


def plunder(connection: Connection, cluster: Path, data: Path, ronde: int, n: int, mensen: list[int]) -> Buit:
    """Read everything as it lies now. `cluster`: the folder of PostgreSQL; `data`: the house's own."""
    connection.exec_driver_sql("CHECKPOINT")
    names = connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
    tables = {}
    for name in names:
        rows = connection.execute(text(f'SELECT xmin::text::bigint AS "{VAN}", t.* FROM "{name}" t ORDER BY t.ctid'))
        columns = list(rows.keys())
        tables[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    places = {name: connection.scalar(text(f"SELECT pg_relation_filepath('{name}')")) for name in FILES}
    files = {name: (cluster / "data" / str(place)).read_bytes() for name, place in places.items()}
    said = [str(connection.execute(text(question)).all()) for question in SAYS]
    words = [file.read_text(errors="ignore").strip() for file in data.rglob("*") if file.is_file()]
    words += [str(row["sleutel"]) for row in tables["stemronde"]]
    words += [row["beamer_token"] for row in tables["bijeenkomst"]]
    said.append((cluster / "log").read_text(errors="ignore"))
    return Buit(ronde, n, list(mensen), tables, files, teksten=said, woorden=words)
