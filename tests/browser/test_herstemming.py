"""A tie in browsers: a herstemming on the phones, equal again, a lot on the beamer, and a volunteer for trekker."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask_migrate import upgrade
from playwright.sync_api import Page, expect

from dialoog import create_app
from dialoog.bijeenkomst.models import Aanwezigheid
from dialoog.config import Config
from dialoog.database import db, transaction
from dialoog.idee.models import Idee
from tests.pages import Regie, Telefoon
from tests.server import Server
from tests.voorstel.conftest import ANDER, KIJKER, TOKEN, Top, make_top

pytestmark = [pytest.mark.browser, pytest.mark.lang]

TITELS = (
    "Belcirkel: elke ochtend bellen", "Deelauto met chauffeur", "Vrije weekenden voor mantelzorgers",
    "De klusbus: hulp aan huis", "Eén loket, één mens die u helpt", "Huizenruil zonder hogere huur",
    "De eettafel op wielen",
)  # fmt: skip


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[tuple[Server, Top]]:
    """*Uitslag* is live with a tie on place 5; Amina and Bram are there with a phone."""
    server = Server(tmp_path)
    app = create_app(Config(data=server.data, sleutels=server.folder / "sleutels", testing=True))
    with app.app_context():
        upgrade()
        top = make_top()
        with transaction() as session:
            session.add(Aanwezigheid(bijeenkomst_id=top.bijeenkomst, deelnemer_id=top.bram, staat="aanwezig"))
            for number, titel in zip(top.ideeen, TITELS, strict=True):
                session.get_one(Idee, number).titel = titel
        token = top.token()
        db.session.remove()
        db.engine.dispose()
    server.beamer = f"/beamer/{token}"  # type: ignore[attr-defined]
    with server:
        yield server, top


def open_regie(server: Server, page: Page) -> Regie:
    said = server.command("begeleider-link", "lotte@streek.example", "--dialoog", "wijk")
    printed = said.stdout + said.stderr
    begeleider = Regie(page, server.adres)
    found = re.search(r"/account/\S+", printed)
    assert found, printed
    begeleider.make_account(f"{server.adres}{found.group(0)}", email="lotte@streek.example")
    page.goto(f"{server.adres}/regie/wijk/avond/1")
    return begeleider


def telefoon(server: Server, top: Top, page: Page, token: str) -> Telefoon:
    page.context.add_cookies([{"name": f"toestel_{top.dialoog}", "value": token, "url": server.adres}])
    page.goto(f"{server.adres}/d/wijk/")
    return Telefoon(page)


def photo(page: Page, naam: str) -> None:
    """A picture for who wants to look (`FOTOS=folder`)."""
    if folder := os.environ.get("FOTOS"):
        page.screenshot(path=Path(folder) / f"{naam}.png", full_page=naam.startswith("telefoon"))


def test_a_tie_goes_to_a_herstemming_and_a_lot_and_somebody_offers_to_be_trekker(
    hall: tuple[Server, Top], regie: Page, beamer: Page, phone: Callable[[], Page]
) -> None:
    server, top = hall
    begeleider = open_regie(server, regie)
    beamer.goto(server.adres + server.beamer)  # type: ignore[attr-defined]
    amina, bram, kijker = (telefoon(server, top, phone(), token) for token in (TOKEN, ANDER, KIJKER))
    zaal = beamer.locator(".doek")
    photo(regie, "regie-uitslag")
    photo(beamer, "beamer-gelijk")

    # the way that is chosen gives the green button its words
    regie.get_by_role("button", name="Keuze van de groep").click()
    expect(begeleider.green).to_contain_text("Leg de keuze vast")
    photo(regie, "regie-keuze")
    regie.get_by_role("button", name=re.compile("^Herstemming")).click()
    begeleider.press("Begin de herstemming")
    expect(zaal).to_contain_text("Straks een herstemming: kies 1 van 2")
    photo(beamer, "beamer-straks")
    begeleider.press("Open de ronde")
    amina.kop("Herstemming: kies 1 van 2")
    expect(amina.page.locator("[data-module=stickeren][data-gestart]")).to_be_visible()
    expect(bram.page.locator("[data-module=stickeren][data-gestart]")).to_be_visible()
    photo(amina.page, "telefoon-herstemming")
    amina.plak(5)
    bram.plak(6)
    expect(kijker.page.locator("[data-paneel=paneel]")).to_contain_text("De zaal stemt opnieuw over 2 ideeën")
    expect(zaal).to_contain_text("Herstemming: kies 1 van 2")
    photo(beamer, "beamer-herstemming")
    photo(regie, "regie-herstemming")
    begeleider.press_and_confirm("Sluit de ronde", "Ja, sluit de ronde")
    begeleider.press_and_confirm("Stel de uitslag vast", "Ja, stel de uitslag vast")
    begeleider.press_and_confirm("Onthul", "Ja, onthul de uitslag")
    expect(zaal).to_contain_text("De herstemming is weer gelijk")
    photo(beamer, "beamer-weer-gelijk")
    photo(regie, "regie-weer-gelijk")

    # equal again: a lot that everybody can follow
    regie.get_by_role("button", name=re.compile("^Loting")).click()
    begeleider.press("Leg de papieren klaar")
    expect(zaal).to_contain_text("We loten")
    photo(beamer, "beamer-loten")
    begeleider.press_and_confirm("Trek een lot", "Ja, trek een lot")
    expect(zaal).to_contain_text("gaat door")
    expect(zaal.locator(".lotpapier-getrokken")).to_have_count(1)
    photo(beamer, "beamer-geloot")
    photo(regie, "regie-geloot")
    photo(amina.page, "telefoon-geloot")
    begeleider.press("Maak oplossingen van de top 5")
    expect(zaal).to_contain_text("Deze 5 oplossingen werken we uit")
    expect(zaal).to_contain_text("na een loting")
    photo(beamer, "beamer-uitslag")

    # who offers sees what became of it, without a reload
    card = amina.page.locator(".kaarten > li").first
    card.get_by_role("button", name="Ik wil hier wel trekker van zijn").click()
    expect(card).to_contain_text("U biedt zich aan als trekker.")
    photo(amina.page, "telefoon-aanbod")
    other = bram.page.locator(".kaarten > li").first
    other.get_by_role("button", name="Ik wil hier wel trekker van zijn").click()
    expect(other).to_contain_text("U biedt zich aan als trekker.")
    expect(kijker.page.get_by_role("button", name="Ik wil hier wel trekker van zijn")).to_have_count(0)
    row = regie.locator(".oplossingrij").first
    expect(row).to_contain_text("Bram Vos biedt zich aan als trekker")
    photo(regie, "regie-aanbod")
    row.get_by_role("button", name="Maak Amina Bouzid trekker").click()
    expect(row).to_contain_text("Amina Bouzid, trekker")
    expect(card).to_contain_text("U bent trekker van deze oplossing.")
    row.get_by_role("button", name=re.compile("Nu niet voor Bram Vos")).click()
    expect(other).to_contain_text("Dank voor uw aanbod.")
    photo(bram.page, "telefoon-bedankt")


TRAAG = """() => {
  const echt = window.fetch;
  window.fetch = async (url, opties) => {
    const antwoord = await echt(url, opties);
    await new Promise((klaar) => setTimeout(klaar, opties ? 500 : 1500));
    if (!opties) setTimeout(() => { document.body.dataset.opgehaald = "ja"; }, 100);
    return antwoord;
  };
}"""
"""The answer to a press comes after the news of it, and the page that the news asks for comes last."""


def test_what_is_ticked_in_a_panel_stays_when_the_news_of_the_same_press_comes_late(
    hall: tuple[Server, Top], regie: Page
) -> None:
    server, _ = hall
    open_regie(server, regie)
    expect(regie.locator("[data-verbonden=beamer]")).to_be_visible()
    regie.evaluate(TRAAG)
    regie.get_by_role("button", name="Keuze van de groep").click()
    regie.locator("#gelijk-formulier label.keuze").first.click()
    expect(regie.locator("body[data-opgehaald]")).to_be_attached()
    expect(regie.locator("#gelijk-formulier input[type=radio]:checked")).to_have_count(1)
