"""Stickers in a real browser when luck is bad: plain http at a local name, a server that is killed, no wifi."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from flask_migrate import upgrade
from playwright.sync_api import Page, Route, expect

from dialoog import create_app
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.service import go_to_step
from dialoog.config import Config
from dialoog.database import db
from dialoog.stemming.models import Stemronde
from dialoog.stemming.service import open_stemronde
from tests import builders
from tests.pages import Regie, Telefoon
from tests.server import Server

AANTAL = 8


def fill(server: Server) -> str:
    """A dialogue whose round of stickers is open; gives the path of its door."""
    app = create_app(Config(data=server.data, sleutels=server.folder / "sleutels", testing=True))
    with app.app_context():
        upgrade()
        dialoog = builders.make_dialoog()
        evening = builders.make_bijeenkomst(dialoog)
        kiezen = builders.make_stap(evening, "kiezen", "gedaan")
        builders.choose(kiezen, builders.make_ideeen(dialoog, AANTAL))
        stap = builders.make_stap(evening, "stickeren")
        go_to_step(dialoog, evening, None, stap, "Marit")
        ronde = db.session.query(Stemronde).one()
        open_stemronde(dialoog, ronde.id, "Marit")
        path = f"/m/{db.session.get_one(Bijeenkomst, evening).uitnodiging}"
        db.session.remove()
        db.engine.dispose()
    return path


def lies(server: Server) -> tuple[int, int]:
    """(ballots, stickers) in the database file."""
    connection = sqlite.connect(f"file:{server.data}/dialoog.sqlite?mode=ro", uri=True)
    try:
        return (
            connection.execute("SELECT count(*) FROM stembriefje").fetchone()[0],
            connection.execute("SELECT count(*) FROM sticker").fetchone()[0],
        )
    finally:
        connection.close()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[tuple[Server, str]]:
    """A server at plain http under a local name, which is no secure context, and the address of its door."""
    server = Server(tmp_path, host="hal.test")
    path = fill(server)
    with server:
        yield server, f"{server.adres}{path}"


def come_in(page: Page, door: str, naam: str) -> Telefoon:
    telefoon = Telefoon(page)
    telefoon.join(door, naam, "Mantelzorg", "Lindehoven")
    expect(page.locator("[data-module=stickeren][data-gestart]")).to_be_visible()
    return telefoon


@pytest.mark.lang
def test_joining_and_sticking_works_over_plain_http_in_a_hall(
    hall: tuple[Server, str], phone: Callable[[], Page]
) -> None:
    server, door = hall
    page = phone()
    telefoon = come_in(page, door, "Amina")
    assert page.evaluate("window.isSecureContext") is False
    for number in range(1, 6):
        telefoon.plak(number)
    page.get_by_role("button", name="Klaar").click()
    page.goto(f"{server.adres}/d/wijk/pas")
    expect(page.locator("[data-pas=link]")).to_contain_text("/ik#")
    assert lies(server) == (1, 5)


def test_a_killed_server_loses_no_sticker_and_doubles_none(hall: tuple[Server, str], phone: Callable[[], Page]) -> None:
    server, door = hall
    page = phone()
    telefoon = come_in(page, door, "Amina")
    telefoon.plak(1)
    telefoon.plak(2)
    server.kill()
    knop = page.locator(".plak[data-idee='3']")
    knop.click()
    expect(knop).to_have_attribute("data-toestand", "onderweg")
    expect(page.locator("[data-band=geen-verbinding]")).to_be_visible()
    server.start()
    expect(knop).to_have_attribute("data-toestand", "geplakt", timeout=40_000)
    expect(page.locator("[data-band=geen-verbinding]")).to_be_hidden(timeout=40_000)
    telefoon.plak(4)
    assert lies(server) == (1, 4)


def test_a_phone_without_wifi_keeps_its_stickers_over_a_reload_and_sends_them_once(
    hall: tuple[Server, str], phone: Callable[[], Page]
) -> None:
    server, door = hall
    page = phone()
    telefoon = come_in(page, door, "Amina")
    telefoon.plak(1)
    page.context.set_offline(True)
    for number in (2, 3):
        page.locator(f".plak[data-idee='{number}']").click()
        expect(page.locator(f".plak[data-idee='{number}']")).to_have_attribute("data-toestand", "onderweg")
    assert lies(server) == (1, 1)
    page.context.set_offline(False)
    page.reload()
    for number in (1, 2, 3):
        expect(page.locator(f".plak[data-idee='{number}']")).to_have_attribute(
            "data-toestand", "geplakt", timeout=40_000
        )
    assert lies(server) == (1, 3)
    broken: list[str] = []
    page.route("**/stembriefje", lambda route: break_off(route, broken))
    for number in (4, 5):
        page.locator(f".plak[data-idee='{number}']").click()
    for number in (1, 2, 3, 4, 5):
        expect(page.locator(f".plak[data-idee='{number}']")).to_have_attribute("data-toestand", "geplakt")
    assert broken
    assert lies(server) == (1, 5)


def break_off(route: Route, broken: list[str]) -> None:
    """The server got the first command, but its answer broke off after the head."""
    if broken:
        return route.continue_()
    broken.append(route.request.url)
    here = route.request.url.replace("hal.test", "127.0.0.1")  # the test driver does not know the hall's name
    status = route.fetch(url=here, headers=route.request.all_headers()).status
    return route.fulfill(status=status, body="")


@pytest.mark.lang
def test_a_sticker_that_comes_after_the_close_is_said_not_to_count_and_counts_when_the_round_opens_again(
    hall: tuple[Server, str], phone: Callable[[], Page], regie: Page
) -> None:
    server, door = hall
    page = phone()
    telefoon = come_in(page, door, "Amina")
    telefoon.plak(1)
    begeleider = open_regie(server, regie)
    page.context.set_offline(True)
    page.locator(".plak[data-idee='2']").click()
    begeleider.press_and_confirm("Sluit de ronde", "Ja, sluit de ronde")
    page.context.set_offline(False)
    expect(page.get_by_text("1 sticker telt mee, 1 niet")).to_be_visible(timeout=40_000)
    expect(regie.get_by_text("Eén telefoon had nog iets onderweg.")).to_be_visible()
    regie.get_by_role("button", name="Open de ronde weer").click()
    expect(page.locator(".plak[data-idee='2']")).to_have_attribute("data-toestand", "geplakt", timeout=40_000)
    assert lies(server) == (1, 2)


@pytest.mark.lang
def test_another_screen_shows_how_many_lie_and_not_where_and_replaces_all_only_when_asked(
    hall: tuple[Server, str], phone: Callable[[], Page]
) -> None:
    server, door = hall
    first = phone()
    telefoon = come_in(first, door, "Amina")
    telefoon.plak(1)
    telefoon.plak(2)
    first.goto(f"{server.adres}/d/wijk/pas")
    link = first.locator("[data-pas=link]")
    expect(link).to_contain_text("/ik#")
    second = phone()
    second.goto(link.inner_text())
    second.get_by_role("button", name="Ja, dat ben ik").click()
    expect(second.get_by_role("button", name="Plak opnieuw")).to_be_visible()
    assert second.locator(".plak[data-toestand=geplakt]").count() == 0
    second.get_by_role("button", name="Plak opnieuw").click()
    Telefoon(second).plak(3)
    assert lies(server) == (1, 1)
    first.goto(f"{server.adres}/d/wijk/")
    expect(first.get_by_role("button", name="Plak opnieuw")).to_be_visible()


@pytest.mark.lang
def test_who_presses_with_an_empty_sheet_reads_on_the_sheet_what_to_do(
    hall: tuple[Server, str], phone: Callable[[], Page]
) -> None:
    _server, door = hall
    page = phone()
    telefoon = come_in(page, door, "Amina")
    for number in range(1, 6):
        telefoon.plak(number)
    vel = page.locator(".stickervel")
    page.locator(".plak[data-idee='6']").click()
    expect(vel).to_contain_text("Uw stickers zijn op")
    expect(vel).to_contain_text("Haal eerst een sticker ergens anders los.")
    expect(vel).to_be_in_viewport()
    page.locator(".plak[data-idee='1']").click()
    expect(vel).to_contain_text("Nog 1 sticker")
    expect(vel).not_to_contain_text("Haal eerst")
    telefoon.plak(8)
    page.set_viewport_size({"width": 640, "height": 360})  # low: the sheet stands below the list
    page.locator(".plak[data-idee='7']").click()
    expect(vel).to_contain_text("Haal eerst")
    expect(vel).to_be_in_viewport()


@pytest.mark.lang
def test_who_only_looks_on_is_not_told_to_stick(hall: tuple[Server, str], phone: Callable[[], Page]) -> None:
    _server, door = hall
    page = phone()
    page.goto(f"{door}?meekijken=ja")
    page.get_by_label("Uw naam").fill("Raadslid Bos")
    page.get_by_role("button", name="Kijk mee").click()
    expect(page.get_by_role("heading", name="De zaal plakt stickers")).to_be_visible()
    expect(page.get_by_role("heading", name="Waar plakt u?")).to_be_hidden()
    expect(page.get_by_text("U plakt in deze ronde niet mee")).to_be_hidden()


def open_regie(server: Server, page: Page) -> Regie:
    """A begeleider logs in with a link of the command line and opens the evening."""
    printed = server.command("begeleider-link", "marit@streek.example", "--dialoog", "wijk").stdout
    begeleider = Regie(page, server.adres)
    found = re.search(r"/account/\S+", printed)
    assert found, printed
    begeleider.make_account(f"{server.adres}{found.group(0)}")
    page.goto(f"{server.adres}/regie/wijk/avond/1")
    return begeleider


@pytest.mark.lang
def test_two_tabs_of_one_phone_show_one_sheet(hall: tuple[Server, str], phone: Callable[[], Page]) -> None:
    """Who scans the QR code again has two tabs: the older one may not take its own phone for another screen."""
    server, door = hall
    first = phone()
    come_in(first, door, "Amina")
    second = first.context.new_page()
    second.goto(first.url)
    expect(second.locator("[data-module=stickeren][data-gestart]")).to_be_visible()
    Telefoon(second).plak(1)
    expect(first.locator(".plak[data-idee='1']")).to_have_attribute("data-toestand", "geplakt")
    Telefoon(first).plak(2)
    expect(second.locator(".plak[data-idee='2']")).to_have_attribute("data-toestand", "geplakt")
    for tab in (first, second):
        expect(tab.locator("[data-vel=stand]")).to_have_text("2 geplakt")
        expect(tab.get_by_text("Vervangen of laten?")).to_be_hidden()
    assert lies(server) == (1, 2)
