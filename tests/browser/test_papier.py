"""A round that ends on paper after the server was stopped, and an open round on two phones."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from flask_migrate import upgrade
from playwright.sync_api import Page, expect

from dialoog import create_app
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.service import go_to_step
from dialoog.config import Config
from dialoog.database import db
from dialoog.stemming.models import Stemronde
from dialoog.stemming.service import open_stemronde
from tests import builders
from tests.browser.test_stickeren import come_in, open_regie
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.lang]

AANTAL = 8
TELLING = {1: 4, 2: 4, 3: 4, 4: 3, 5: 2, 6: 1, 7: 1, 8: 1}
FOTO = os.environ.get("FOTO")
"""A folder for pictures, to look at."""


def kiek(page: Page, naam: str) -> None:
    if FOTO:
        page.screenshot(path=Path(FOTO) / f"{naam}.png")


def fill(server: Server, **instellingen: object) -> str:
    """A dialogue whose round of stickers is open; gives the address of its door."""
    app = create_app(Config(data=server.data, sleutels=server.folder / "sleutels", testing=True))
    with app.app_context():
        upgrade()
        dialoog = builders.make_dialoog(top=5)
        evening = builders.make_bijeenkomst(dialoog)
        kiezen = builders.make_stap(evening, "kiezen", "gedaan")
        builders.choose(kiezen, builders.make_ideeen(dialoog, AANTAL, kleur="rood"))
        stap = builders.make_stap(evening, "stickeren", **instellingen)
        go_to_step(dialoog, evening, None, stap, "Marit")
        open_stemronde(dialoog, db.session.query(Stemronde).one().id, "Marit")
        path = f"/m/{db.session.get_one(Bijeenkomst, evening).uitnodiging}"
        db.session.remove()
        db.engine.dispose()
    return f"{server.adres}{path}"


def row(server: Server) -> tuple[str, str, int]:
    """(soort, staat, briefjes) of the round, and nothing lies any more."""
    connection = sqlite.connect(f"file:{server.data}/dialoog.sqlite?mode=ro", uri=True)
    try:
        assert connection.execute("SELECT count(*) FROM stembriefje").fetchone()[0] == 0
        found = connection.execute("SELECT soort, staat, briefjes FROM stemronde").fetchone()
        return (found[0], found[1], found[2])
    finally:
        connection.close()


def test_a_round_is_finished_on_paper_after_the_server_was_stopped(
    tmp_path: Path, phone: Callable[[], Page], regie: Page, beamer: Page
) -> None:
    server = Server(tmp_path, host="hal.test")
    door = fill(server)
    with server:
        amina = come_in(phone(), door, "Amina")
        amina.plak(1)
        begeleider = open_regie(server, regie)
        kiek(regie, "regie-open-papier")
        with regie.expect_popup() as popup:
            regie.get_by_role("link", name="Print briefjes en muurvel").click()
        sheet = popup.value
        expect(sheet.locator(".stembriefje")).to_have_count(3)
        if FOTO:
            sheet.screenshot(path=Path(FOTO) / "print-scherm.png", full_page=True)
            sheet.pdf(path=Path(FOTO) / "print.pdf", prefer_css_page_size=True)
        sheet.close()
        server.kill()
        server.start()
        regie.reload()
        regie.get_by_role("link", name="Vul de telling van papier in").click()
        regie.get_by_label("Van hoeveel mensen").fill("4")
        for number, count in TELLING.items():
            regie.locator(f"#nr-{number}").fill(str(count))
        regie.locator("#nr-3").fill("5")
        regie.get_by_role("button", name="Controleer de telling").click()
        expect(regie.locator("#fouten")).to_contain_text("Nr. 3: 5 kan niet")
        expect(regie.locator("#nr-4")).to_have_value("3")
        kiek(regie, "papier-fout")
        regie.locator("#nr-3").fill("3")
        regie.get_by_role("button", name="Controleer de telling").click()
        expect(regie.get_by_text("U telde 19 van 20 stickers.")).to_be_visible()
        kiek(regie, "papier-vraag")
        regie.get_by_role("button", name="Ja, stel vast").click()
        expect(regie.get_by_text("Op papier geteld, vastgesteld om")).to_be_visible()
        kiek(regie, "regie-papier-vast")
        assert row(server) == ("papier", "vastgesteld", 4)
        expect(amina.page.get_by_role("heading", name="Deze ronde is op papier geteld")).to_be_visible(timeout=40_000)
        kiek(amina.page, "telefoon-papier")
        beamer.goto(regie.locator("a[href*='/beamer/']").first.evaluate("a => a.href"))
        begeleider.press_and_confirm("Onthul", re.compile("Ja"))
        regie.get_by_role("button", name="Toon alles ineens").click()
        expect(beamer.get_by_text("op papier geteld")).to_be_visible()
        expect(beamer.locator(".onthul-rij").first).to_contain_text("4")
        kiek(beamer, "beamer-papier")


def test_two_phones_see_an_open_round_live_and_the_regie_has_no_names(
    tmp_path: Path, phone: Callable[[], Page], regie: Page, beamer: Page
) -> None:
    server = Server(tmp_path, host="hal.test")
    door = fill(server, zichtbaar="open", kleuren=["rood"])
    with server:
        amina, bilal = come_in(phone(), door, "Amina"), come_in(phone(), door, "Bilal")
        open_regie(server, regie)
        beamer.goto(regie.locator("a[href*='/beamer/']").first.evaluate("a => a.href"))
        expect(bilal.page.get_by_text("Iedereen ziet de stand terwijl u plakt.")).to_be_visible()
        expect(bilal.page.get_by_text("alleen over de rode ideeën")).to_be_visible()
        amina.plak(1)
        amina.plak(2)
        bilal.plak(1)
        for page in (amina.page, bilal.page):
            expect(page.locator("[data-nummer='1'] .tussenstand")).to_have_text("Nu 2 stickers")
            expect(page.locator("[data-nummer='2'] .tussenstand")).to_have_text("Nu 1 sticker")
        expect(beamer.locator("#open-1")).to_contain_text("2")
        expect(regie.locator("[data-regio=stickerstand] .stand li").first).to_contain_text("2")
        people = regie.locator("[data-regio=mensen]")
        expect(people).to_contain_text("0 van 2")
        expect(people).not_to_contain_text("bezig")
        kiek(regie, "regie-openronde")
        kiek(beamer, "beamer-openronde")
        kiek(bilal.page, "telefoon-openronde")
        amina.page.locator(".plak[data-idee='2']").click()
        expect(bilal.page.locator("[data-nummer='2'] .tussenstand")).to_have_text("Nu 0 stickers")
        amina.page.reload()
        expect(amina.page.locator(".plak[data-idee='1']")).to_have_attribute("data-toestand", "geplakt")
        amina.plak(3)
        expect(bilal.page.locator("[data-nummer='3'] .tussenstand")).to_have_text("Nu 1 sticker")
