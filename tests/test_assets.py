"""Static files: few, small, and kept for ever."""

import gzip

import pytest
from flask.testing import FlaskClient

from dialoog.assets import house_folder, static_url

PAGE = ("css/telefoon-alles.css", "fonts/atkinson-hyperlegible-next-latin.woff2", "vendor/lucide/sprite.svg")


def fetch(client: FlaskClient, path: str) -> bytes:
    answer = client.get(static_url(path), headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    return answer.data


@pytest.mark.parametrize("screen", ["telefoon", "regie", "beamer"])
def test_a_screen_has_one_style_sheet_without_imports(screen: str, client: FlaskClient) -> None:
    sheet = gzip.decompress(fetch(client, f"css/{screen}-alles.css")).decode()
    assert "@import" not in sheet
    assert "@font-face" in sheet
    assert ".knop" in sheet


def test_a_file_with_its_hash_is_kept_for_ever_and_one_without_is_asked_again(client: FlaskClient) -> None:
    assert "immutable" in client.get(static_url("js/live.js")).headers["Cache-Control"]
    assert client.get("/static/oud/js/live.js").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["../pyproject.toml", "css/../../pyproject.toml", "css", "js/geen.js", "js/%00.js"])
def test_nothing_outside_the_folder_is_served(path: str, client: FlaskClient) -> None:
    assert client.get(f"/static/x/{path}").status_code == 404


def test_the_first_visit_of_a_phone_stays_within_90_kb(client: FlaskClient) -> None:
    folder = house_folder("static")
    scripts = [
        str(f.relative_to(folder)) for f in (folder / "js").glob("*.js") if f.name not in ("beamer.js", "regie.js")
    ]
    parts = [str(f.relative_to(folder)) for f in (folder / "js" / "onderdelen").glob("*.js")]
    vendor = ["vendor/socket.io/socket.io.esm.min.js", "vendor/idiomorph/idiomorph.esm.min.js"]
    weight = sum(len(fetch(client, path)) for path in (*PAGE, *scripts, *vendor))
    heaviest = max(len(fetch(client, path)) for path in parts)
    assert weight + heaviest <= 90 * 1024
