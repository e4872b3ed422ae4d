"""The styles of the Word book: `word/styles.xml` of reference.docx, so that nothing needs formatting by hand."""

from __future__ import annotations

import re

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LETTER = "Arial"
KORT = 8
"""A table of at most this many rows, with little text, is not cut by a page; `boek.lua` has the same for the PDF."""
WEINIG = 700
LANG_ANTWOORD = 900
"""Characters beyond which a row of a card may run on over the page; `boek.lua` has the same for the PDF."""
VOORSTEL = re.compile(r"Voorstel \d+: ")
INKT, GRIJS, GROEN, DIEP, ZACHT, KRAFT, LIJN = (
    "1B2420",
    "4A5750",
    "0A6A4A",
    "064A34",
    "D3EADD",
    "F3E9D6",
    "B4C1B8",
)
KLEUREN = {
    "grijs": ("5B646C", "3D454C", "E4E7EA"),
    "geel": ("6B4E00", "6B4E00", "FDEFC0"),
    "blauw": ("1C5BA8", "123E75", "DCE8F7"),
    "rood": ("BC2530", "8A1620", "FBE0DE"),
}


def _ruimte(voor: int, na: int, regel: int = 0) -> str:
    """Space in twentieths of a point; `regel` in 240ths of a line."""
    line = f' w:line="{regel}" w:lineRule="auto"' if regel else ""
    return f'<w:spacing w:before="{voor}" w:after="{na}"{line}/>'


def _rand(*kanten: str, kleur: str = LIJN, dikte: int = 4, afstand: int = 4) -> str:
    return "".join(
        f'<w:{kant} w:val="single" w:sz="{dikte}" w:space="{afstand}" w:color="{kleur}"/>' for kant in kanten
    )


def _letters(grootte: float = 0, *, vet: bool = False, kleur: str = "") -> str:
    """Run properties in the order of the schema; size in points."""
    half = int(grootte * 2)
    return (
        ("<w:b/><w:bCs/>" if vet else "")
        + (f'<w:color w:val="{kleur}"/>' if kleur else "")
        + (f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else "")
    )


def _stijl(
    naam: str,
    p: str = "",
    r: str = "",
    *,
    op: str = "Normal",
    na: str = "",
    soort: str = "paragraph",
    extra: str = "",
) -> str:
    """One style; its id is its name without spaces, as pandoc looks styles up by name."""
    sleutel = naam.title().replace(" ", "") if naam[0].islower() else naam.replace(" ", "")
    eigen = "" if naam in INGEBOUWD else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{soort}"{eigen} w:styleId="{sleutel}"><w:name w:val="{naam}"/>'
        + (f'<w:basedOn w:val="{op}"/>' if op else "")
        + (f'<w:next w:val="{na}"/>' if na else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{p}</w:pPr>" if p else "")
        + (f"<w:rPr>{r}</w:rPr>" if r else "")
        + extra
        + "</w:style>"
    )


INGEBOUWD = {
    "Body Text", "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "heading 4", "heading 5", "Block Text",
    "caption", "Hyperlink", "TOC Heading", "toc 1", "toc 2", "header", "footer",
}  # fmt: skip


