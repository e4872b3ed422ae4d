"""The structured parts of a card to read on beamer and phone: HTML of headings, lists and tables, of the form that an
answer has, so that it stands under the text and turns pages with it."""

from collections.abc import Sequence
from html import escape

from dialoog.opgave.models import Deelvraag, Kader
from dialoog.voorstel import inhoud as i
from dialoog.voorstel import rules
from dialoog.voorstel.bedragen import Optelling, Post, euro, nederlands_aantal, tel_op

NOG_NIET = "Nog niet bekeken"


def deel_html(plek: int, delen: i.Delen, deelvragen: Sequence[Deelvraag], kaders: Sequence[Kader]) -> str:
    """What stands beside question `plek` (1 to 10); "" where that is nothing, or nothing yet."""
    soort = next((name for name, at in rules.DEEL_PLEK.items() if at == plek), "")
    if soort == "deelvragen":
        return _deelvragen(delen.deelvragen.inhoud, deelvragen)
    if soort == "resultaten":
        return _resultaten(delen.resultaten.inhoud)
    if soort == "kosten":
        return _kosten(delen.kosten.inhoud)
    return _kaders(delen.kaders.inhoud, kaders) if soort == "kaders" else ""


def _deelvragen(keuze: i.Deelvragen, alle: Sequence[Deelvraag]) -> str:
    if keuze.geen:
        return "<p>Bij geen van de deelvragen.</p>"
    items = [
        f"<li>Deelvraag {n}{f' ({escape(vraag.kant)})' if vraag.kant else ''}: {escape(vraag.tekst)}</li>"
        for n, vraag in enumerate(alle, 1)
        if vraag.id in keuze.gekozen
    ]
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _resultaten(resultaten: i.Resultaten) -> str:
    rows = [
        (row.wat, f"{nederlands_aantal(row.aantal)} {row.eenheid}".strip() or "volgt", row.wanneer)
        for row in resultaten.regels
    ]
    return _tabel("Meetbare resultaten", ("Wat", "Hoeveel", "Wanneer"), rows)


def _kosten(kosten: i.Kosten) -> str:
    """The lines, what they come to per year and in all, and beside it the total that the group states."""
    rows = [
        (
            row.post + (f" ({row.berekening})" if row.post and row.berekening else row.berekening),
            str(row.jaar or ""),
            (euro(row.centen) if row.centen is not None else "volgt") + (f" {i.BTW[row.btw]} btw" if row.btw else ""),
        )
        for row in kosten.regels
    ]
    sums = tel_op((Post(row.centen, row.jaar, row.btw) for row in kosten.regels), kosten.totaal)
    table = _tabel("Kosten", ("Post", "Jaar", "Bedrag"), rows)
    lines = "".join(f"<li>{escape(line)}</li>" for line in _telling(sums))
    return table + (f"<ul>{lines}</ul>" if lines else "")


def _telling(sums: Optelling) -> list[str]:
    lines = [f"{year or 'Zonder jaar'}: {euro(cents)}" for year, cents in sums.per_jaar.items()]
    if sums.som is not None:
        lines.append(f"Opgeteld: {euro(sums.som)}")
    if sums.totaal is not None:
        lines.append(f"Totaal dat de groep noemt: {euro(sums.totaal)}")
    if sums.verschil:
        lines.append(f"Verschil: {euro(abs(sums.verschil))} {'meer' if sums.verschil > 0 else 'minder'} dan opgeteld")
    return lines


def _kaders(kaders: i.Kaders, alle: Sequence[Kader]) -> str:
    if not kaders.toetsen:
        return ""
    said = {row.kader: row for row in kaders.toetsen}
    rows = [
        (kader.tekst, i.OORDELEN[row.oordeel] + (f". {row.argument}" if row.argument else "") if row else NOG_NIET)
        for kader in alle
        for row in [said.get(kader.id)]
    ]
    return _tabel("Past het binnen de kaders?", ("Kader", "Past het?"), rows)


def _tabel(kop: str, koppen: Sequence[str], rijen: Sequence[Sequence[str]]) -> str:
    if not rijen:
        return ""
    head = "".join(f"<th>{escape(name)}</th>" for name in koppen)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rijen)
    return f"<h4>{escape(kop)}</h4><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
