"""Pictures of every specimen of beamer and regie: python -m tests.stijlgids_groot DIR [name ...].

Renders templates/stijlgids/beamer.html and regie.html with plain Jinja (no app, no database), serves them with
static/ on a free port of this machine and photographs them with Chromium.
"""

from __future__ import annotations

import functools
import gettext
import http.server
import os
import shutil
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, sync_playwright

from tests import stijlgids_inhoud as inhoud

WORTEL = Path(__file__).resolve().parent.parent
ZALEN = ((1920, 1080), (1280, 720), (1024, 768))
LAPTOP = ((1280, 800), (390, 844))

BEAMER: dict[str, dict[str, Any]] = {
    **{
        naam: {"scherm": naam}
        for naam in [
            "deur",
            "code-groot",
            "belangen",
            "tonen",
            "een-idee",
            "een-idee-lang",
            "vier-vlakken",
            "vier-vlakken-alleen",
            "kiezen",
            "kiezen-zaal",
            "shortlist",
            "uitslag",
            "voorstelkaart",
            "voorstelkaart-lang",
            "pauze",
            "wachten",
            "bericht",
            "zwart",
        ]
    },
    "ideeenmuur": {"scherm": "ideeenmuur", "blad": 1},
    "ideeenmuur-2": {"scherm": "ideeenmuur", "blad": 2},
    "deur-donker": {"scherm": "deur", "zaal": "donker"},
    "pauze-donker": {"scherm": "pauze", "zaal": "donker"},
    "vier-vlakken-donker": {"scherm": "vier-vlakken", "zaal": "donker"},
    "stickeren": {"scherm": "stickeren", "aantal": 71, "totaal": 95},
    "stickeren-donker": {"scherm": "stickeren", "aantal": 71, "totaal": 95, "zaal": "donker"},
    "stickeren-150": {"scherm": "stickeren", "aantal": 112, "totaal": 150},
    "stickeren-500": {"scherm": "stickeren", "aantal": 307, "totaal": 500},
    "stickeren-900": {"scherm": "stickeren", "aantal": 307, "totaal": 900},
    "onthullen": {"scherm": "onthullen", "vanaf": 1, "mensen": False},
    "onthullen-begin": {"scherm": "onthullen", "vanaf": 7, "mensen": False},
    "onthullen-donker": {"scherm": "onthullen", "vanaf": 1, "mensen": True, "zaal": "donker"},
}
REGIE = [
    "stickeren",
    "ideeen",
    "deelnemers",
    "uitslag",
    "vaststellen",
    "kiezen",
    "themaboek",
    "voorbereiden",
    "dialogen",
    "inloggen",
    "leeg",
]


def omgeving() -> Environment:
    """Jinja as Flask sets it up, as far as macros need it."""
    env = Environment(loader=FileSystemLoader(WORTEL / "templates"), autoescape=True, extensions=["jinja2.ext.i18n"])
    env.install_gettext_translations(gettext.NullTranslations(), newstyle=True)  # type: ignore[attr-defined]
    qr = segno.make("https://dialoog.example/d#voorbeeld", error="m").svg_inline(omitsize=True, border=0)
    env.globals.update(static_url=lambda pad: f"/static/{pad}", i=inhoud, qr=qr)
    env.globals["eens"] = lambda macro, *waarden: macro(*waarden)
    return env


def schrijf(map_: Path, namen: list[str]) -> None:
    """Write the page of each name (beamer-deur, regie-ideeen …) into map_."""
    env = omgeving()
    for naam in namen:
        soort, scherm = naam.split("-", 1)
        waarden = {"zaal": "licht", "blad": 1, **BEAMER[scherm]} if soort == "beamer" else {"scherm": scherm}
        (map_ / f"{naam}.html").write_text(env.get_template(f"stijlgids/{soort}.html").render(waarden))


def fotografeer(browser: Browser, adres: str, naam: str, uit: Path) -> list[str]:
    """Photograph one page at all its sizes; returns what does not fit or is too small."""
    klachten: list[str] = []
    for breed, hoog in ZALEN if naam.startswith("beamer") else LAPTOP:
        pagina = browser.new_page(viewport={"width": breed, "height": hoog}, reduced_motion="reduce")
        pagina.goto(f"{adres}/{naam}.html")
        pagina.evaluate("document.fonts.ready")
        pagina.screenshot(path=uit / f"{naam}-{breed}.png", full_page=breed == 390)
        klachten += [f"{naam} {breed}: {k}" for k in pagina.evaluate(KEURING, naam.startswith("beamer"))]
        pagina.close()
    return klachten


# What may never be: sideways scrolling; on the beamer text under 25 design pixels, a part below the screen, a cut text.
KEURING = r"""(beamer) => {
  const uit = [], wijd = document.documentElement.scrollWidth;
  if (wijd > innerWidth + 1) uit.push(`schuift opzij: ${wijd}`);
  if (!beamer) return uit;
  const schaal = innerWidth / 1920;
  for (const el of document.querySelectorAll('body *')) {
    const eigen = [...el.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!eigen || el.closest('.alleen-hoorbaar, .weg, [hidden], .bladen')) continue;
    const maat = parseFloat(getComputedStyle(el).fontSize) / schaal, r = el.getBoundingClientRect();
    const wat = el.textContent.trim().slice(0, 30);
    if (!r.width) continue;
    if (maat < 24.9) uit.push(`${maat.toFixed(1)} px: ${wat}`);
    if (r.bottom > innerHeight + 1 || r.right > innerWidth + 1 || r.top < -1) uit.push(`valt buiten beeld: ${wat}`);
  }
  for (const p of document.querySelectorAll('.doek *')) {
    const over = [p.scrollHeight - p.clientHeight, p.scrollWidth - p.clientWidth];
    if (getComputedStyle(p).overflow === 'hidden' && Math.max(...over) > 2 && !p.closest('.bladeren, .alleen-hoorbaar'))
      uit.push(`afgesneden in .${p.className}: ${over} ${p.textContent.trim().split(/\s+/).slice(0, 5).join(' ')}`);
  }
  const delen = '.doek, .deur, .qr-kaart, .hoek, .muurblad:not(.weg), .antwoord, .een-idee, .tien, .groepskaart, ' +
    '.onthul, .uitslag, .tafels';
  for (const el of document.querySelectorAll(delen))
    if (el.scrollHeight > el.clientHeight + 9 * schaal)
      uit.push(`.${el.className} loopt over: ${el.scrollHeight} in ${el.clientHeight}`);
  return uit;
}"""


class Stil(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main() -> int:
    uit = Path(sys.argv[1])
    uit.mkdir(parents=True, exist_ok=True)
    namen = sys.argv[2:] or [*(f"beamer-{n}" for n in BEAMER), *(f"regie-{n}" for n in REGIE)]
    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = Path(tijdelijk)
        (map_ / "static").symlink_to(WORTEL / "static")
        schrijf(map_, namen)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Stil, directory=str(map_)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as p:
            browser = p.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
                args=[
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            )
            klachten = [
                k
                for naam in namen
                for k in fotografeer(browser, f"http://127.0.0.1:{server.server_address[1]}", naam, uit)
            ]
            browser.close()
        server.shutdown()
    print("\n".join(klachten) or "alles past")
    return bool(klachten)


if __name__ == "__main__":
    sys.exit(main())