def _koppen() -> str:
    samen = "<w:keepNext/><w:keepLines/>"
    outline = '<w:outlineLvl w:val="{}"/>'
    een = samen + "<w:pageBreakBefore/>" + _ruimte(0, 240, 264) + outline.format(0)
    twee = samen + _ruimte(360, 100, 264) + outline.format(1)
    drie = samen + _ruimte(280, 60, 264) + outline.format(2)
    vier, vijf = (samen + _ruimte(160, 40, 264) + outline.format(n) for n in (3, 4))
    inhoud = samen + "<w:pageBreakBefore/>" + _ruimte(0, 240)
    randen = _rand("top", "left", "bottom", "right", kleur=GROEN, dikte=8, afstand=8)
    band = f'<w:pBdr>{randen}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{GROEN}"/>'
    binnen = '<w:ind w:left="170" w:right="170"/>'
    kaartkop = samen + "<w:pageBreakBefore/>" + band + _ruimte(0, 0, 264) + binnen + outline.format(1)
    kaarttitel = samen + '<w:pageBreakBefore w:val="0"/>' + band + _ruimte(200, 0, 264) + binnen + outline.format(0)
    return (
        _stijl("heading 1", een, _letters(22, vet=True, kleur=DIEP), na="BodyText")
        + _stijl("heading 2", twee, _letters(15, vet=True, kleur=DIEP), na="BodyText")
        + _stijl("heading 3", drie, _letters(12, vet=True, kleur=INKT), na="BodyText")
        + _stijl("heading 4", vier, _letters(10.5, vet=True, kleur=DIEP), na="BodyText")
        + _stijl("heading 5", vijf, _letters(10.5, vet=True, kleur=INKT), na="BodyText")
        + _stijl("Kaartkop", kaartkop, _letters(18, vet=True, kleur="FFFFFF"), op="Heading2", na="Kaartfeit")
        + _stijl("Kaarttitel", kaarttitel, _letters(18, vet=True, kleur="FFFFFF"), op="Heading1", na="Kaartfeit")
        + _stijl("TOC Heading", inhoud, _letters(22, vet=True, kleur=DIEP), na="BodyText")
        + _stijl("toc 1", '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>' + _ruimte(120, 40),
                 _letters(vet=True))
        + _stijl("toc 2", '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>' + _ruimte(0, 40)
                 + '<w:ind w:left="340"/>')
        + _stijl("Inhoud hint", _ruimte(0, 120), _letters(9, kleur=GRIJS))
    )  # fmt: skip


def _titelblad() -> str:
    streep = f"<w:pBdr>{_rand('left', kleur=GROEN, dikte=48, afstand=16)}</w:pBdr>"
    return (
        _stijl("Soort", streep + _ruimte(3600, 0), _letters(13, vet=True, kleur=GROEN))
        + _stijl("Title", streep + _ruimte(0, 0, 264), _letters(32, vet=True, kleur=INKT))
        + _stijl("Subtitle", streep + _ruimte(0, 0), _letters(15, kleur=GRIJS))
        + _stijl("Titelregel", streep + _ruimte(0, 0), _letters(12, kleur=GRIJS))
        + _stijl("Soort kaart", _ruimte(0, 40), _letters(11, vet=True, kleur=GROEN))
    )


def _alineas() -> str:
    stippel = f"<w:pBdr>{_rand('top', 'left', 'bottom', 'right', kleur='66756C').replace('single', 'dashed')}</w:pBdr>"
    vlak = '<w:shd w:val="clear" w:color="auto" w:fill="{}"/>'
    kleuren = "".join(
        _stijl(f"Vlak {naam}", vlak.format(licht) + _ruimte(40, 40), _letters(kleur=donker), op="Compact")
        + _stijl(f"Kleur {naam}", "", _letters(kleur=vorm, vet=True), op="", soort="character")
        for naam, (vorm, donker, licht) in KLEUREN.items()
    )
    kader = f"<w:pBdr>{_rand('left', kleur='C9AC78', dikte=24, afstand=10)}</w:pBdr>" + vlak.format(KRAFT)
    schrijf = f"<w:pBdr>{_rand('bottom', 'between', kleur='66756C', dikte=4, afstand=1)}</w:pBdr>"
    return (
        _stijl("Body Text", _ruimte(0, 140))
        + _stijl("First Paragraph", _ruimte(120, 140), op="BodyText", na="BodyText")
        + _stijl("Compact", _ruimte(30, 30), op="BodyText")
        + _stijl("Block Text", '<w:ind w:left="340" w:right="340"/>', op="BodyText")
        + _stijl("caption", "<w:keepNext/>" + _ruimte(200, 80), _letters(9.5, vet=True, kleur=GRIJS))
        + _stijl("Table Caption", "<w:keepNext/>", op="Caption")
        + _stijl("Image Caption", "", op="Caption")
        + _stijl("Volgt", stippel, _letters(kleur=GRIJS), op="BodyText")
        + _stijl("Vervallen", kader, op="BodyText")
        + _stijl("Hoofdvraag", "<w:keepLines/>" + kader + _ruimte(60, 200, 288), _letters(13, vet=True), op="BodyText")
        + _stijl("Bron", "", _letters(9.5, kleur=GRIJS), op="BodyText")
        + _stijl("Let op", "<w:keepLines/>" + kader, _letters(vet=True), op="BodyText")
        + _stijl("Kaartregel", "<w:keepNext/>", op="BodyText")
        + _stijl("Kaartfeit", "<w:keepNext/><w:keepLines/>" + _feit(), op="BodyText")
        + _stijl("Schrijfregel", "<w:keepLines/>" + schrijf + _ruimte(200, 0), op="BodyText")
        + _stijl("header", '<w:pBdr>' + _rand("bottom") + '</w:pBdr>'
                 '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>', _letters(9, kleur=GRIJS))
        + _stijl("footer", '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>', _letters(9, kleur=GRIJS))
        + kleuren
    )  # fmt: skip


