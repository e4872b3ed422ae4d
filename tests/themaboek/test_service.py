"""Making the book from the database, its command, and own texts that nobody overwrites unseen."""

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from dialoog.commands import main
from dialoog.config import Config
from dialoog.database import db
from dialoog.errors import BadInput, NotFound, Outdated
from dialoog.overdracht.service import export_bytes
from dialoog.themaboek import service
from dialoog.themaboek.models import Boektekst
from dialoog.verslag.models import Feit
from tests.themaboek.conftest import MARIT, Klein


def rows() -> list[tuple[str, int, str]]:
    db.session.rollback()
    return [(row.hoofdstuk, row.versie, row.tekst) for row in db.session.query(Boektekst).order_by(Boektekst.id)]


def test_each_saving_is_a_version_and_none_is_lost(klein: Klein) -> None:
    assert service.save_boektekst(klein.dialoog, "feiten", "Een", 0, MARIT) == 1
    assert service.save_boektekst(klein.dialoog, "feiten", "Twee", 1, MARIT) == 2
    assert rows() == [("feiten", 1, "Een"), ("feiten", 2, "Twee")]
    facts = db.session.query(Feit).filter_by(wat="BoektekstGeschreven").all()
    assert [(fact.zin, fact.wie) for fact in facts] == [("Themaboek: eigen tekst bij De feiten", MARIT)] * 2
    assert "Een" not in str([fact.data for fact in facts])


def test_the_same_text_again_is_no_version(klein: Klein) -> None:
    service.save_boektekst(klein.dialoog, "feiten", "Een", 0, MARIT)
    assert service.save_boektekst(klein.dialoog, "feiten", "Een", 0, MARIT) == 1
    assert len(rows()) == 1


def test_who_saw_an_older_version_gets_the_other_text_and_writes_nothing(klein: Klein) -> None:
    service.save_boektekst(klein.dialoog, "conclusies", "Van Joke", 0, "Joke")
    with pytest.raises(Outdated) as refused:
        service.save_boektekst(klein.dialoog, "conclusies", "Van Marit", 0, MARIT)
    assert refused.value.stand == {"versie": 1, "tekst": "Van Joke", "wie": "Joke"}
    assert rows() == [("conclusies", 1, "Van Joke")]


@pytest.mark.parametrize("deel", ["", "bijlagen", "omslag"])
def test_a_part_that_the_book_has_not_takes_no_text(klein: Klein, deel: str) -> None:
    with pytest.raises(NotFound):
        service.save_boektekst(klein.dialoog, deel, "Tekst", 0, MARIT)
    assert rows() == []


def test_a_text_that_is_too_long_is_refused_with_the_number_that_fits(klein: Klein) -> None:
    with pytest.raises(BadInput, match="40000"):
        service.save_boektekst(klein.dialoog, "feiten", "a" * 40_001, 0, MARIT)
    assert rows() == []


def test_the_file_has_its_name_and_kind(klein: Klein) -> None:
    made = service.make(klein.dialoog, "docx")
    assert (made.naam, made.soort) == ("themaboek-wijk.docx", service.SOORTEN["docx"])
    document = zipfile.ZipFile(io.BytesIO(made.data)).read("word/document.xml").decode()
    assert "Het laatste antwoord" in document
    card = service.make(klein.dialoog, "html", 1)
    assert card.naam == "wijk-voorstel-1.html"
    assert "Het laatste antwoord" in card.data.decode()
    assert "Spelregels" not in card.data.decode()


def test_a_card_that_is_not_there_is_not_made(klein: Klein) -> None:
    with pytest.raises(NotFound, match="Voorstel 9 staat niet in dit boek"):
        service.make(klein.dialoog, "pdf", 9)


# --- the command ----------------------------------------------------------------------------------------------


def run(config: Config, *args: str) -> Result:
    return CliRunner().invoke(main, ["themaboek", "--data", str(config.data), *args])


def test_the_command_writes_the_book(klein: Klein, config: Config, tmp_path: Path) -> None:
    out = tmp_path / "boek.html"
    done = run(config, "wijk", "--formaat", "html", "-o", str(out))
    assert (done.exit_code, str(out) in done.output) == (0, True)
    assert "Samen in de wijk" in out.read_text()


def test_json_is_the_uitwisselbestand_and_there_is_none_of_one_voorstel(
    klein: Klein, config: Config, tmp_path: Path
) -> None:
    out = tmp_path / "boek.json"
    assert run(config, "wijk", "--formaat", "json", "-o", str(out)).exit_code == 0
    assert out.read_bytes() == export_bytes("wijk")
    refused = run(config, "wijk", "--formaat", "json", "--voorstel", "1", "-o", str(tmp_path / "een.json"))
    assert (refused.exit_code, (tmp_path / "een.json").exists()) == (1, False)


@pytest.mark.parametrize(("args", "zin"), [(["nee"], "bestaat niet"), (["wijk", "--voorstel", "9"], "Voorstel 9")])
def test_the_command_says_what_is_not_there_and_writes_nothing(
    klein: Klein, config: Config, tmp_path: Path, args: list[str], zin: str
) -> None:
    out = tmp_path / "boek.docx"
    done = run(config, *args, "--formaat", "docx", "-o", str(out))
    assert done.exit_code == 1
    assert zin in done.output
    assert "Traceback" not in done.output
    assert list(tmp_path.glob("*boek*")) == []


def test_making_the_book_holds_no_reading_transaction(
    klein: Klein, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def watch(_payload: object, **_rest: object) -> bytes:
        seen.append(db.session().in_transaction())
        return b"boek"

    monkeypatch.setattr(service, "run_werk", watch)
    service.make(klein.dialoog, "pdf")
    assert seen == [False]
