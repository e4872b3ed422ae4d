"""Every screen in every state: no barrier that axe knows of (WCAG 2.2 A and AA), no text too small, nothing cut off."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser

from dialoog import create_app
from tests.schermen.bezoeker import Bezoeker
from tests.schermen.lijst import Scherm, schermen
from tests.server import Server
from tests.wereld import Gevuld

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def huis(gevuld: Gevuld, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Flask]]:
    """A server on the filled house, and an app that knows its routes."""
    folder: Path = tmp_path_factory.mktemp("axe") / "huis"
    app = create_app(gevuld.kopie(folder))
    with Server(folder) as server:
        yield server, app


@pytest.fixture(scope="module")
def bezoeker(huis: tuple[Server, Flask], gevuld: Gevuld, browser: Browser) -> Iterator[Bezoeker]:
    server, app = huis
    bezoeker = Bezoeker(browser, app, gevuld.wereld, server.adres, zaalbeeld=False)
    yield bezoeker
    bezoeker.close()


def check(bezoeker: Bezoeker, which: Any) -> None:
    chosen = [scherm for scherm in schermen(bezoeker.app, bezoeker.wereld) if which(scherm) and has_own_markup(scherm)]
    assert chosen
    said = []
    everything = bool(os.environ.get("UITVOERIG"))
    for scherm in chosen:
        page = bezoeker.open(scherm)
        faults = [*bezoeker.faults(page, scherm), *bezoeker.barriers(page, alleen_nieuw=not everything)]
        said += [f"{scherm.naam} {scherm.pad}: {fault}" for fault in faults]
    assert not said, "\n".join(["", *said])


def has_own_markup(scherm: Scherm) -> bool:
    """All phones and beamers. In the regie the empty states hold less of what the filled ones hold, and the errors of
    one room look alike; `make schermen` looks at those too."""
    return scherm.soort != "regie" or scherm.variant == "gevuld" or (scherm.variant, scherm.naam) in FIRST_ERRORS


FIRST_ERRORS = {
    ("fout", f"{naam}-fout")
    for naam in ("begeleider-log_in", "opgave-maak", "voorbereiden-bewaar_thema", "stappen-bewaar", "idee_regie-papier",
                 "deelnemers-zet_erbij", "oplossingen-maak", "voorstellen-los", "overdracht-lees_in")
}  # fmt: skip


def is_evening(scherm: Scherm) -> bool:
    return bool(re.match(r"(telefoon|beamer|regie|toehoorder)-(?!avond)", scherm.naam)) and scherm.data is None


DEEL = ("pauze", "proefbeeld", "idee_groot", "tafels", "groepen", "kleuren_", "kies", "openronde", "op_papier",
        "herstemming", "weer_gelijk", "lot", "geloot", "tonen", "gesprek", "vraag")  # fmt: skip
"""Words in the names of states that only one part of an evening has: the long run looks at those."""


def is_of_a_part(scherm: Scherm) -> bool:
    state = scherm.naam.partition("-")[2].removeprefix("leeg_")
    return any(state.startswith(word) for word in DEEL) and state != "kiezen"


@pytest.mark.parametrize("soort", ["telefoon", "beamer", "regie"])
def test_each_kind_of_screen_in_the_states_of_every_evening(bezoeker: Bezoeker, soort: str) -> None:
    """All phones and beamers; of the regie, that shows the same frame in each, half as `test_every_other_page` does."""
    all_of_them = [s for s in schermen(bezoeker.app, bezoeker.wereld) if is_evening(s) and s.soort == soort]
    names = [s.naam for s in all_of_them if not is_of_a_part(s) and has_own_markup(s)]
    chosen = names[::2] if soort == "regie" and not os.environ.get("UITVOERIG") else names
    check(bezoeker, lambda s: s.naam in chosen)


@pytest.mark.lang
@pytest.mark.parametrize("soort", ["telefoon", "beamer", "regie"])
def test_each_kind_of_screen_in_the_states_of_a_part(bezoeker: Bezoeker, soort: str) -> None:
    check(bezoeker, lambda s: is_evening(s) and s.soort == soort and is_of_a_part(s))


def test_every_other_page(bezoeker: Bezoeker) -> None:
    """Of the regie each sixth one, by name; `make test-lang` looks at all."""
    names = sorted(s.naam for s in schermen(bezoeker.app, bezoeker.wereld) if s.soort == "regie" and not is_evening(s))
    chosen = names if os.environ.get("UITVOERIG") else names[::6]
    check(bezoeker, lambda s: not is_evening(s) and s.data is None and (s.soort != "regie" or s.naam in chosen))


def test_every_form_that_says_what_is_wrong(bezoeker: Bezoeker) -> None:
    check(bezoeker, lambda s: s.data is not None)


def test_the_errors_that_are_looked_at_exist(bezoeker: Bezoeker) -> None:
    assert {naam for _, naam in FIRST_ERRORS} <= {s.naam for s in schermen(bezoeker.app, bezoeker.wereld)}


def test_the_lamp_sees_a_barrier_small_text_and_a_wide_page(bezoeker: Bezoeker, gevuld: Gevuld) -> None:
    scherm = Scherm("kapot", "telefoon", "niemand", "/")
    page = bezoeker.open(scherm)
    page.evaluate(
        "() => { const p = document.createElement('p'); p.textContent = 'te klein'; p.style.fontSize = '12px';"
        "p.style.width = '900px'; const q = document.createElement('p'); q.textContent = 'platgedrukt';"
        "q.style.cssText = 'width: 10px; overflow-wrap: anywhere';"
        "document.querySelector('main').append(p, q, document.createElement('img')); }"
    )
    said = "\n".join([*bezoeker.faults(page, scherm), *bezoeker.barriers(page)])
    assert "runs over sideways" in said
    assert '12.0 px: "te klein"' in said
    assert 'squeezed: "platgedrukt"' in said
    assert "image-alt" in said
