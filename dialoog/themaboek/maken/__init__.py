"""From a `Boek` to a file. Runs in a child process (`dialoog.werk`), never in a request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from dialoog.themaboek.boek import Boek, boek_from_dict

Formaat = Literal["html", "docx", "odt", "pdf", "xlsx"]


def maak_boek(
    boek: Boek,
    formaat: Formaat,
    voorstel: int | None = None,
    css_href: str | None = None,
    terug: str | None = None,
    huisstijl: str | None = None,
) -> bytes:
    """The book, or the card of one voorstel alone, as a file's bytes. `css_href`, `terug`: see `render_html`.

    `huisstijl`: path of a reference.docx with the looks of Word. Raises NotFound (no such voorstel), BadInput (those
    looks cannot be used), ValueError (no such formaat), PandocError, PdfError.
    """
    if formaat == "html":
        from dialoog.themaboek.maken.html import render_html

        return render_html(boek, voorstel=voorstel, css_href=css_href, terug=terug).encode()
    if formaat == "docx":
        from dialoog.themaboek.maken.docx import render_docx

        return render_docx(boek, voorstel, huisstijl=huisstijl)
    if formaat == "odt":
        from dialoog.themaboek.maken.odt import render_odt

        return render_odt(boek, voorstel)
    if formaat == "pdf":
        from dialoog.themaboek.maken.pdf import render_pdf

        return render_pdf(boek, voorstel)
    if formaat == "xlsx":
        from dialoog.themaboek.maken.xlsx import render_xlsx

        return render_xlsx(boek, voorstel)
    raise ValueError(f"onbekend formaat: {formaat}")


def leeg_formulier(boek: Boek, voorstel: int, huisstijl: str | None = None) -> bytes:
    """The empty form of a voorstel (DOCX): the ten questions with room to write. `huisstijl`: as for the book.
    Raises NotFound, BadInput, PandocError."""
    from dialoog.themaboek.maken.docx import render_docx

    return render_docx(boek, voorstel, formulier=True, huisstijl=huisstijl)


def werk_boek(payload: Mapping[str, Any]) -> bytes:
    """For `dialoog.werk`: {"formaat": ..., "boek": boek_to_dict(boek), "voorstel": a number or None}; for the page
    inside the app also "css_href" and "terug", for Word "huisstijl" (a path)."""
    return maak_boek(
        boek_from_dict(payload["boek"]),
        payload["formaat"],
        payload.get("voorstel"),
        payload.get("css_href"),
        payload.get("terug"),
        payload.get("huisstijl"),
    )


def werk_formulier(payload: Mapping[str, Any]) -> bytes:
    """For `dialoog.werk`: {"boek": boek_to_dict(boek), "voorstel": a number, "huisstijl": a path or None}."""
    return leeg_formulier(boek_from_dict(payload["boek"]), payload["voorstel"], payload.get("huisstijl"))
