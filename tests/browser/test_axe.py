"""Every screen in every state: no barrier that axe knows of (WCAG 2.2 A and AA), no text too small, nothing cut off."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from playwright.sync_api import Browser, Page

from dialoog import create_app
from tests.schermen.bezoeker import Bezoeker
from tests.schermen.lijst import Scherm, schermen
from tests.server import Server
from tests.wereld import Gevuld

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """(tags) => {
  for (const list of document.querySelectorAll("body *"))
    if (list.children.length > 16) [...list.children].slice(12).forEach((item) => item.remove());
  return axe.run(document, {runOnly: tags, resultTypes: ["violations"], preload: false})
  .then((found) => found.violations.flatMap((v) => v.nodes.map(
    (n) => `${v.id}: ${n.target.join(" ")} ${n.html.slice(0, 160)}`)));
}"""
"""Of a long list only the beginning is looked at: the hundredth card is made as the first."""


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
    bezoeker = Bezoeker(browser, app, gevuld.wereld, server.adres)
    yield bezoeker
    bezoeker.close()


def barriers(page: Page) -> list[str]:
    """What axe finds, one line per element."""
    page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN, TAGS)
    return found


def check(bezoeker: Bezoeker, which: Any) -> None:
    chosen = [scherm for scherm in schermen(bezoeker.app, bezoeker.wereld) if which(scherm)]
    assert chosen
    said = []
    for scherm in chosen:
        page = bezoeker.open(scherm)
        faults = [*bezoeker.faults(page, scherm), *barriers(page)]
        said += [f"{scherm.naam} {scherm.pad}: {fault}" for fault in faults]
    assert not said, "\n".join(["", *said])


def is_evening(scherm: Scherm) -> bool:
    return bool(re.match(r"(telefoon|beamer|regie|toehoorder)-(?!avond)", scherm.naam)) and scherm.data is None


def test_the_phone_in_every_state(bezoeker: Bezoeker) -> None:
    check(bezoeker, lambda s: is_evening(s) and s.soort == "telefoon")


def test_the_beamer_in_every_state(bezoeker: Bezoeker) -> None:
    check(bezoeker, lambda s: is_evening(s) and s.soort == "beamer")


def test_the_regie_in_every_state(bezoeker: Bezoeker) -> None:
    check(bezoeker, lambda s: is_evening(s) and s.soort == "regie")


def test_every_other_page(bezoeker: Bezoeker) -> None:
    """Filled; what an empty one holds less is for the test of its HTML."""
    check(bezoeker, lambda s: not is_evening(s) and s.data is None and s.variant != "leeg")


def test_every_form_that_says_what_is_wrong(bezoeker: Bezoeker) -> None:
    check(bezoeker, lambda s: s.data is not None)


def test_the_lamp_sees_a_barrier_small_text_and_a_wide_page(bezoeker: Bezoeker, gevuld: Gevuld) -> None:
    scherm = Scherm("kapot", "telefoon", "niemand", "/")
    page = bezoeker.open(scherm)
    page.evaluate(
        "() => { const p = document.createElement('p'); p.textContent = 'te klein'; p.style.fontSize = '12px';"
        "p.style.width = '900px'; document.querySelector('main').append(p, document.createElement('img')); }"
    )
    said = "\n".join([*bezoeker.faults(page, scherm), *barriers(page)])
    assert "runs over sideways" in said
    assert '12.0 px: "te klein"' in said
    assert "image-alt" in said
