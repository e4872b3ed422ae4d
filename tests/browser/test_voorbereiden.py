"""Preparing in a real browser: dragging beside buttons, nothing typed lost on the way to another part."""

import pytest
from playwright.sync_api import Page, expect

from tests.server import Server

pytestmark = pytest.mark.browser


def make_account(page: Page, server: Server) -> None:
    """The first account, through the link that the first start prints."""
    page.goto(server.first_link())
    page.get_by_label("Uw naam").fill("Marit de Boer")
    page.get_by_label("E-mailadres").fill("marit@streek.example")
    secret = page.get_by_label("Kies een wachtwoord")
    secret.fill("lamp fiets morgen")
    page.get_by_role("button", name="Laat zien").click()
    expect(secret).to_have_attribute("type", "text")
    page.get_by_role("button", name="Maak mijn account").click()
    expect(page.get_by_role("heading", name="Mijn dialogen")).to_be_visible()


def new_dialoog(page: Page, titel: str) -> None:
    page.get_by_role("link", name="Nieuwe dialoog").click()
    page.get_by_label("Titel").fill(titel)
    page.get_by_role("button", name="Begin deze dialoog").click()
    expect(page.get_by_role("heading", name="Thema en hoofdvraag", level=1)).to_be_visible()


def drag(page: Page, row: int, onto: int) -> None:
    """Drag the grip of a row onto another row, at the pace of a hand (rows glide aside in 120 ms)."""
    expect(page.locator(".rijen[data-sleepbaar]").first).to_be_visible()
    grips = page.locator("[data-sleep] > .grip")
    grips.nth(row).scroll_into_view_if_needed()
    start, end = (grips.nth(n).bounding_box() for n in (row, onto))
    assert start
    assert end
    page.mouse.move(start["x"] + 8, start["y"] + 20)
    page.mouse.down()
    for part in range(1, 13):
        page.mouse.move(start["x"] + 8, start["y"] + 20 + (end["y"] - start["y"] - 14) * part / 12)
        page.wait_for_timeout(40)
    page.mouse.up()


def names(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator(".rijen input[name$=naam]").all()]


def test_a_dialogue_is_prepared_by_typing_dragging_and_walking_on(server: Server, regie: Page) -> None:
    make_account(regie, server)
    new_dialoog(regie, "Prettig oud worden")
    parts = regie.get_by_label("Onderdelen")
    expect(regie.locator("[data-waakt]")).to_be_attached()
    regie.get_by_label("Regio").fill("Vechtdal")
    parts.get_by_role("link", name="Belangen").click()
    regie.get_by_role("button", name="Neem deze vijf over").click()
    drag(regie, 4, 0)
    regie.get_by_label("Belang 5", exact=True).fill("Overschot aan personeel")
    parts.get_by_role("link", name="Thema en hoofdvraag").click()
    expect(regie.get_by_label("Regio")).to_have_value("Vechtdal")
    parts.get_by_role("link", name="Belangen").click()
    assert names(regie)[0] == "Overschot aan personeel"
    assert len(names(regie)) == 5
    expect(regie.get_by_label("Voorbeeld")).to_contain_text("Bedrijven met te veel personeel")


@pytest.mark.lang
def test_steps_are_dragged_and_the_evening_keeps_that_order(server: Server, regie: Page) -> None:
    make_account(regie, server)
    new_dialoog(regie, "Op de fiets")
    regie.get_by_label("Onderdelen").get_by_role("link", name="Bijeenkomsten").click()
    regie.get_by_role("link", name="Eerste bijeenkomst", exact=True).click()
    steps = regie.locator(".stapregel b")
    before = steps.all_inner_texts()
    with regie.expect_navigation():
        drag(regie, 2, 0)
    after = steps.all_inner_texts()
    assert after != before
    assert sorted(after) == sorted(before)
    regie.reload()
    assert steps.all_inner_texts() == after


@pytest.mark.lang
def test_enter_gives_the_next_row_there_and_then_and_sends_nothing(server: Server, regie: Page) -> None:
    make_account(regie, server)
    new_dialoog(regie, "Met Enter")
    regie.get_by_label("Onderdelen").get_by_role("link", name="Spelregels").click()
    regie.get_by_role("button", name="Spelregel erbij").click()
    expect(regie.locator(".rijen[data-sleepbaar]")).to_be_visible()
    regie.evaluate(
        "document.querySelector('form.rijenblad').addEventListener('submit', () => { window.verstuurd = true; })"
    )
    for n, regel in enumerate(("Laat uitpraten.", "Vraag door.", "Wees op tijd."), 1):
        expect(regie.get_by_label(f"Spelregel {n}", exact=True)).to_be_focused()
        regie.keyboard.type(regel)
        regie.keyboard.press("Enter")
    expect(regie.get_by_label("Spelregel 4", exact=True)).to_be_focused()
    regie.keyboard.press("Enter")  # one empty row is enough
    expect(regie.locator("[data-sleep]")).to_have_count(4)
    regie.get_by_label("Spelregel 1", exact=True).focus()
    regie.keyboard.press("Enter")
    expect(regie.get_by_label("Spelregel 2", exact=True)).to_be_focused()
    regie.keyboard.type("Er tussen.")
    assert regie.evaluate("window.verstuurd") is None
    regie.get_by_role("button", name="Spelregel 5 haal weg").click()
    fields = regie.locator(".rijen textarea")
    expect(fields).to_have_count(4)
    typed = [field.input_value() for field in fields.all()]
    assert typed == ["Laat uitpraten.", "Er tussen.", "Vraag door.", "Wees op tijd."]
    expect(regie.get_by_label("Voorbeeld")).to_contain_text("Er tussen.")


@pytest.mark.lang
def test_everything_works_without_a_script(server: Server, browser) -> None:  # type: ignore[no-untyped-def]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.first_link())
    page.get_by_label("Uw naam").fill("Marit")
    page.get_by_label("E-mailadres").fill("marit@streek.example")
    page.get_by_label("Kies een wachtwoord").fill("lamp fiets morgen")
    page.get_by_role("button", name="Maak mijn account").click()
    new_dialoog(page, "Zonder script")
    page.get_by_role("button", name="Verder naar Deelvragen").click()
    page.get_by_role("button", name="Deelvraag erbij").click()
    page.get_by_label("Deelvraag 1", exact=True).fill("Hoe vinden buren elkaar?")
    page.get_by_role("button", name="Deelvraag erbij").click()
    page.get_by_label("Deelvraag 2", exact=True).fill("Wat helpt?")
    page.get_by_role("button", name="Deelvraag 2 omhoog").click()
    expect(page.get_by_label("Deelvraag 1", exact=True)).to_have_value("Wat helpt?")
    page.get_by_role("button", name="Deelvraag 1 haal weg").click()
    expect(page.get_by_label("Deelvraag 1", exact=True)).to_have_value("Hoe vinden buren elkaar?")
    context.close()
