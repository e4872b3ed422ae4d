"""The procesbegeleider, by the green button: each step begins, gets its time, is closed, and the next one follows."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page

from tests.pages import Regie

TIJD_NA = {
    "Laat kiezen uit": "tafels",
    "Open de ronde": "ronde",
    "Maak oplossingen": "aanbod",
}
"""After these words people get time; all other presses follow at once."""
EERST = (
    "Neem [0-9]+ voorstel",
    "Deze gaat door",
)
"""What a begeleider does before going on, with the hall: take over the colours that nobody disputes, settle ties."""
GENOEG = 8
"""With fewer gekozen ideeën than this he chooses more with the hall, so that the round can open."""
WEG_UIT = "Loting"
HOOGSTENS = 80
GEDULD_S = 20
"""So long he waits for a green button that is grey until the hall did something."""


class Gestrand(Exception):
    """The evening cannot go on; the words say why."""


class Leiding:
    """Leads the evening on this page. `tijd(what)` lets time go by; `getikt` is called just before each press."""

    def __init__(self, regie: Regie, tijd: Callable[[str], None], getikt: Callable[[], None]) -> None:
        self.regie, self.page, self.tijd, self.getikt = regie, regie.page, tijd, getikt
        self.gedrukt: list[str] = []

    def titel(self) -> str:
        """Title of the step that is live."""
        return self.page.locator("[data-regio=kop] h1").inner_text()

    def ga_naar(self, titel: str) -> None:
        """Press green until this step is live. Raises Gestrand."""
        for _ in range(HOOGSTENS):
            if self.titel() == titel:
                return
            self.druk()
        raise Gestrand(f"after {HOOGSTENS} presses {titel} is not live: {self.gedrukt[-6:]}")

    def rond_af(self) -> None:
        """Press green until the step has nothing more of its own: the next press would turn the page."""
        for _ in range(HOOGSTENS):
            if not self.regie.green.count() or self._bladert():
                return
            self.druk()
        raise Gestrand(f"{self.titel()} does not end: {self.gedrukt[-6:]}")

    def _bladert(self) -> bool:
        place = self.regie.green.get_attribute("formaction") or self.regie.green.get_attribute("href") or ""
        uitleg = self.page.locator(".stapbalk").inner_text()
        return (
            self._zonder().count() > 0
            or place.endswith(("/verder", "/afsluiten"))
            or "Hierna:" in uitleg
            or "De deur gaat dicht" in uitleg
        )

    def _zonder(self) -> Locator:
        """Beside the green button the one that goes on without what it asks: a bench names no eigenaren."""
        return self.page.locator(".stapbalk-verder .knop-wit")

    def druk(self) -> None:
        """One press, with yes to what it asks; then time for people where the words ask so. Raises Gestrand."""
        self._eerst()
        self._tot_groen()
        words = self.regie.green.inner_text().strip().split("\n")[0]
        if self.regie.green.get_attribute("aria-disabled") == "true":
            words = self.regie.green.inner_text().replace("\n", " ")
            raise Gestrand(f"in {self.titel()} the green button is grey: {words}")
        self.gedrukt.append(words)
        before = self.page.locator(".stapbalk").inner_html()
        self.getikt()
        try:
            (self._zonder() if self._zonder().count() else self.regie.green).first.click(timeout=10_000)
            self._ja()
            self._tot_anders(before)
        except PlaywrightError as error:
            raise Gestrand(f"in {self.titel()}, pressing {words}: {str(error).splitlines()[0]}") from error
        for begin, what in TIJD_NA.items():
            if words.startswith(begin):
                self.tijd(what)

    def _tot_groen(self) -> None:
        end = time.monotonic() + GEDULD_S
        while self.regie.green.get_attribute("aria-disabled") == "true" and time.monotonic() < end:
            self.page.wait_for_timeout(200)

    def _ja(self) -> None:
        """Say yes where a question comes; it comes as a page of its own."""
        self.page.wait_for_timeout(250)
        if "vraag=ja" in self.page.url:
            dialog = self.page.get_by_role("alertdialog")
            dialog.wait_for(timeout=10_000)
            self.getikt()
            dialog.get_by_role("button", name=re.compile("^Ja")).first.click(timeout=10_000)

    def _tot_anders(self, before: str) -> None:
        """Until the bar below says something else: this press was done."""
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if self.page.locator(".stapbalk").inner_html() != before:
                return
            self.page.wait_for_timeout(100)

    def _eerst(self) -> None:
        """What stands in the way of green, or belongs before it."""
        for words in EERST:
            self._zolang_er_is(words)
        self._kies_meer()
        way = self.page.locator(".wegkaart:not([aria-disabled=true])[aria-pressed=false]", has_text=WEG_UIT)
        if way.count():
            way.first.click(timeout=10_000)
            self.page.wait_for_timeout(700)

    def _zolang_er_is(self, words: str) -> None:
        """Press every button with these words; each goes away by it."""
        button = self.page.get_by_role("button", name=re.compile(words))
        button = button.or_(self.page.locator("button", has_text=re.compile(words)))
        for _ in range(HOOGSTENS):
            many = button.count()
            if not many or not button.first.is_visible():
                return
            button.first.click(timeout=10_000)
            end = time.monotonic() + 5
            while button.count() == many and time.monotonic() < end:
                self.page.wait_for_timeout(100)

    def _kies_meer(self) -> None:
        """Once what everybody chose was counted, and it is too little."""
        more = self.page.get_by_role("button", name=re.compile("^Kies nummer"))
        for _ in range(GENOEG):
            said = self.page.locator(".kieskop b").first
            chosen = re.match(r"\d+", said.inner_text()) if said.count() else None
            if chosen is None or int(chosen.group()) >= GENOEG or not more.count():
                return
            more.first.click(timeout=10_000)
            self.page.wait_for_timeout(400)


def pagina(page: Page, adres: str, link: str, avond: str) -> Regie:
    """Log in by the one-time link and open the evening."""
    regie = Regie(page, adres)
    regie.make_account(f"{adres}{link}")
    page.goto(f"{adres}{avond}")
    page.locator("[data-verbonden=zaal]").wait_for()
    return regie
