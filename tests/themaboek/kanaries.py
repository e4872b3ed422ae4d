"""A verdict about every column in which text of people can lie, a text of its own planted in each private one, and a
search for those in made files.

BOEK may stand in both editions, VOLLEDIG only in the full one, NOOIT in none. VORM is a word, number or key of the app
itself: there nobody types. A new column needs a verdict here."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Integer, String, Table, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import Base

BOEK, VOLLEDIG, NOOIT, VORM = "boek", "volledig", "nooit", "vorm"
OORDEEL: dict[str, dict[str, str]] = {
    "aantekening": {"soort": VORM, "inhoud": BOEK, "kenmerk": NOOIT},
    "aanvulling": {
        "vraag": VORM, "kenmerk": NOOIT, "tekst": VOLLEDIG, "staat": VORM, "reden": VOLLEDIG, "verwerkt": VOLLEDIG,
    },
    "aanwezigheid": {"staat": VORM},
    "antwoord": {"vraag": VORM, "html": BOEK, "schrijver": NOOIT, "kenmerk": NOOIT, "wie": NOOIT},
    "begeleider": {"naam": BOEK, "email": NOOIT, "wachtwoord": NOOIT},
    "belang": {"naam": BOEK, "zin": BOEK},
    "belangactie": {"tekst": BOEK},
    "bijeenkomst": {
        "titel": BOEK, "plaats": BOEK, "code": NOOIT, "uitnodiging": NOOIT, "beamer_token": NOOIT,
        "pauze_daarna": NOOIT, "bericht": NOOIT,
    },
    "boekdeel": {"sleutel": VORM, "staat": VORM},
    "boektekst": {"hoofdstuk": VORM, "tekst": BOEK, "wie": NOOIT},
    "deelnemer": {
        "registratie": NOOIT, "soort": VORM, "naam": BOEK, "namens": VORM, "organisatie": BOEK, "anders": VOLLEDIG,
        "herkomst": VORM, "vermelding": BOEK, "staat": VORM, "helper": NOOIT, "meegenomen": NOOIT,
        "mail": NOOIT,
    },
    "deelvraag": {"tekst": BOEK, "kant": BOEK},
    "dialoog": {
        "korte_naam": BOEK, "titel": BOEK, "thema": BOEK, "regio": BOEK, "bron": VOLLEDIG, "hoofdvraag": BOEK,
        "hoofdvraag_kort": BOEK, "staat": VORM, "vragen": BOEK, "extra": NOOIT,
    },
    "eigenaar": {"door": NOOIT, "tot_door": NOOIT},
    "feit": {
        "wie": NOOIT, "namens": NOOIT, "wat": VORM, "waarop": NOOIT, "reden": NOOIT, "zin": NOOIT, "data": NOOIT,
    },
    "gebruikte_link": {"nonce": NOOIT},
    "gemeente": {"naam": BOEK},
    "gesprek": {"tekst": VOLLEDIG},
    "gespreksversie": {"tekst": NOOIT, "wie": NOOIT},
    "groep": {"naam": BOEK},
    "idee": {
        "tekst": BOEK, "titel": BOEK, "staat": VORM, "kleur": VORM, "bron": VORM, "kenmerk": NOOIT,
        "vergrendeld_door": NOOIT, "geleende_kleur": VORM,
    },
    "idee_tekst": {"tekst": NOOIT},
    "indienersvraag": {"kenmerk": NOOIT, "vraag": NOOIT, "antwoord": NOOIT, "staat": VORM},
    "instemming": {"staat": VORM, "stand": VORM, "conclusie": BOEK, "conclusie_door": NOOIT},
    "instemming_antwoord": {"reden": NOOIT},
    "instemming_reden": {"id": VORM, "tekst": VOLLEDIG},
    "inzending": {"kiezer": VORM},
    "kader": {"soort": VORM, "tekst": BOEK, "onderdelen": BOEK, "geldt_voor": VORM},
    "kadertoets": {"oordeel": VORM, "argument": BOEK},
    "keuze": {"kiezer": VORM},
    "kleur": {"kiezer": VORM, "kleur": VORM},
    "kleurklaar": {"kiezer": VORM},
    "kleurtelling": {"kleur": VORM},
    "kostenregel": {"post": BOEK, "berekening": BOEK, "btw": VORM},
    "loting": {"door": NOOIT},
    "loting_idee": {"door": NOOIT},
    "meetbaar_resultaat": {"wat": BOEK, "aantal": BOEK, "eenheid": BOEK, "wanneer": BOEK},
    "notulist": {"naam": NOOIT, "token_hash": NOOIT},
    "notulistlink": {"token_hash": NOOIT, "wie": NOOIT},
    "oplossing": {"titel": BOEK, "tekst": BOEK, "reden": BOEK, "vastgelegd_door": VOLLEDIG},
    "pas": {"token_hash": NOOIT},
    "ronde_idee": {"draagvlak": VORM},
    "spelregel": {"tekst": BOEK},
    "stap": {
        "soort": VORM, "titel": BOEK, "instellingen": NOOIT, "staat": VORM, "instructie": VOLLEDIG,
        "notitie": VOLLEDIG,
    },
    "stembriefje": {"kenmerk": VORM},
    "stemronde": {
        "titel": BOEK, "soort": VORM, "kleuren": VORM, "staat": VORM, "reden": VOLLEDIG, "sleutel": NOOIT,
        "bijzonderheden": NOOIT,
    },
    "toestel": {"token_hash": NOOIT, "omschrijving": NOOIT},
    "toonblad": {"soort": VORM, "titel": VOLLEDIG, "tekst": VOLLEDIG, "beeld": VORM, "naast": VOLLEDIG},
    "uitgave": {
        "kenmerk": NOOIT, "staat": VORM, "stond": VORM, "inhoud": NOOIT, "wie": NOOIT, "fout": NOOIT, "reden": NOOIT,
    },
    "uitgavebestand": {"soort": VORM, "formaat": VORM, "sha256": VORM},
    "voorstel": {"titel": BOEK, "extra": NOOIT},
    "voorsteldeel": {"soort": VORM, "schrijver": NOOIT, "kenmerk": NOOIT, "wie": NOOIT},
    "vrijwilliger": {"staat": VORM},
}  # fmt: skip


def kolommen() -> Iterator[tuple[Table, Column[Any]]]:
    """Every column that holds text or JSON."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, String | JSON):
                yield table, column


