"""What somebody tried who wanted to know who put which sticker, and what he got."""

import traceback
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from dialoog.database import db, transaction
from dialoog.stemming.opruimen import sweep
from tests.stemming.conftest import Zaal


def test_a_sweep_that_fails_leaves_no_ballot_in_what_is_logged(zaal: Zaal, app: Flask) -> None:
    """The sweep writes all ballots anew: a full disk in the middle of it put them, whole, into the log."""
    zaal.open()
    zaal.plak(zaal.mensen[0], 2, 4)
    with transaction() as session:
        ballot, kenmerk = session.execute(text("SELECT ballot, kenmerk FROM stembriefje")).one()
        session.execute(text("CREATE TRIGGER vol BEFORE INSERT ON sticker BEGIN SELECT RAISE(ABORT, 'vol'); END"))
    with pytest.raises(IntegrityError) as failed:
        sweep()
    db.session.rollback()
    logged = "".join(traceback.format_exception(failed.value))
    assert "vol" in logged
    assert kenmerk not in logged
    assert str(bytes(ballot)) not in logged
    assert "5, 1)" not in logged, "the rows themselves: slot, laag, idee, n, per_idee"


@pytest.mark.parametrize("body", ["[" * 100_000, '{"a":' * 50_000, '{"ronde":' + "[" * 90_000 + "]" * 90_000 + "}"])
def test_a_ballot_that_is_nested_without_end_is_refused_in_words(
    zaal: Zaal, telefoon: Callable[[int], FlaskClient], body: str
) -> None:
    zaal.open()
    answer = telefoon(zaal.mensen[0]).post("/d/wijk/stembriefje", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["fout"]["tekst"]
