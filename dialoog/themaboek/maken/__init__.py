"""From a `Boek` to a file: html, docx or pdf. Runs in a child process (`dialoog.werk`), never in a request."""

from __future__ import annotations

from typing import Literal

from dialoog.themaboek.boek import Boek

Formaat = Literal["html", "docx", "pdf"]
FORMATEN: tuple[Formaat, ...] = ("html", "docx", "pdf")


def maak_boek(boek: Boek, formaat: Formaat, voorstel: int | None = None) -> bytes:
    """The book, or the card of one voorstel alone, as a file's bytes.

    Raises LookupError (no such voorstel), ValueError (no such formaat), PandocError, PdfError.
    """
    if formaat == "html":
        from dialoog.themaboek.maken.html import render_html

        return render_html(boek, voorstel=voorstel).encode()
    if formaat == "docx":
        from dialoog.themaboek.maken.docx import render_docx

        return render_docx(boek, voorstel)
    if formaat == "pdf":
        from dialoog.themaboek.maken.pdf import render_pdf

        return render_pdf(boek, voorstel)
    raise ValueError(f"onbekend formaat: {formaat}")


def leeg_formulier(boek: Boek, voorstel: int) -> bytes:
    """The empty form of a voorstel (DOCX): the ten questions with room to write. Raises LookupError, PandocError."""
    from dialoog.themaboek.maken.docx import render_docx

    return render_docx(boek, voorstel, formulier=True)
