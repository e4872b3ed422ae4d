"""The end of an evening: what is unfinished is said first, and every phone keeps its pas and knows the next date."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.schermen import regios
from dialoog.bijeenkomst.service import end_bijeenkomst, go_to_step
from dialoog.database import db, transaction
from dialoog.stemming.models import Stemronde
from dialoog.stemming.service import close_stemronde, open_stemronde
from tests import builders

WIE = "Marit"


@pytest.fixture
def avond(app: object) -> tuple[int, int]:
    """(dialoog, bijeenkomst) with a round that was closed and left behind by going back."""
    dialoog = builders.make_dialoog()
    evening = builders.make_bijeenkomst(dialoog)
    ideeen = builders.make_stap(evening, "ideeen", "gedaan")
    builders.choose(builders.make_stap(evening, "kiezen", "gedaan"), builders.make_ideeen(dialoog, 8))
    stickeren = builders.make_stap(evening, "stickeren")
    go_to_step(dialoog, evening, None, stickeren, WIE)
    ronde = db.session.query(Stemronde).one().id
    open_stemronde(dialoog, ronde, WIE)
    close_stemronde(dialoog, ronde, WIE)
    db.session.rollback()
    with transaction() as session:  # as when the evening went back and on to something else
        session.get_one(Stap, stickeren).staat = "gedaan"
        session.get_one(Stap, ideeen).staat = "live"
    return dialoog, evening


def test_before_the_end_a_round_that_is_closed_and_not_vastgesteld_is_named(
    avond: tuple[int, int], as_begeleider: Callable[[int], FlaskClient]
) -> None:
    dialoog, evening = avond
    marit = as_begeleider(builders.make_begeleider(dialoog))
    question = marit.get(f"/regie/wijk/avond/{evening}?vraag=einde").text
    assert "is nog niet vastgesteld" in question
    with transaction() as session:
        session.query(Stemronde).one().staat = "vastgesteld"
    assert "is nog niet vastgesteld" not in marit.get(f"/regie/wijk/avond/{evening}?vraag=einde").text


def test_at_the_end_a_phone_shows_its_pas_and_when_the_next_evening_is(avond: tuple[int, int], app: Flask) -> None:
    dialoog, evening = avond
    later = builders.make_bijeenkomst(dialoog, "Verdiepen", deur_open=False)
    with transaction() as session:
        session.get_one(Bijeenkomst, later).datum = date(2026, 12, 8)
    live = db.session.query(Stap).filter_by(bijeenkomst_id=evening, staat="live").one().id
    assert "Bewaar uw pas" not in shown(app, evening)
    end_bijeenkomst(dialoog, evening, live, WIE)
    page = shown(app, evening)
    assert "Bewaar uw pas" in page
    assert "De volgende is Verdiepen, dinsdag 8 december 2026, Dorpshuis." in page


def shown(app: Flask, evening: int) -> str:
    """The paneel that is pushed to phones now."""
    session = db.session()
    session.rollback()
    (paneel,) = (r for r in regios(session, session.get_one(Bijeenkomst, evening), "zaal") if r.naam == "paneel")
    with app.test_request_context():
        return render_template(paneel.template, **paneel.context)
