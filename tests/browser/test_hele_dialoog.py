"""From the door to the book, as it is played: an empty database, regie, beamer, three phones, sixteen more people."""

import re
from collections.abc import Callable
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from playwright.sync_api import Page, expect

from tests.crowd import SimPhone
from tests.pages import Regie, Telefoon
from tests.server import Server

NAMEN = (
    "Bilal", "Corrie", "Dirk", "Elif", "Frans", "Gerda", "Hanneke", "Ibrahim",
    "Joke", "Kees", "Lies", "Maria", "Nico", "Olga", "Piet", "Ria",
)  # fmt: skip
BELANGEN = ("Zelf ouder worden", "Mantelzorg", "Wonen", "Zorg", "Jonge buren")

COLOURED = 16
ANTWOORD = "Een bank bij elke halte,\nom te beginnen in drie straten:\n- de Lindelaan\nhet Plein"
CHOSEN = (1, 2, 3, 4, 5, 10, 13, 14)


def test_a_dialogue_goes_from_the_door_to_the_book(
    server: Server, regie: Page, beamer: Page, phone: Callable[[], Page], tmp_path: Path
) -> None:
    for page in (regie, beamer):
        page.emulate_media(reduced_motion="reduce")  # what moves is tried elsewhere
    begeleider = Regie(regie, server.adres)
    begeleider.make_account(server.first_link())
    naam = begeleider.new_dialoog("Samen ouder in de wijk")
    prepare(begeleider, naam)
    regie.get_by_role("link", name="De avond", exact=True).click()
    begeleider.press("Open de deur")
    uitnodiging = invitation(regie, beamer, server)
    phones = [Telefoon(phone()) for _ in range(3)]
    for telefoon, (wie, belang) in zip(phones, (("Amina", 0), ("Samir", 1), ("Truus", 2)), strict=True):
        telefoon.join(uitnodiging, wie, BELANGEN[belang], "Lindehoven")
    crowd = [SimPhone(server.adres, wie) for wie in NAMEN]
    for place, person in enumerate(crowd):
        person.join(uitnodiging.split("/m/")[1], place % 4)
    expect(beamer.locator(".doek")).to_contain_text("19")
    expect(beamer.get_by_text("nog niemand", exact=True)).to_be_visible()
    begeleider.press("De vraag en de afspraken")
    for kop in ("Inhoudelijke kaders", "De spelregels"):
        begeleider.press("Volgend blad")
        expect(beamer.locator("h1")).to_have_text(kop)
    begeleider.press("Belangen aan tafel")
    begeleider.live("Belangen aan tafel")
    give_ideas(begeleider, beamer, phones, crowd)
    colour(begeleider, beamer, phones[0])
    choose(begeleider, beamer, phones[0])
    second_evening(begeleider, beamer, phones, crowd, naam)
    stick(begeleider, beamer, phones, crowd)
    settle(begeleider, beamer, phones)
    write_card(begeleider, phones)
    check_book(begeleider, naam, tmp_path)


def give_ideas(begeleider: Regie, beamer: Page, phones: list[Telefoon], crowd: list[SimPhone]) -> None:
    """Everybody gives three ideas; one is withdrawn, one hidden and brought back."""
    begeleider.press("Ideeën")
    begeleider.live("Ideeën")
    for number, telefoon in enumerate(phones):
        for n in range(3):
            telefoon.idee(f"Idee {n + 1} van telefoon {number + 1}: een bank bij elke bushalte")
    for person in crowd:
        for n in range(3):
            person.idee(f"{person.naam} denkt aan plan {n + 1} voor de straat")
    expect(beamer.locator(".doek")).to_contain_text("57")
    begeleider.press("Sluit de ideeën")
    phones[0].kop("De ideeën zijn gesloten")


def colour(begeleider: Regie, beamer: Page, telefoon: Telefoon) -> None:
    """Tables are made by lot. Then the begeleider colours with keys 1 to 4; the fields on the beamer follow."""
    page = begeleider.page
    begeleider.press("Tafels")
    begeleider.live("Tafels")
    begeleider.press("Verdeel de zaal over 3 tafels")
    expect(beamer.locator("h1")).to_have_text("Zoek uw tafel")
    telefoon.kop("Uw tafel")
    begeleider.press("Kleuren")
    begeleider.live("Kleuren")
    expect(page.locator("[data-module=kleuren][data-gestart]")).to_be_visible()
    for number in range(1, COLOURED + 1):
        expect(page.locator("[data-regio=kleurstand]")).to_contain_text(f"Nr. {number}")
        expect(page.locator("body")).not_to_have_attribute("aria-busy", "true")
        page.keyboard.press("4" if number <= 9 else "3" if number <= 12 else "2" if number <= 15 else "1")
    expect(beamer.locator(".doek")).to_contain_text(str(COLOURED + 1))


