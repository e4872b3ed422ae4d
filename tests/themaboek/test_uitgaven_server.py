"""An edition on a real server: pressed in the regie, made beside it, and gone on with after the power went off."""

import hashlib
import re
import time
from pathlib import Path

import httpx
import pytest
from flask_migrate import upgrade

from bench.boek import login
from dialoog import create_app
from dialoog.config import Config
from dialoog.database import db
from tests import builders
from tests.server import Server
from tests.wereld import make_plek

pytestmark = [pytest.mark.boek, pytest.mark.traag, pytest.mark.lang]
WACHT_S = 120


def furnish(server: Server) -> tuple[str, dict[str, str]]:
    """The finished example; its korte naam and the cookie of who guides it."""
    app = create_app(Config(data=server.data, sleutels=server.folder / "sleutels", testing=True))
    with app.app_context():
        upgrade()
        account = builders.make_begeleider()
        plek = make_plek("ideeen", "marit@streek.example")
        cookie = login(app, account)
        db.session.remove()
        db.engine.dispose()
    return plek.korte_naam, cookie


def wait_for(client: httpx.Client, adres: str, words: str) -> str:
    """The page, as soon as it says this."""
    until = time.monotonic() + WACHT_S
    while time.monotonic() < until:
        page = client.get(adres).text
        if words in page:
            return page
        time.sleep(0.3)
    raise AssertionError(f"never saw {words!r}: {page[-3000:]}")


def test_an_edition_is_finished_after_the_power_went_off_and_its_bytes_have_the_hash_that_is_shown(
    tmp_path: Path,
) -> None:
    server = Server(tmp_path)
    naam, cookie = furnish(server)
    adres = f"/regie/{naam}/themaboek/uitgaven"
    with server, httpx.Client(base_url=server.adres, timeout=60) as client:
        for name, value in cookie.items():
            client.cookies.set(name, value, domain="127.0.0.1", path="/")
        page = client.get(adres).text
        hidden = dict(re.findall(r'name="(csrf_token|kenmerk)"[^>]*value="([^"]+)"', page))
        form = {**hidden, "soorten": ["volledig", "openbaar"], "formaten": ["html", "docx", "json"]}
        pressed = client.post(adres, data=form, headers={"Origin": server.adres, "Referer": server.adres})
        assert pressed.status_code == 303, pressed.text[:2000]
        wait_for(client, adres, "wordt gemaakt")
        server.kill()
        server.start()
        page = wait_for(client, adres, "Maak uitgave 2 definitief")
        files = re.findall(r'href="([^"]+/uitgave-1-[^"]+)"', page)
        assert len(files) == 6
        shown = set(re.findall(r"<code>([0-9a-f]{64})</code>", page))
        assert {hashlib.sha256(client.get(file).content).hexdigest() for file in files} == shown
