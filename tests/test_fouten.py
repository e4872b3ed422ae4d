"""The planted bugs of `make faults` can still be planted, and one of them is found."""

from pathlib import Path

import pytest

from tests.fouten import __main__ as planten
from tests.fouten.__main__ import ROOT, Onbruikbaar, apply, find, fouten, read


def test_every_planted_bug_fits_the_code_of_today_and_names_tests_that_are_there() -> None:
    chosen = fouten()
    assert len(chosen) >= 10
    for fout in chosen:
        apply(fout.patch, ROOT, "--check")
        assert fout.tests
        assert [test for test in fout.tests if not (ROOT / test).is_file()] == []


def test_a_planted_bug_is_found_by_the_test_that_keeps_the_promise() -> None:
    (fout,) = fouten("zesde-sticker")
    assert str(find(fout)).startswith("tests/stemming/test_rules.py::test_a_ballot_is_taken_only_when")


def test_what_is_no_patch_or_does_not_fit_is_never_taken_for_a_bug_that_nobody_finds(tmp_path: Path) -> None:
    patch = tmp_path / "niets.patch"
    patch.write_text("Wat: nothing\nTests: tests/test_tekst.py\n")
    with pytest.raises(Onbruikbaar):
        apply(read(patch).patch, ROOT, "--check")
    (fout,) = fouten("zesde-sticker")
    patch.write_text(fout.patch.read_text().replace("-    if len", "-    if not len"))
    with pytest.raises(Onbruikbaar):
        apply(patch, ROOT, "--check")
    patch.write_text("--- a/x\n+++ b/x\n")
    with pytest.raises(Onbruikbaar, match="come first"):
        read(patch)


def test_a_bug_that_no_test_notices_makes_the_command_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["fouten", "quotum"])
    monkeypatch.setattr(planten, "first_failure", lambda folder, tests: None)
    assert planten.main() == 1
    assert "NOT FOUND" in capsys.readouterr().out


def test_a_test_that_fails_without_a_bug_finds_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["fouten", "quotum"])
    monkeypatch.setattr(planten, "first_failure", lambda folder, tests: next(iter(tests)))
    assert planten.main() == 1
    assert "without any bug" in capsys.readouterr().out