def choose(begeleider: Regie, beamer: Page, telefoon: Telefoon) -> None:
    """Eight ideas are chosen; each gets a short title."""
    page = begeleider.page
    begeleider.press("Kiezen")
    begeleider.live("Kiezen")
    for number in CHOSEN:
        page.get_by_role("button", name=f"Kies nummer {number}", exact=True).click()
        expect(page.get_by_role("button", name=f"Haal nummer {number} eruit")).to_be_visible()
    expect(beamer.locator(".doek")).to_contain_text(str(CHOSEN[0]))


def second_evening(begeleider: Regie, beamer: Page, phones: list[Telefoon], crowd: list[SimPhone], naam: str) -> None:
    """The first evening ends; at the next one everybody is in with one tap, and it goes on with the stickers."""
    page = begeleider.page
    page.get_by_role("link", name="Meer", exact=True).click()
    page.get_by_role("link", name="Avond afsluiten").click()
    page.get_by_role("button", name="Ja, sluit de avond af").click()
    phones[0].kop("Dank u wel")
    page.goto(f"{begeleider.adres}/regie/{naam}/voorbereiden/bijeenkomsten")
    page.get_by_label("Titel").fill("Verdiepen en aanvullen")
    page.get_by_role("button", name="Voeg deze bijeenkomst toe").click()
    page.get_by_role("link", name="De avond", exact=True).click()
    begeleider.press("Open de deur")
    beamer.goto(f"{begeleider.adres}{page.get_by_role('link', name='Open de beamer').get_attribute('href')}")
    for telefoon in phones:
        telefoon.page.reload()
        telefoon.page.get_by_role("button", name="Ik ben er").click()
        expect(telefoon.page.locator("[data-paneel=paneel]")).to_be_visible()
    for person in crowd:
        person.ik_ben_er()
    expect(beamer.locator(".doek")).to_contain_text("19")
    page.get_by_role("button", name="Stickeren").click()
    begeleider.live("Stickeren")


def stick(begeleider: Regie, beamer: Page, phones: list[Telefoon], crowd: list[SimPhone]) -> None:
    """Five stickers each; no count is on any screen before the reveal."""
    begeleider.press("Open de ronde")
    for telefoon, fifth in zip(phones, (5, 10, 13), strict=True):
        for number in (*CHOSEN[:4], fifth):
            telefoon.plak(number)
        telefoon.page.get_by_role("button", name="Klaar").click()
    ronde = crowd[0].mijn()["ronde"]
    for place, person in enumerate(crowd):
        chosen = [CHOSEN[(place + step) % len(CHOSEN)] for step in range(5)]
        assert person.briefje(ronde, chosen, klaar=True).status_code == 200
    expect(beamer.locator(".doek")).to_contain_text("95 van 95")
    begeleider.press_and_confirm("Sluit de ronde", "Ja, sluit de ronde")
    begeleider.press_and_confirm("Stel de uitslag vast", "Ja, stel de uitslag vast")
    expect(begeleider.green).to_contain_text("Onthul")
    for page in (beamer, *(telefoon.page for telefoon in phones)):
        words = re.sub(r"[Nn]r\. 13", "", page.locator("main:visible").inner_text())
        assert not re.search(r"(?<![\w.:])13(?![\w.:])", words)  # a port or a time may hold these figures
    begeleider.press_and_confirm("Onthul", "Ja, onthul de uitslag")
    while "Onthul" in begeleider.green.inner_text():
        words = begeleider.green.inner_text()
        begeleider.green.click()
        expect(begeleider.green).not_to_have_text(words)
    expect(beamer.locator(".doek")).to_contain_text("Samen op plaats 5")
    expect(beamer.locator(".doek")).to_contain_text("van 19 mensen")


