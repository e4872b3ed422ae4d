"""What is typed in the form of a structured part: to its contents, or sentences at the fields; and back to the form."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dialoog.errors import BadInput
from dialoog.tekst import clean_line, clean_text, parse_number, parse_numbers
from dialoog.voorstel import inhoud as i
from dialoog.voorstel.bedragen import lees_aantal, lees_bedrag, nederlands, nederlands_aantal

Velden = Mapping[str, Sequence[str]]
"""Name of a field → what was typed; columns of a table once per row."""
Regels = list[dict[str, str]]

KOLOMMEN = {
    "resultaten": ("wat", "aantal", "eenheid", "wanneer"),
    "kosten": ("post", "berekening", "bedrag", "jaar", "btw"),
}
MAX_REGELS = 100
MAX_KORT, MAX_TEKST = 200, 2_000
JAREN = range(1900, 2201)


class Klopt:
    """Reads fields and keeps the sentences of those that do not fit."""

    def __init__(self) -> None:
        self.fouten: dict[str, str] = {}

    def lees(self, veld: str, read: Callable[[str], Any], typed: str) -> Any:
        try:
            return read(typed)
        except ValueError as error:
            self.fouten[veld] = str(error)
            return None

    def klaar(self) -> None:
        """Raises BadInput with the sentence per field."""
        if self.fouten:
            wat = "één ding" if len(self.fouten) == 1 else f"{len(self.fouten)} dingen"
            raise BadInput(f"Kijk {wat} na. Alles staat er nog, maar het is nog niet bewaard.", velden=self.fouten)


def getypte_regels(soort: str, velden: Velden) -> Regels:
    """The rows of a table as typed, without those that say nothing."""
    names = KOLOMMEN[soort]
    count = max((len(velden.get(name, ())) for name in names), default=0)
    rows = [{name: _op(velden.get(name, ()), place) for name in names} for place in range(count)]
    return [row for row in rows if any(value.strip() for name, value in row.items() if name != "btw")]


def _op(values: Sequence[str], place: int) -> str:
    return values[place] if place < len(values) else ""


def schik(regels: Regels, daad: str) -> Regels:
    """After a button of a row: `weg-2`, `hoger-2`, `lager-2` (from 0); another leaves them as they are."""
    what, _, place = daad.partition("-")
    at, rows = parse_number(place), list(regels)
    if at is None or at >= len(rows):
        return rows
    if what == "weg":
        del rows[at]
    to = at + {"hoger": -1, "lager": 1}.get(what, 0)
    if what in ("hoger", "lager") and 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
    return rows


def lees(soort: str, velden: Velden, regels: Regels, kaders: Sequence[int]) -> i.Inhoud:
    """The contents of what was typed. `regels`: the rows, where it is a table; `kaders`: ids that are asked about.

    Raises BadInput; `velden` names a field by its name, in a row with its place (`bedrag-2`)."""
    klopt = Klopt()
    found: i.Inhoud
    if soort == "deelvragen":
        found = _deelvragen(klopt, velden)
    elif soort == "resultaten":
        found = i.Resultaten(tuple(_resultaat(klopt, place, row) for place, row in enumerate(regels)))
    elif soort == "kosten":
        totaal = klopt.lees("totaal", lees_bedrag, _op(velden.get("totaal", ()), 0))
        found = i.Kosten(tuple(_kostenregel(klopt, place, row) for place, row in enumerate(regels)), totaal)
    else:
        found = i.Kaders(tuple(toets for kader in kaders if (toets := _toets(klopt, velden, kader))))
    if len(regels) > MAX_REGELS:
        raise BadInput(f"Er passen {MAX_REGELS} regels in deze tabel. Voeg er een paar samen. Alles staat er nog.")
    klopt.klaar()
    return found


def _deelvragen(klopt: Klopt, velden: Velden) -> i.Deelvragen:
    chosen, none = tuple(parse_numbers(velden.get("deelvraag", ()))), bool(velden.get("geen"))
    if chosen and none:
        klopt.fouten["geen"] = "U koos een deelvraag en ook geen. Haal een van de twee weg."
    return i.Deelvragen(chosen, none)


def _kort(typed: str) -> str:
    return clean_line(typed, MAX_KORT)


def _lang(typed: str) -> str:
    return clean_text(typed, MAX_TEKST)


def _resultaat(klopt: Klopt, place: int, row: dict[str, str]) -> i.Resultaat:
    reads = {"wat": _kort, "aantal": lees_aantal, "eenheid": _kort, "wanneer": _kort}
    return i.Resultaat(**{name: klopt.lees(f"{name}-{place}", read, row[name]) for name, read in reads.items()})


def _kostenregel(klopt: Klopt, place: int, row: dict[str, str]) -> i.Kostenregel:
    reads: dict[str, Callable[[str], Any]] = {"post": _post, "berekening": _lang, "bedrag": lees_bedrag, "jaar": _jaar}
    found = {name: klopt.lees(f"{name}-{place}", read, row[name]) for name, read in reads.items()}
    centen = found.pop("bedrag")
    return i.Kostenregel(**found, centen=centen, btw=row["btw"] if row["btw"] in i.BTW else "")


def _post(typed: str) -> str:
    post = _kort(typed)
    if not post:
        raise ValueError("Schrijf waar dit voor is. Of haal deze regel weg.")
    return post


def _jaar(typed: str) -> int | None:
    year = parse_number(typed.strip())
    if typed.strip() and (year is None or year not in JAREN):
        raise ValueError("Schrijf één jaar, bijvoorbeeld 2027. Maak voor elk jaar een eigen regel, of laat het leeg.")
    return year


def _toets(klopt: Klopt, velden: Velden, kader: int) -> i.Toets | None:
    verdict = _op(velden.get(f"oordeel-{kader}", ()), 0)
    argument = klopt.lees(f"argument-{kader}", _lang, _op(velden.get(f"argument-{kader}", ()), 0))
    if verdict not in i.OORDELEN:
        if argument:
            klopt.fouten[f"oordeel-{kader}"] = "U schreef een argument. Kies ook of het voorstel hier past."
        return None
    return i.Toets(kader, verdict, argument or "")


# --- back to the form -------------------------------------------------------------------------------------------


def vul(inhoud: i.Inhoud) -> dict[str, Any]:
    """As the form shows it: `regels` (text per column) and `totaal`, `gekozen` and `geen`, or `toetsen` by kader."""
    if isinstance(inhoud, i.Deelvragen):
        return {"gekozen": list(inhoud.gekozen), "geen": inhoud.geen}
    if isinstance(inhoud, i.Resultaten):
        return {"regels": [{**vars(row), "aantal": nederlands_aantal(row.aantal)} for row in inhoud.regels]}
    if isinstance(inhoud, i.Kosten):
        return {"regels": [_kosten_typen(row) for row in inhoud.regels], "totaal": nederlands(inhoud.totaal)}
    return {"toetsen": {row.kader: {"oordeel": row.oordeel, "argument": row.argument} for row in inhoud.toetsen}}


def _kosten_typen(row: i.Kostenregel) -> dict[str, str]:
    return {
        "post": row.post,
        "berekening": row.berekening,
        "bedrag": nederlands(row.centen),
        "jaar": str(row.jaar or ""),
        "btw": row.btw,
    }


def vul_getypt(soort: str, velden: Velden, regels: Regels) -> dict[str, Any]:
    """The same of what was typed and could not be saved."""
    if soort == "deelvragen":
        return {"gekozen": parse_numbers(velden.get("deelvraag", ())), "geen": bool(velden.get("geen"))}
    if soort != "kaders":
        return {"regels": regels, "totaal": _op(velden.get("totaal", ()), 0)}
    numbers = parse_numbers(name.removeprefix("oordeel-") for name in velden if name.startswith("oordeel-"))
    numbers += parse_numbers(name.removeprefix("argument-") for name in velden if name.startswith("argument-"))
    return {
        "toetsen": {
            kader: {
                "oordeel": _op(velden.get(f"oordeel-{kader}", ()), 0),
                "argument": _op(velden.get(f"argument-{kader}", ()), 0),
            }
            for kader in numbers
        }
    }
