"""What others wrote is served as it came: with its hash, its licence and its share of the first visit."""

import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "static"
FILES: list[dict[str, Any]] = json.loads((STATIC / "vendor" / "vendor.json").read_text())["files"]
NOTES = {"vendor.json", "VENDOR.md", "LICENSE"}
KB = 1024

# The first visit may weigh 90 KB compressed; the rest is for our own pages, styles and modules.
BUDGET = {
    "static/fonts/atkinson-hyperlegible-next-latin.woff2": 34 * KB,
    "static/vendor/socket.io/socket.io.esm.min.js": 15 * KB,
    "static/vendor/idiomorph/idiomorph.esm.min.js": 4 * KB,
}


@pytest.mark.parametrize("entry", FILES, ids=lambda entry: Path(entry["file"]).name)
def test_a_vendored_file_is_the_one_that_was_listed(entry: dict[str, Any]) -> None:
    content = (ROOT / entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert len(content) == entry["bytes"]


@pytest.mark.parametrize("entry", FILES, ids=lambda entry: Path(entry["file"]).name)
def test_a_vendored_file_has_its_licence_beside_it_and_stands_in_the_table(entry: dict[str, Any]) -> None:
    licence = ROOT / entry["licence_file"]
    assert licence.parent == (ROOT / entry["file"]).parent
    assert re.search(r"permission|licen[cs]e", licence.read_text(), re.IGNORECASE)
    table = (STATIC / "vendor" / "VENDOR.md").read_text()
    row = next(line for line in table.splitlines() if f"`{entry['file'].removeprefix('static/')}`" in line)
    assert f"{entry['package']} {entry['version']} " in row
    assert entry["licence"] in row
    assert entry["sha256"].startswith(row.split("`")[-2])


def test_nothing_is_vendored_that_is_not_listed() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in ("vendor", "fonts")
        for path in (STATIC / folder).rglob("*")
        if path.is_file() and path.name not in NOTES
    }
    assert found == {entry["file"] for entry in FILES}


@pytest.mark.parametrize("file", BUDGET, ids=lambda file: Path(file).name)
def test_a_first_visit_stays_within_its_budget(file: str) -> None:
    content = (ROOT / file).read_bytes()
    size = len(content) if file.endswith(".woff2") else len(gzip.compress(content, 6))
    assert size <= BUDGET[file]


def test_no_vendored_script_names_an_address_it_could_fetch() -> None:
    # Namespaces of SVG and XHTML are names, and comments name homepages; fetching needs one of these calls.
    for entry in FILES:
        if entry["file"].endswith((".js", ".svg")):
            text = (ROOT / entry["file"]).read_text()
            assert not re.search(r"""(fetch|import|importScripts|open)\(\s*["'`]https?:""", text)
            assert not re.search(r"""(src|href)=["']https?:""", text)


def test_the_sprite_has_every_icon_that_a_page_asks_for() -> None:
    sprite = (STATIC / "vendor" / "lucide" / "sprite.svg").read_text()
    present = re.findall(r'<symbol id="([a-z0-9-]+)"', sprite)
    assert len(present) == len(set(present)) >= 41
    assert sprite.count('stroke-width="2.4"') == len(present)
    asked = {
        name
        for page in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r"""\bicoon(?:\(|=)\s*['"]([a-z0-9-]+)['"]""", page.read_text())
    }
    assert asked <= set(present), asked - set(present)