def oordeel(table: Table, column: Column[Any]) -> str | None:
    return OORDEEL.get(table.name, {}).get(column.name)


# --- planting -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kanarie:
    """A text that stands in one private place. `waar`: table.column."""

    tekst: str
    waar: str
    oordeel: str


def plant(session: Session) -> list[Kanarie]:
    """Put a text of its own in every row of every private column; a table without rows gets one first."""
    planted = []
    for table, column in kolommen():
        verdict = oordeel(table, column)
        if verdict not in (VOLLEDIG, NOOIT):
            continue
        if not session.scalar(select(func.count()).select_from(table)):
            _add_row(session, table)
        for key in session.execute(select(*table.primary_key.columns)).all():
            bird = Kanarie(f"kanarie{len(planted):05d}vogel", f"{table.name}.{column.name}", verdict)
            where = [part == value for part, value in zip(table.primary_key.columns, key, strict=True)]
            if isinstance(column.type, JSON):
                old = session.scalar(select(column).where(*where))
                value: Any = {**(old or {}), "kanarie": bird.tekst}
            else:
                value = bird.tekst
            if column.primary_key:
                continue  # a key of others: the row that was added has it
            session.execute(update(table).where(*where).values({column.name: value}))
            planted.append(bird)
    return planted


def _add_row(session: Session, table: Table) -> None:
    """One row with something in every column that must have something."""
    values = {column.name: _value(session, table, column) for column in table.columns if not _self_made(column)}
    try:
        session.execute(insert(table).values({name: value for name, value in values.items() if value is not None}))
    except IntegrityError as error:
        raise AssertionError(f"no row could be made in {table.name}: add one in the test ({error.orig})") from error


