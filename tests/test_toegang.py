"""Who gets what: the access table against the app's own list of routes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from dialoog import create_app, klok
from dialoog.access import for_begeleider
from dialoog.begeleider.models import Begeleider
from dialoog.database import transaction
from tests.toegang.proef import Proef
from tests.toegang.rij import iedereen, regie
from tests.toegang.tabel import TABEL
from tests.wereld import Gevuld


def open_app(gevuld: Gevuld, folder: Path, *, csrf: bool = False) -> Flask:
    app = create_app(gevuld.kopie(folder))
    app.config["WTF_CSRF_ENABLED"] = csrf
    app.config["RATELIMIT_ENABLED"] = False
    return app


def holds(said: list[str]) -> None:
    assert not said, "\n".join(["", *said])


@pytest.fixture(scope="module")
def proef(gevuld: Gevuld, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proef]:
    """The app without tokens in forms, so that the guards themselves are met."""
    proef = Proef(open_app(gevuld, tmp_path_factory.mktemp("toegang") / "huis"), gevuld.wereld, TABEL)
    yield proef
    proef.close()


@pytest.fixture
def bewaakt(gevuld: Gevuld, tmp_path: Path) -> Iterator[Proef]:
    """The app as it runs."""
    proef = Proef(open_app(gevuld, tmp_path / "huis", csrf=True), gevuld.wereld, TABEL)
    yield proef
    proef.close()


def test_every_route_has_a_row_in_the_table(proef: Proef) -> None:
    holds(proef.missing())


def test_every_role_gets_what_the_table_says_and_a_refusal_or_a_get_changes_nothing(proef: Proef) -> None:
    holds(proef.each_role())


def test_a_number_of_another_dialogue_opens_nothing(proef: Proef) -> None:
    holds(proef.strange_numbers())


@pytest.mark.lang
def test_a_number_that_no_database_can_hold_breaks_nothing(proef: Proef) -> None:
    holds(proef.huge_numbers())


def test_a_method_that_a_route_does_not_offer_is_refused(proef: Proef) -> None:
    holds(proef.wrong_methods())


def test_no_form_works_without_its_token(bewaakt: Proef) -> None:
    holds(bewaakt.forms_without_token())


def test_no_command_of_a_phone_works_from_another_site(bewaakt: Proef) -> None:
    holds(bewaakt.commands_from_elsewhere())


# --- the table itself is known to catch what it was made for -----------------------------------------------------


@pytest.fixture
def lek(gevuld: Gevuld, tmp_path: Path) -> Iterator[Proef]:
    """An app with three planted mistakes: no guard, a guard for the wrong people, a GET that writes."""
    app = open_app(gevuld, tmp_path / "huis")

    def open_door(**_names: object) -> str:
        return "zonder slot"

    @for_begeleider
    def writes() -> str:
        with transaction() as session:
            session.add(Begeleider(naam="Spook", email="spook@streek.example", wachtwoord="-", gemaakt=klok.nu()))
        return "geschreven"

    app.add_url_rule("/regie/<korte_naam>/zonder-slot", "lek.zonder_slot", open_door)
    app.add_url_rule("/regie/<korte_naam>/zonder-rij", "lek.zonder_rij", open_door)
    app.add_url_rule("/regie/<korte_naam>/schrijft", "lek.schrijft", writes)
    rows = {"GET lek.zonder_slot": regie(200), "GET lek.schrijft": regie(200), "GET lek.weg": iedereen(200)}
    proef = Proef(app, gevuld.wereld, rows)
    yield proef
    proef.close()


def test_the_table_catches_a_route_without_a_row_and_a_row_without_a_route(lek: Proef) -> None:
    said = [line for line in lek.missing() if "lek." in line]
    assert len(said) == 2
    assert said[0].startswith(
        'no row for GET lek.zonder_rij (/regie/<korte_naam>/zonder-rij): add "GET lek.zonder_rij"'
    )
    assert said[1] == "row GET lek.weg has no route (any more)"


def test_the_table_catches_a_route_without_a_guard_and_a_get_that_writes(lek: Proef) -> None:
    said = lek.each_role()
    open_to = [line for line in said if "zonder_slot" in line and "200, the table says" in line]
    assert len(open_to) == 8
    assert [line for line in said if "schrijft" in line] == [
        "GET /regie/<korte_naam>/schrijft (lek.schrijft) as begeleider: changed begeleider"
    ]
