"""Row headers in the tags of the PDF: typst tags the first column of a table as plain cells."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf


def with_row_headers(data: bytes) -> bytes:
    """The same PDF in which the first cell of every row is a header of that row (in this book it always names it)."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for element in _elements(pdf.Root.StructTreeRoot):
            if element.get("/S") != pikepdf.Name.TBody:
                continue
            for row in _children(element):
                cells = [cell for cell in _children(row) if cell.get("/S") == pikepdf.Name.TD]
                if cells:
                    cells[0]["/S"] = pikepdf.Name.TH
                    cells[0]["/A"] = pikepdf.Array([*_attributes(cells[0]), _scope_row()])
        buffer = io.BytesIO()
        pdf.save(buffer, deterministic_id=True)
        return buffer.getvalue()


def _scope_row() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)


def _attributes(element: pikepdf.Object) -> list[pikepdf.Object]:
    own = element.get("/A")
    if own is None:
        return []
    return list(own.as_list()) if isinstance(own, pikepdf.Array) else [own]


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K")
    several = list(kids.as_list()) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in several if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _elements(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    stack = _children(root)
    while stack:
        element = stack.pop()
        yield element
        stack.extend(_children(element))