def _self_made(column: Column[Any]) -> bool:
    alone = column.primary_key and len(column.table.primary_key.columns) == 1
    return alone and not column.foreign_keys and isinstance(column.type, Integer)


def _value(session: Session, table: Table, column: Column[Any]) -> Any:
    for key in column.foreign_keys:
        return session.scalar(select(key.column).limit(1))
    if column.nullable:
        return None
    allowed = re.findall(r"'([^']*)'", " ".join(_checks(table, column)))
    if isinstance(column.type, JSON):
        return {}
    if isinstance(column.type, Boolean):
        return False
    if isinstance(column.type, Integer):
        return 1
    if isinstance(column.type, Date) and not isinstance(column.type, DateTime):
        return klok.vandaag()
    if isinstance(column.type, String):
        return allowed[0] if allowed else f"los {table.name} {column.name}"
    return klok.nu()


def _checks(table: Table, column: Column[Any]) -> Iterator[str]:
    """The part of each check constraint that lists the words which the column takes."""
    for check in table.constraints:
        found = re.search(rf"\b{column.name} IN \(([^)]*)\)", str(getattr(check, "sqltext", "")))
        if found:
            yield found[1]


# --- searching ------------------------------------------------------------------------------------------------


def alles_van(data: bytes) -> str:
    """Everything that can be read in a file: its bytes, what is zipped in it, and of a PDF every string, every stream
    and the words on its pages."""
    found = [data.decode("latin-1"), data.decode("utf-8", "ignore"), data.decode("utf-16-le", "ignore")]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found += [part for info in archive.infolist() for part in (info.filename, alles_van(archive.read(info)))]
    if data.startswith(b"%PDF"):
        found += list(_pdf(data))
    return "\n".join(found)


def _pdf(data: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            yield from _strings(thing, 6)
            if isinstance(thing, pikepdf.Stream):
                yield thing.read_bytes().decode("latin-1")
        for page in pdf.pages:
            yield _words(page)


def _strings(thing: Any, depth: int) -> Iterator[str]:
    """Alt texts, bookmarks, properties."""
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif depth and isinstance(thing, pikepdf.Array):
        for part in thing.as_list():
            yield from _strings(part, depth - 1)
    elif depth and isinstance(thing, pikepdf.Dictionary):
        for part in thing.as_dict().values():
            if not getattr(part, "is_indirect", False):
                yield from _strings(part, depth - 1)


def _words(page: pikepdf.Page) -> str:
    """The letters on a page, by the table of its fonts that says which glyph is which letter."""
    fonts = {name: _letters(font) for name, font in page.resources.get("/Font", pikepdf.Dictionary()).as_dict().items()}
    out, letters = [], dict[int, str]()
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = fonts.get(str(operands[0]), {})
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0].as_list() if str(operator) == "TJ" else [operands[0]]
            for part in parts:
                if isinstance(part, pikepdf.String):
                    raw = bytes(part)
                    pairs = zip(raw[::2], raw[1::2], strict=False)
                    out.append("".join(letters.get(high * 256 + low, "") for high, low in pairs))
    return "".join(out)


def _letters(font: pikepdf.Object) -> dict[int, str]:
    table = font.get("/ToUnicode")
    if table is None:
        return {}
    text = table.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, letter in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(letter).decode("utf-16-be", "ignore")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for low, high, first in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for step, code in enumerate(range(int(low, 16), int(high, 16) + 1)):
                found[code] = chr(int(first, 16) + step)
    return found
