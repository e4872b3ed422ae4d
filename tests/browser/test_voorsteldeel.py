"""Filling in the costs of a card: saved as one fills in, added up, refused at the row, kept while the wifi is gone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_schrijven import Kaart, kaart, sound

pytestmark = [pytest.mark.browser, pytest.mark.lang]
__all__ = ["kaart"]


def bewaard(page: Page) -> None:
    expect(page.locator("[data-deelstand]")).to_contain_text(re.compile(r"Bewaard \d"))


def test_costs_are_saved_as_one_fills_in_and_survive_a_closed_page_without_wifi(
    kaart: Kaart, phone: Callable[[], Page]
) -> None:
    page = phone()
    kaart.open(page, "amina", 8)
    expect(page.locator("form.deel-vorm[data-gestart]")).to_be_visible()
    page.get_by_label("Post").fill("Hout")
    page.get_by_label("Bedrag in euro").fill("1.250,50")
    bewaard(page)
    expect(page.locator("[data-telling]")).to_contain_text("€\xa01.250,50")
    page.get_by_role("button", name="Regel erbij").press("Enter")
    page.keyboard.type("Inzet")
    page.get_by_label("Bedrag in euro").nth(1).fill("850,000")
    expect(page.get_by_text("Bedoelt u 850.000?")).to_be_visible()
    page.get_by_label("Bedrag in euro").nth(1).fill("850")
    bewaard(page)
    page.get_by_role("button", name="Regel 2 omhoog").press("Enter")
    bewaard(page)
    sound(page)
    page.context.set_offline(True)
    page.get_by_label("Post").nth(1).fill("Hout uit de streek")
    expect(page.locator("[data-deelstand]")).to_have_text("Nog niet verstuurd")
    again = page.context.new_page()
    page.close()
    again.context.set_offline(False)
    kaart.open(again, "amina", 8)
    bewaard(again)
    expect(again.get_by_label("Post").nth(0)).to_have_value("Inzet")
    expect(again.get_by_label("Post").nth(1)).to_have_value("Hout uit de streek")
