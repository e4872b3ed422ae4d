"""Choosing by quota on real screens: a group with one pen, and three people whose choices end in a tie."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask_migrate import upgrade
from playwright.sync_api import Page, expect

from dialoog import create_app
from dialoog.bijeenkomst.models import Bijeenkomst, Groep, Groepslid
from dialoog.config import Config
from dialoog.database import db, transaction
from dialoog.idee.models import Idee
from tests import builders
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.lang]
KLEUREN = ("rood", "rood", "rood", "geel", "geel", "blauw", "grijs", None)
QUOTA = {"grijs": 0, "geel": 1, "blauw": 1, "rood": 2}
NAMEN = ("an", "bo", "cor")


@dataclass
class Hal:
    """A server with two dialogues: in `groepen` a table of An and Bo chooses, in `mensen` An, Bo and Cor each do."""

    server: Server
    ids: dict[str, int]
    regie: dict[str, str]
    beamer: dict[str, str]
    begeleider: str

    def phone(self, make: Callable[[], Page], dialoog: str, wie: str) -> Page:
        page = make()
        cookie = {"name": f"toestel_{self.ids[dialoog]}", "value": f"{dialoog}-{wie}", "url": self.server.adres}
        page.context.add_cookies([cookie])
        page.goto(f"{self.server.adres}/d/{dialoog}/")
        return page

    def desk(self, page: Page, dialoog: str) -> Page:
        page.context.add_cookies([{"name": "dialoog", "value": self.begeleider, "url": self.server.adres}])
        page.goto(self.server.adres + self.regie[dialoog])
        return page


@pytest.fixture(scope="module")
def hal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hal]:
    folder = tmp_path_factory.mktemp("kiezen")
    server = Server(folder)
    app = create_app(Config(data=server.data, sleutels=folder / "sleutels", adres=server.adres, testing=True))
    ids, regie, beamer = {}, {}, {}
    with app.app_context():
        upgrade()
        for naam, unit in (("groepen", "groep"), ("mensen", "persoon")):
            ids[naam] = builders.make_dialoog(naam)
            evening = builders.make_bijeenkomst(ids[naam])
            builders.make_stap(evening, "kiezen", "live", eenheid=unit, quota=QUOTA)
            ideas = builders.make_ideeen(ids[naam], len(KLEUREN))
            people = [
                builders.make_deelnemer(ids[naam], n.capitalize(), bijeenkomst=evening, token=f"{naam}-{n}")
                for n in NAMEN
            ]
            with transaction() as session:
                for number, kleur in zip(ideas, KLEUREN, strict=True):
                    session.get_one(Idee, number).kleur = kleur
                if unit == "groep":
                    for nummer, leden in ((1, people[:2]), (2, people[2:])):
                        groep = Groep(bijeenkomst_id=evening, lichting=1, nummer=nummer, pen=leden[0])
                        session.add(groep)
                        session.flush()
                        session.add_all(
                            Groepslid(bijeenkomst_id=evening, lichting=1, deelnemer_id=p, groep_id=groep.id)
                            for p in leden
                        )
                beamer[naam] = f"/beamer/{session.get_one(Bijeenkomst, evening).beamer_token}"
            regie[naam] = f"/regie/{naam}/avond/{evening}"
        client = app.test_client()
        with client.session_transaction() as stored:
            stored.update(_user_id=f"{builders.make_begeleider(*ids.values())}.1", _fresh=True)
        cookie = client.get_cookie("dialoog")
        assert cookie is not None
        db.session.remove()
        db.engine.dispose()
    with server:
        yield Hal(server, ids, regie, beamer, cookie.value)


def tick(page: Page, nummer: int) -> None:
    page.get_by_role("checkbox", name=f"Idee {nummer} voor de wijk").click()


def test_a_table_chooses_with_one_pen_that_passes_sends_in_and_takes_back(
    hal: Hal, phone: Callable[[], Page], beamer: Page, regie: Page
) -> None:
    an, bo = hal.phone(phone, "groepen", "an"), hal.phone(phone, "groepen", "bo")
    screen = beamer
    screen.goto(hal.server.adres + hal.beamer["groepen"])
    expect(an.locator(".kies-tekort")).to_contain_text("2 rood")
    expect(bo.get_by_text("Uw tafel koos nog niets")).to_be_visible()
    expect(bo.get_by_role("checkbox")).to_have_count(0)
    tick(an, 1)
    expect(an.locator("[data-kies=lijn]")).to_have_text("Aangekomen")
    expect(bo.locator(".kies-regel")).to_contain_text("Idee 1 voor de wijk")
    tick(an, 2)
    expect(an.locator("#kies-rood .kiesvak-stand")).to_have_text("2 van 2, klaar")
    tick(an, 3)  # one over asks first
    expect(an.locator("#kies-rood .kiesvak-stand")).to_have_text("2 van 2, klaar")
    an.get_by_role("button", name="Nee").click()
    expect(screen.locator(".hoek-rood .hoek-telling")).to_contain_text("2 van 4")

    bo.get_by_role("button", name="Ik schrijf voor onze tafel").click()
    expect(bo.get_by_role("checkbox", name="Idee 1 voor de wijk")).to_be_checked()
    expect(an.get_by_role("checkbox")).to_have_count(0)
    tick(bo, 2)  # swap
    tick(bo, 3)
    expect(an.locator(".kies-regel")).to_have_count(2)
    bo.get_by_role("button", name="Stuur onze keuze in").click()
    expect(bo.get_by_text("U hebt nog niet alles gekozen: 1 geel en 1 blauw.")).to_be_visible()
    bo.get_by_role("button", name="Ja, stuur zo in").click()
    expect(bo.get_by_role("heading", name="De keuze van uw tafel is ingestuurd")).to_be_visible()
    expect(an.locator(".kies-lijst")).to_contain_text("De keuze van uw tafel is ingestuurd")
    expect(screen.locator(".groepskaart").first).to_contain_text("klaar")
    desk = hal.desk(regie, "groepen")
    expect(desk.locator(".kiesgroep").first).to_contain_text("2 ideeën gekozen")
    bo.get_by_role("button", name="Terughalen").click()
    expect(screen.locator(".groepskaart").first).to_contain_text("bezig")
    expect(desk.locator(".kiesgroep").first).to_contain_text("bezig")
    bo.reload()
    expect(bo.get_by_role("checkbox", name="Idee 3 voor de wijk")).to_be_checked()


def test_three_people_choose_and_the_group_settles_a_tie(
    hal: Hal, phone: Callable[[], Page], beamer: Page, regie: Page
) -> None:
    phones = {wie: hal.phone(phone, "mensen", wie) for wie in NAMEN}
    for wie, chosen in (("an", (1, 2)), ("bo", (1, 3)), ("cor", (1,))):
        for nummer in chosen:
            tick(phones[wie], nummer)
            expect(phones[wie].locator("[data-kies=lijn]")).to_have_text("Aangekomen")
    page = phones["an"]
    page.get_by_role("button", name="Stuur mijn keuze in").click()
    page.get_by_role("button", name="Ja, stuur zo in").click()
    expect(page.get_by_role("heading", name="Uw keuze is ingestuurd")).to_be_visible()
    screen, desk = beamer, hal.desk(regie, "mensen")
    screen.goto(hal.server.adres + hal.beamer["mensen"])
    expect(screen.locator(".kies-getal")).to_contain_text("1 van 3 klaar")
    desk.get_by_role("link", name="Tel de keuzes").click()
    desk.get_by_role("button", name="Ja, tel de keuzes").click()
    expect(screen.get_by_role("heading", name="Samen kiezen: welke gaat door?")).to_be_visible()
    desk.get_by_role("button", name="Nummer 3 gaat door").click()
    expect(screen.locator(".hoek-rood .tegel")).to_have_text(["1", "3"])
    expect(page.get_by_text("Idee 3 voor de wijk")).to_be_visible()
