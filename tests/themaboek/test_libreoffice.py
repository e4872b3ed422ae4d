"""Another program opens the Word and ODT book without help, and finds pages, headings, tables and pictures in it."""

import io
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from dialoog.themaboek.maken import Formaat
from tests.themaboek.gemaakt import voorbeeld, voorbeeld_als
from tests.themaboek.lezen import pdf_tags

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.boek,
    pytest.mark.lang,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this machine: its look at the book is left out"),
]
FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'  # noqa: E501


def omgezet(data: bytes, formaat: str, tmp_path: Path) -> bytes:
    """What LibreOffice makes of it, as PDF."""
    bron = tmp_path / f"boek.{formaat}"
    bron.write_bytes(data)
    command = [
        str(SOFFICE), "--headless", f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}", "--convert-to", FILTER,
        "--outdir", str(tmp_path), str(bron),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (tmp_path / "boek.pdf").read_bytes()


@pytest.mark.parametrize("formaat", ["docx", "odt"])
def test_libreoffice_sees_the_same_pages_headings_tables_and_pictures(formaat: Formaat, tmp_path: Path) -> None:
    pdf = omgezet(voorbeeld_als(formaat), formaat, tmp_path)
    eigen, ander = (Counter(tag for tag, _ in pdf_tags(data)) for data in (voorbeeld_als("pdf"), pdf))
    with pikepdf.open(io.BytesIO(voorbeeld_als("pdf"))) as een, pikepdf.open(io.BytesIO(pdf)) as twee:
        assert 0.7 < len(twee.pages) / len(een.pages) < 1.4
        with twee.open_outline() as outline:
            titels = [str(item.title) for item in outline.root]
        letters = {str(o.FontName) for o in twee.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o}
    assert titels[-10:][0] == "1 Inleiding"
    assert titels[-1] == "Bijlage 4: Ideeëngroslijst"
    assert ander["/Table"] == eigen["/Table"]
    assert ander["/Figure"] >= eigen["/Figure"] > 3
    assert ander["/H2"] == eigen["/H2"]
    assert any("Arial" in naam or "Liberation" in naam for naam in letters)


@pytest.mark.parametrize("formaat", ["docx", "odt"])
def test_libreoffice_opens_one_card_on_a_few_pages(formaat: Formaat, tmp_path: Path) -> None:
    pdf = omgezet(voorbeeld_als(formaat, 2), formaat, tmp_path)
    tags = Counter(tag for tag, _ in pdf_tags(pdf))
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert 1 < len(made.pages) < 6
    kaart = voorbeeld().voorstellen[1]
    assert tags["/Table"] == 1 + bool(kaart.opbrengsten) + bool(kaart.kosten) + bool(kaart.kadertoets)
