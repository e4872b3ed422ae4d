"""Makes `middelen/reference.docx`: pandoc's own, with the styles, header and footer of the book.

Run `python -m dialoog.themaboek.maken.referentie` after a change in `stijlen.py`.
"""

from __future__ import annotations

import subprocess

import pypandoc

from dialoog.themaboek.maken.pandoc import MIDDELEN
from dialoog.themaboek.maken.stijlen import W, styles_xml
from dialoog.themaboek.maken.zip_vorm import pack, unpack

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
KOP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TITEL, DATUM = "§titel§", "§datum§"
"""Stand in the header until the book's own are known."""


def _run(inhoud: str) -> str:
    return f"<w:r>{inhoud}</w:r>"


def _veld(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _header() -> bytes:
    runs = _run(f"<w:t>{TITEL}</w:t>") + _run("<w:tab/>") + _run(f"<w:t>{DATUM}</w:t>")
    p = f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{runs}</w:p>'
    return f'{KOP}<w:hdr xmlns:w="{W}">{p}</w:hdr>'.encode()


def _footer() -> bytes:
    van = '<w:t xml:space="preserve"> van </w:t>'
    tekst = '<w:t xml:space="preserve">Bladzijde </w:t>'
    runs = _run("<w:tab/>") + _run(tekst) + _veld("PAGE") + _run(van) + _veld("NUMPAGES")
    p = f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{runs}</w:p>'
    return f'{KOP}<w:ftr xmlns:w="{W}">{p}</w:ftr>'.encode()


def _document() -> bytes:
    """Only the section counts: A4, margins of 2.5 cm, header and footer from the second page on."""
    sectie = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdKop"/>'
        '<w:footerReference w:type="default" r:id="rIdVoet"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1588" w:right="1418" w:bottom="1418" w:left="1418" '
        'w:header="709" w:footer="709" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    p = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:p>'
    return f'{KOP}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{p}{sectie}</w:body></w:document>'.encode()


def _settings() -> bytes:
    """Mode 15 keeps Word from saying "compatibiliteitsmodus"; no updateFields, which makes it ask a question."""
    compat = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat>"
    )
    return (
        f'{KOP}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{compat}<w:themeFontLang w:val="nl-NL"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    ).encode()


def reference_docx() -> bytes:
    """The file's bytes: the same every time for the same pandoc."""
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    files = unpack(subprocess.run(command, capture_output=True, check=True).stdout)
    files["word/styles.xml"] = styles_xml()
    files["word/settings.xml"] = _settings()
    files["word/document.xml"] = _document()
    files["word/header1.xml"], files["word/footer1.xml"] = _header(), _footer()
    soorten = "".join(
        f'<Override PartName="/word/{naam}1.xml" ContentType="{OFFICE}.{naam}+xml"/>' for naam in ("header", "footer")
    )
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(b"</Types>", soorten.encode() + b"</Types>")
    banden = "".join(
        f'<Relationship Id="{sleutel}" Type="{R}/{naam}" Target="{naam}1.xml"/>'
        for sleutel, naam in (("rIdKop", "header"), ("rIdVoet", "footer"))
    )
    rels = "word/_rels/document.xml.rels"
    files[rels] = files[rels].replace(b"</Relationships>", banden.encode() + b"</Relationships>")
    return pack(files)


if __name__ == "__main__":
    (MIDDELEN / "reference.docx").write_bytes(reference_docx())
