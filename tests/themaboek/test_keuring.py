"""Somebody else's checker finds nothing against PDF/UA-1 and PDF/A-2a, in the whole book and in one card."""

from pathlib import Path

import page
import pikepdf
import pytest

from tests.themaboek.gemaakt import vijandig_als, voorbeeld_als

pytestmark = [pytest.mark.boek, pytest.mark.lang]
NORMEN = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def gebreken(data: bytes) -> list[str]:
    """What the checker has against it, per norm."""
    reports = [page.validate_pdf_bytes(data, profile=norm) for norm in NORMEN]
    assert all(report.rules.total > 50 for report in reports)
    return [str(failure) for report in reports for failure in report.failures]


@pytest.mark.parametrize(
    "data", [lambda: voorbeeld_als("pdf"), lambda: voorbeeld_als("pdf", 2), lambda: vijandig_als("pdf")]
)
def test_the_pdf_meets_both_norms(data: object) -> None:
    assert gebreken(data()) == []  # type: ignore[operator]


def test_the_checker_sees_a_pdf_without_its_language(tmp_path: Path) -> None:
    kapot = tmp_path / "kapot.pdf"
    (tmp_path / "goed.pdf").write_bytes(voorbeeld_als("pdf", 2))
    with pikepdf.open(tmp_path / "goed.pdf") as pdf:
        del pdf.Root["/Lang"]
        pdf.save(kapot)
    assert any("Lang" in failure for failure in gebreken(kapot.read_bytes()))
