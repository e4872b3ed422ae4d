"""Page objects: what people do on the screens, in their words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

WACHTWOORD = "drie losse woorden"


@dataclass
class Regie:
    """The laptop of the procesbegeleider."""

    page: Page
    adres: str

    def make_account(self, link: str, naam: str = "Marit de Boer", email: str = "marit@streek.example") -> None:
        """Open the one-time link and make the first account."""
        self.page.goto(link)
        self.page.get_by_label("Uw naam").fill(naam)
        if self.page.get_by_label("E-mailadres").count():  # a link from the command line is for one address
            self.page.get_by_label("E-mailadres").fill(email)
        self.page.get_by_label("Kies een wachtwoord").fill(WACHTWOORD)
        self.page.get_by_role("button", name="Maak mijn account").click()
        expect(self.page.get_by_role("heading", name="Mijn dialogen")).to_be_visible()

    def log_in(self, email: str = "marit@streek.example") -> None:
        self.page.goto(f"{self.adres}/inloggen")
        self.page.get_by_label("E-mailadres").fill(email)
        self.page.get_by_label("Wachtwoord").fill(WACHTWOORD)
        self.page.get_by_role("button", name="Log in").click()

    def new_dialoog(self, titel: str) -> str:
        """Make a dialogue; gives its korte naam."""
        self.page.get_by_role("link", name="Nieuwe dialoog").click()
        self.page.get_by_label("Titel").fill(titel)
        self.page.get_by_role("button", name="Begin deze dialoog").click()
        self.page.wait_for_url(re.compile("/voorbereiden/"))
        return self.page.url.split("/regie/")[1].split("/")[0]

    def prepare(self, naam: str, deel: str, items: Sequence[str], erbij: str) -> None:
        """Fill in a list of the opgave, one by one, with the button that adds a row."""
        self.page.goto(f"{self.adres}/regie/{naam}/voorbereiden/{deel}")
        rows = self.page.locator("main [name$='-tekst'], main [name$='-naam']")
        for place, item in enumerate(items):
            self.page.get_by_role("button", name=erbij).first.click()
            expect(rows).to_have_count(place + 1)
            rows.nth(place).fill(item)
        self.page.locator("button[name=naar]").last.click()
        self.page.wait_for_url(re.compile(f"/voorbereiden/(?!{deel})"))

    @property
    def green(self) -> Locator:
        """The one green button of the evening."""
        return self.page.locator(".stapbalk-verder .knop-groen")

    def press(self, words: str) -> None:
        """Press the green button, which must say this."""
        expect(self.green).to_contain_text(words)
        self.green.click()

    def press_and_confirm(self, words: str, ja: str | re.Pattern[str]) -> None:
        """Press the green button and answer its question."""
        self.press(words)
        self.page.get_by_role("alertdialog").get_by_role("button", name=ja).click()

    def live(self, titel: str) -> None:
        """Wait until this step is live."""
        expect(self.page.locator("[data-regio=kop] h1")).to_have_text(titel)


@dataclass
class Telefoon:
    """A participant's phone."""

    page: Page

    def join(self, uitnodiging: str, naam: str, belang: str, gemeente: str) -> None:
        """Scan the QR and come in: two typed fields at most, a few taps."""
        self.page.goto(uitnodiging)
        self.page.get_by_label("Uw naam").fill(naam)
        self.page.get_by_text(belang, exact=True).click()
        self.page.get_by_text("Uzelf", exact=True).click()
        self.page.get_by_text(gemeente, exact=True).click()
        self.page.get_by_role("button", name="Kom binnen").click()
        expect(self.page.locator("[data-paneel=paneel] h1").first).to_be_visible()

    def idee(self, tekst: str) -> None:
        """Write an idea and wait until it has arrived."""
        before = self.page.get_by_text("Aangekomen", exact=True).count()
        self.page.get_by_label("Schrijf één idee").fill(tekst)
        self.page.get_by_role("button", name="Stuur dit idee in").click()
        expect(self.page.get_by_text("Aangekomen", exact=True)).to_have_count(before + 1)

    def plak(self, nummer: int) -> None:
        """Put a sticker on an idea and wait until the server has answered."""
        knop = self.page.locator(f".plak[data-idee='{nummer}']")
        knop.click()
        expect(knop).to_have_attribute("data-toestand", "geplakt")

    def kop(self, tekst: str | re.Pattern[str]) -> None:
        """Wait until the panel has this heading."""
        expect(self.page.locator("[data-paneel=paneel] h1").first).to_have_text(tekst)
