"""Who looks: the beamer in a browser, and one more phone that writes and waits until the hall sees it."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page

from bench.huis import Huis
from dialoog.simulatie.telefoon import Telefoon, nieuw_kenmerk
from dialoog.simulatie.telling import Telling

PROEF = "Proefidee nummer"
ZIE = """
window.gezien = {};
const kijk = () => {
  for (const [, n] of document.body.textContent.matchAll(/Proefidee nummer (\\d+)\\./g)) {
    if (!(n in gezien)) {
      gezien[n] = 0;
      requestAnimationFrame(() => { gezien[n] = Date.now(); });
    }
  }
};
addEventListener("DOMContentLoaded", () => {
  new MutationObserver(kijk).observe(document.body, {childList: true, subtree: true, characterData: true});
});
"""
"""Remembers when the picture was drawn in which an idea of the probe first hung on the wall (on any page of it). The
full stop ends the number: the number of the next card follows it without a space."""
PROEVEN = 100
"""So many ideas are timed at most, spread over the step."""
OPGEVEN_S = 5.0


@dataclass
class Proef:
    """One more phone. `ms`: from the tap that sends an idea until the beamer draws it; `kwijt`: ideas that were not
    drawn in time; `bladen`: from the tap in the regie until this phone hears of another step, in ms."""

    huis: Huis
    beamer: Page
    telefoon: Telefoon = field(init=False)
    ms: list[float] = field(default_factory=list)
    kwijt: int = 0
    bladen: list[float] = field(default_factory=list)
    _getikt: float = 0.0

    def __post_init__(self) -> None:
        self.telefoon = Meeluisteraar(self.huis.server.adres, "Proef P.", Telling(), random.Random(1), 1.0)
        self.telefoon.kom_binnen(self.huis.code)
        self.telefoon.verbind()

    def schrijf(self, until: float, kijk: Callable[[], None]) -> None:
        """An idea at irregular times until then; each is taken back once it was seen, so that the wall stays real."""
        pause = max(1.0, (until - time.monotonic()) / PROEVEN)
        number = 0
        while time.monotonic() < until:
            number += 1
            self._een(number)
            kijk()
            self.beamer.wait_for_timeout(1000 * pause * random.uniform(0.5, 1.2))

    def _een(self, number: int) -> None:
        tapped = time.time() * 1000
        body = {"kenmerk": nieuw_kenmerk(), "tekst": f"{PROEF} {number}.", "deelvragen": []}
        status, answer = self.telefoon.stuur("ideeën", "/ideeen", body)
        seen, end = 0, time.monotonic() + OPGEVEN_S
        while not seen and time.monotonic() < end:
            self.beamer.wait_for_timeout(50)
            seen = self.beamer.evaluate("n => window.gezien[n] ?? 0", str(number))
        if seen:
            self.ms.append(seen - tapped)
        else:
            self.kwijt += 1
        if status == 200:
            idee = answer["idee"]
            gone = {"versie": idee["versie"], "staat": "ingetrokken"}
            self.telefoon.stuur("ideeën", f"/ideeen/{idee['id']}/staat", gone)

    def tik(self) -> None:
        """The regie presses now."""
        self.telefoon.nieuws.clear()
        self._getikt = time.monotonic()

    def hoor(self) -> None:
        """A phone hears of what was pressed, or this was no turn of the page."""
        if self.telefoon.nieuws.wait(3):
            self.bladen.append(1000 * (self.telefoon.gehoord - self._getikt))


class Meeluisteraar(Telefoon):
    """A phone that remembers when it heard of the last paneel (monotonic)."""

    gehoord: float = 0.0

    def _nieuw(self, sleutel: str) -> None:
        self.gehoord = time.monotonic()
        super()._nieuw(sleutel)
