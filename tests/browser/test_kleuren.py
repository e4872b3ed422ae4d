"""Colouring in a hall: three phones of which one loses its wifi, and two groups of which a pen changes hands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from flask_migrate import upgrade
from playwright.sync_api import Page, expect

from dialoog import create_app
from dialoog.bijeenkomst.models import Bijeenkomst, Groep, Groepslid
from dialoog.config import Config
from dialoog.database import db, transaction
from tests import builders
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.lang]


@dataclass
class Zaal:
    """Two evenings on one server: in `iedereen` everybody colours four ideas, in `groepen` two groups divide them."""

    server: Server
    begeleider: str
    dialogen: dict[str, int]
    avonden: dict[str, int]
    beamers: dict[str, str]

    def phone(self, page: Page, naam: str, wie: str) -> Page:
        cookie = {"name": f"toestel_{self.dialogen[naam]}", "value": f"{naam}-{wie}", "url": self.server.adres}
        page.context.add_cookies([cookie])
        page.goto(f"{self.server.adres}/d/{naam}/")
        return page

    def regie(self, page: Page, naam: str) -> Page:
        page.context.add_cookies([{"name": "dialoog", "value": self.begeleider, "url": self.server.adres}])
        page.goto(f"{self.server.adres}/regie/{naam}/avond/{self.avonden[naam]}")
        return page

    def beamer(self, page: Page, naam: str) -> Page:
        page.goto(f"{self.server.adres}/beamer/{self.beamers[naam]}")
        return page


def make_avond(naam: str, **instellingen: object) -> tuple[int, int, dict[str, int]]:
    dialoog = builders.make_dialoog(naam)
    evening = builders.make_bijeenkomst(dialoog)
    builders.make_stap(evening, "kleuren", "live", verder=True, **instellingen)
    builders.make_stap(evening, "kiezen")
    builders.make_ideeen(dialoog, 4)
    people = {
        wie: builders.make_deelnemer(dialoog, wie.capitalize(), bijeenkomst=evening, token=f"{naam}-{wie}")
        for wie in ("amina", "sjoerd", "joke")
    }
    return dialoog, evening, people


def sit(evening: int, *tafels: tuple[int, ...]) -> None:
    with transaction() as session:
        for nummer, people in enumerate(tafels, 1):
            groep = Groep(bijeenkomst_id=evening, lichting=1, nummer=nummer)
            session.add(groep)
            session.flush()
            place = {"bijeenkomst_id": evening, "lichting": 1, "groep_id": groep.id}
            session.add_all(Groepslid(deelnemer_id=person, **place) for person in people)


def logged_in(client: FlaskClient, begeleider: int) -> str:
    with client.session_transaction() as stored:
        stored.update(_user_id=f"{begeleider}.1", _fresh=True)
    cookie = client.get_cookie("dialoog")
    assert cookie is not None
    return cookie.value


@pytest.fixture(scope="module")
def zaal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zaal]:
    folder: Path = tmp_path_factory.mktemp("kleuren")
    server = Server(folder)
    app = create_app(Config(data=server.data, sleutels=folder / "sleutels", adres=server.adres, testing=True))
    with app.app_context():
        upgrade()
        one, evening, _ = make_avond("iedereen", manier="iedereen")
        two, other, people = make_avond("groepen", manier="groepen", verdeeld=True)
        sit(other, (people["amina"], people["sjoerd"]), (people["joke"],))
        cookie = logged_in(app.test_client(), builders.make_begeleider(one, two))
        tokens = {
            naam: db.session.get_one(Bijeenkomst, number).beamer_token
            for naam, number in (("iedereen", evening), ("groepen", other))
        }
        db.session.remove()
        db.engine.dispose()
    with server:
        yield Zaal(server, cookie, {"iedereen": one, "groepen": two}, {"iedereen": evening, "groepen": other}, tokens)


def colour(page: Page, kleur: str) -> None:
    """Tap a colour and go on to the next idea."""
    page.locator(f".vlak.kleur-{kleur}").click()
    page.get_by_role("button", name="Volgende").click()


def nummer(page: Page) -> int:
    """The number of the idea that the phone shows."""
    shown = page.locator("[data-kleuren=nummer]")
    expect(shown).to_contain_text("Nr.")
    return int(shown.inner_text().removeprefix("Nr. "))


def stand(page: Page, woorden: str) -> None:
    expect(page.locator("[data-kleuren=stand]")).to_have_text(woorden)


def test_everybody_colours_skips_stops_and_loses_nothing_offline_and_the_disputed_idea_comes_first(
    zaal: Zaal, phone: Callable[[], Page], regie: Page, beamer: Page
) -> None:
    amina, sjoerd, joke = (zaal.phone(phone(), "iedereen", wie) for wie in ("amina", "sjoerd", "joke"))
    zaal.regie(regie, "iedereen")
    zaal.beamer(beamer, "iedereen")

    # Amina: idea 2 geel, the others rood; goes back once and sees what she chose.
    stand(amina, "Idee 1 van 4")
    first = nummer(amina)
    for _ in range(4):
        colour(amina, "geel" if nummer(amina) == 2 else "rood")
    expect(amina.get_by_role("heading", name="U bent klaar met kleuren")).to_be_visible()
    expect(amina.get_by_text("U gaf 4 van de 4 ideeën een kleur.")).to_be_visible()
    amina.reload()
    amina.get_by_role("button", name="Ga verder met kleuren").click()
    assert nummer(amina) == first
    expect(amina.locator(f".vlak.kleur-{'geel' if first == 2 else 'rood'} input")).to_be_checked()

    # Sjoerd: without wifi from the first idea on; skips one; all of it arrives when the wifi is back.
    stand(sjoerd, "Idee 1 van 4")
    sjoerd.context.set_offline(True)
    for _ in range(4):
        if nummer(sjoerd) == 3:
            sjoerd.get_by_role("button", name="Ik weet het niet, sla over").click()
        else:
            colour(sjoerd, "blauw" if nummer(sjoerd) == 2 else "rood")
    expect(sjoerd.get_by_text("4 kleuren zijn nog onderweg.")).to_be_visible()
    sjoerd.context.set_offline(False)
    expect(sjoerd.get_by_text("U gaf 3 van de 4 ideeën een kleur.", exact=True)).to_be_visible(timeout=40_000)

    # Joke: colours idea 2 twice in a hurry (the last one stands), and stops before the end.
    stand(joke, "Idee 1 van 4")
    while nummer(joke) != 2:
        colour(joke, "rood")
    joke.locator(".vlak.kleur-geel").click()
    joke.locator(".vlak.kleur-grijs").click()
    expect(joke.locator("[data-kleuren=onderweg]")).to_have_text("")
    expect(joke.locator(".vlak.kleur-grijs input")).to_be_checked()
    joke.get_by_role("button", name="Ik stop met kleuren").click()
    expect(joke.get_by_role("heading", name="U bent klaar met kleuren")).to_be_visible()

    # Amina looks back, and has given every idea its colour
    expect(regie.locator(".kleuren-paneel")).to_contain_text("3 van 3 klaar")
    expect(beamer.locator(".held")).to_contain_text("3 van 3")
    regie.get_by_role("button", name="Sluit het kleuren").click()
    expect(regie.locator(".inhand header")).to_contain_text("Nr. 2")
    expect(beamer.locator(".omstreden")).to_contain_text("Hier denken we verschillend over")
    expect(beamer.locator(".omstreden")).to_contain_text("3 mensen kozen:")
    expect(amina.get_by_role("heading", name="We bespreken de kleuren")).to_be_visible()
    regie.locator(".kleuren-paneel[data-gestart]").wait_for()
    regie.keyboard.press("2")
    expect(regie.locator(".hoekje-geel .nummers")).to_have_text("2")
    regie.get_by_role("button", name="voorstel").first.click()
    expect(regie.locator(".hoekje-rood .nummers")).not_to_have_text("")
    regie.get_by_role("button", name="Ongedaan maken").first.click()
    expect(regie.locator(".hoekje-rood .nummers")).to_have_text("")


def test_a_group_goes_on_with_another_phone_where_the_first_one_was(
    zaal: Zaal, phone: Callable[[], Page], regie: Page, beamer: Page
) -> None:
    amina, sjoerd = (zaal.phone(phone(), "groepen", wie) for wie in ("amina", "sjoerd"))
    zaal.regie(regie, "groepen")
    zaal.beamer(beamer, "groepen")
    stand(amina, "Idee 1 van 2")
    expect(sjoerd.get_by_text("Tafel 1, Amina heeft de pen")).to_be_visible()
    expect(sjoerd.locator(".vlak").first).to_be_hidden()
    colour(amina, "rood")
    stand(amina, "Idee 2 van 2")
    expect(sjoerd.get_by_text("1 van 2 ideeën bekeken")).to_be_visible()
    for screen in (regie.locator(".groepsvoortgang"), beamer.locator(".groepen-ver")):
        expect(screen).to_contain_text("1 van 2")

    sjoerd.get_by_role("button", name="Ik schrijf voor onze tafel").click()
    stand(sjoerd, "Idee 2 van 2")
    expect(amina.locator(".vlak").first).to_be_hidden()
    sjoerd.get_by_role("button", name="Vorige").click()
    expect(sjoerd.locator(".vlak.kleur-rood input")).to_be_checked()
    colour(sjoerd, "geel")
    colour(sjoerd, "blauw")
    expect(sjoerd.get_by_role("heading", name="Uw groep is klaar met kleuren")).to_be_visible()
    expect(regie.locator(".groepsvoortgang li").first).to_contain_text("klaar")
    regie.get_by_role("button", name="Sluit het kleuren").click()
    regie.get_by_role("button", name="Neem 2 voorstellen over").click()
    expect(regie.locator(".hoekje-geel .nummers")).to_have_text("1")
    expect(regie.locator(".hoekje-blauw .nummers")).to_have_text("3")