def settle(begeleider: Regie, beamer: Page, phones: list[Telefoon]) -> None:
    """Three ideas share the fifth place: the group chooses one, with its reason, and five oplossingen are made."""
    page = begeleider.page
    begeleider.press("Uitslag")
    begeleider.live("Uitslag")
    page.get_by_role("button", name="Keuze van de groep").click()
    page.locator("label.keuze", has_text="Nr. 10").click()
    page.get_by_label("Waarom?").fill("De zaal wil beginnen bij de bushaltes.")
    begeleider.press("Leg de keuze vast")
    begeleider.press("Maak oplossingen van de top 5")
    expect(page.locator(".oplossingrij")).to_have_count(5)
    begeleider.press("Kies eigenaren en trekker")
    page.locator("#eigenaren").get_by_text("Amina", exact=True).click()
    page.get_by_label("Trekker").select_option(label="Amina")
    page.get_by_role("button", name="Bewaar de eigenaren").click()
    expect(page.locator(".oplossingrij").first).to_contain_text("Amina")
    expect(beamer.locator(".doek")).to_contain_text("De zaal wil beginnen bij de bushaltes.")
    expect(phones[0].page.get_by_role("link", name="Schrijf aan dit voorstel")).to_be_visible()  # without a reload


def write_card(begeleider: Regie, phones: list[Telefoon]) -> None:
    """The trekker writes an answer on the phone; it survives a reload before it is saved."""
    begeleider.page.get_by_role("button", name="Verder zonder eigenaren").click()
    begeleider.live("Voorstelkaarten")
    page = phones[0].page
    page.goto(page.url.split("?")[0])
    page.get_by_role("link", name="Schrijf aan dit voorstel").click()
    expect(page.locator("[data-module=voorstelkaart][data-gestart]")).to_be_visible()
    page.locator("#schrijfvlak").press_sequentially(ANTWOORD)
    page.reload()
    expect(page.locator("#schrijfvlak")).to_contain_text("de Lindelaan")
    expect(page.locator("[data-stand]")).to_contain_text("Bewaard ")
    expect(page.locator(".vakjes [aria-current]")).to_have_text(re.compile(r"Vraag \d+, klaar"))


def check_book(begeleider: Regie, naam: str, folder: Path) -> None:
    """The Word book from the regie holds each part once."""
    page = begeleider.page
    page.get_by_role("link", name="Themaboek", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Word")).first.click()
    download.value.save_as(folder / "boek.docx")
    book = Document(str(folder / "boek.docx"))
    words = "\n".join(element.text or "" for element in book.element.body.iter(qn("w:t")))
    for sentence in (
        "Samen ouder in de wijk",
        "Hoe wonen wij later fijn?",
        "Het plan helpt ook mensen met weinig geld.",
        "Wij laten elkaar uitpraten.",
        "De zaal wil beginnen bij de bushaltes",
        "Een bank bij elke halte,",
        "Piet denkt aan plan 3 voor de straat",
    ):
        assert sentence in words, sentence
    assert words.count("Een bank bij elke halte,") == 1
    assert "Amina" not in words  # she did not say that her name may stand in it


def prepare(begeleider: Regie, naam: str) -> None:
    begeleider.prepare(
        naam, "deelvragen", ["Hoe wonen wij later fijn?", "Wat houdt mensen bij elkaar?"], "Deelvraag erbij"
    )
    begeleider.prepare(naam, "kaders", ["Het plan helpt ook mensen met weinig geld."], "Kader erbij")
    begeleider.prepare(naam, "spelregels", ["Wij laten elkaar uitpraten."], "Spelregel erbij")
    begeleider.prepare(naam, "belangen", BELANGEN, "Belang erbij")
    begeleider.prepare(naam, "gemeenten", ["Lindehoven", "Oeverbeek"], "Gemeente erbij")


def invitation(regie: Page, beamer: Page, server: Server) -> str:
    """Open the beamer from the regie; the code on it leads to the door."""
    link = regie.get_by_role("link", name="Open de beamer").get_attribute("href")
    beamer.goto(f"{server.adres}{link}")
    code = beamer.locator(".deur-code").inner_text()
    page = beamer.context.new_page()
    page.goto(server.adres)
    page.get_by_label("Code op het scherm").fill(code.lower())
    page.get_by_role("button", name="Ga naar de deur").click()
    page.wait_for_url("**/m/**")
    address = page.url
    page.close()
    return address
