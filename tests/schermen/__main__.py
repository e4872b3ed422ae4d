"""`make schermen`: pictures of all screens in three sizes, in schermen/, with an index."""

import argparse
import html
import sys
import tempfile
import time
from pathlib import Path

from flask_migrate import upgrade
from playwright.sync_api import sync_playwright

from dialoog import create_app
from dialoog.config import DATABASE_FILE, Config
from dialoog.database import db
from tests.browser.conftest import FLAGS, chromium
from tests.schermen.bezoeker import Bezoeker
from tests.schermen.lijst import Scherm, missing, schermen
from tests.server import Server
from tests.wereld import fill

ROOT = Path(__file__).parent.parent.parent
MATEN = {"telefoon": (390, 844), "laptop": (1280, 800), "beamer": (1920, 1080)}
HEAD = """<!doctype html><html lang="nl"><meta charset="utf-8"><title>Alle schermen</title>
<style>body{font:16px sans-serif;margin:24px}section{display:flex;gap:16px;align-items:flex-start;margin:0 0 32px}
img{border:1px solid #999;max-height:420px}figure{margin:0}p{color:#900;margin:0}</style><h1>Alle schermen</h1>"""


def main() -> int:
    """Make them; 1 when a route has no row in the table or a screen could not be made."""
    parser = argparse.ArgumentParser(prog="python -m tests.schermen", description=__doc__)
    parser.add_argument("woord", nargs="?", default="", help="only screens with this in their name")
    parser.add_argument("--map", type=Path, default=ROOT / "schermen")
    parser.add_argument("--seconden", type=int, default=900, help="stop after so long")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        gevuld = fill(Path(name) / "huis", migrated(Path(name) / "leeg"))
        app = create_app(Config(data=gevuld.map / "data", sleutels=gevuld.map / "sleutels", testing=True))
        chosen = [scherm for scherm in schermen(app, gevuld.wereld) if asked.woord in scherm.naam]
        with Server(gevuld.map) as server, sync_playwright() as playwright:
            flags = [flag.replace("MAP*hal.test*", "MAP hal.test ") for flag in FLAGS.split()]
            browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
            bezoeker = Bezoeker(browser, app, gevuld.wereld, server.adres)
            failed = picture(bezoeker, chosen, asked.map, time.monotonic() + asked.seconden)
            bezoeker.close()
            browser.close()
    unknown = missing(app)
    for route in unknown:
        print(f"no row in tests/toegang/tabel.py, so no picture: {route}")
    return 1 if failed or unknown else 0


def migrated(folder: Path) -> Path:
    """A migrated, empty database file."""
    app = create_app(Config(data=folder, sleutels=folder / "sleutels", testing=True))
    with app.app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()
    return folder / DATABASE_FILE


def picture(bezoeker: Bezoeker, chosen: list[Scherm], folder: Path, end: float) -> int:
    """Three PNGs per screen and an index.html; returns how many screens failed."""
    folder.mkdir(parents=True, exist_ok=True)
    parts, failed = [HEAD], 0
    for number, scherm in enumerate(chosen, 1):
        if time.monotonic() > end:
            print(f"time is up: {len(chosen) - number + 1} screens were not made")
            failed += 1
            break
        try:
            page = bezoeker.open(scherm)
            notes = bezoeker.faults(page, scherm)
            for maat, (width, height) in MATEN.items():
                page.set_viewport_size({"width": width, "height": height})
                if scherm.soort != "beamer":  # the whole page, with the bar that sticks to the bottom at its bottom
                    whole = page.evaluate("document.scrollingElement.scrollHeight")
                    page.set_viewport_size({"width": width, "height": min(max(height, whole), 6000)})
                page.screenshot(path=folder / f"{scherm.naam}-{maat}.png", animations="disabled")
            notes += bezoeker.barriers(page)
        except Exception as error:  # one screen that fails is no reason to miss the others
            notes, failed = [str(error).splitlines()[0]], failed + 1
        for note in notes:
            print(f"{scherm.naam}: {note}")
        parts.append(section(scherm, notes))
    (folder / "index.html").write_text("\n".join(parts), encoding="utf-8")
    print(f"{len(chosen)} screens in {folder}/index.html")
    return failed


def section(scherm: Scherm, notes: list[str]) -> str:
    """A row of the index."""
    figures = "".join(
        f'<figure><a href="{scherm.naam}-{maat}.png"><img src="{scherm.naam}-{maat}.png" loading="lazy" '
        f'alt="{scherm.naam}, {maat}"></a></figure>'
        for maat in MATEN
    )
    said = "".join(f"<p>{html.escape(note)}</p>" for note in notes)
    head = html.escape(f"{scherm.naam} ({scherm.variant}, {scherm.rol}): {scherm.pad}")
    return f"<h2>{head}</h2>{said}<section>{figures}</section>"


if __name__ == "__main__":
    sys.exit(main())