def _feit() -> str:
    """A line of facts on soft green, its name before a tab; lines after each other are one block."""
    licht = "EDF3EE"
    randen = _rand("top", "left", "bottom", "right", kleur=licht, dikte=8, afstand=6)
    return (
        f'<w:pBdr>{randen}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{licht}"/>'
        '<w:tabs><w:tab w:val="left" w:pos="1928"/></w:tabs>'
        + _ruimte(0, 0, 288) + '<w:ind w:left="1928" w:right="170" w:hanging="1758"/>'
    )  # fmt: skip


def _tekens() -> str:
    return (
        _stijl("Hyperlink", "", f'<w:color w:val="{DIEP}"/><w:u w:val="single"/>', op="", soort="character")
        + _stijl("Bij", "", _letters(kleur=GRIJS), op="", soort="character")
        + _stijl("Feitnaam", "", _letters(vet=True, kleur=DIEP), op="", soort="character")
        + _stijl("Oordeel past", "", _letters(vet=True, kleur=GROEN), op="", soort="character")
        + _stijl("Oordeel past niet", "", _letters(vet=True, kleur="93390A"), op="", soort="character")
        + _stijl("Oordeel open", "", _letters(vet=True, kleur=GRIJS), op="", soort="character")
        + _stijl("Vraagnummer", "", _letters(vet=True, kleur=GROEN), op="", soort="character")
    )


def _tabel(naam: str, eerste_kolom: str) -> str:
    """Rows with a hairline, a header row in soft green, a first column that names the row."""
    randen = _rand("top", "bottom", kleur=GROEN, dikte=8, afstand=0) + _rand("insideH", afstand=0)
    lijnen = f"<w:tblBorders>{randen}</w:tblBorders>"
    marge = (
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    )
    extra = (
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{lijnen}{marge}</w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:rPr>{_letters(vet=True, kleur=DIEP)}</w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{ZACHT}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="firstCol"><w:rPr>{_letters(vet=not eerste_kolom)}</w:rPr>{eerste_kolom}</w:tblStylePr>'
    )
    return _stijl(naam, '<w:spacing w:before="0" w:after="0"/>', op="TableNormal", soort="table", extra=extra)


def styles_xml() -> bytes:
    """The whole of `word/styles.xml`: Dutch as the language, one family of letters, ten and a half points."""
    letters = f'<w:rFonts w:ascii="{LETTER}" w:hAnsi="{LETTER}" w:eastAsia="{LETTER}" w:cs="{LETTER}"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{letters}{_letters(10.5, kleur=INKT)}"
        '<w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_ruimte(0, 0, 276)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    basis = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
    )
    kolom = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F4F6F1"/></w:tcPr>'
    tabellen = _tabel("Table", "") + _tabel("Boektabel", "") + _tabel("Voorstelkaart", kolom)
    alles = defaults + basis + _koppen() + _titelblad() + _alineas() + _tekens() + tabellen
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="{W}">{alles}</w:styles>'.encode()
