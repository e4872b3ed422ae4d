"""A whole evening, in short: simulated phones, the regie and the beamer in a real browser.

`python -m bench.avond --telefoons 100 --minuten 30` prints tap to beamer, memory of the server and what arrived."""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from bench.huis import STAPPEN, Huis, furnish
from bench.kijker import ZIE, Proef
from bench.meting import Meting, beoordeel, verslag
from bench.regie import Gestrand, Leiding, pagina
from tests.browser.conftest import FLAGS, chromium
from tests.server import dialoog

DEEL = {
    "binnen": 0.06,
    "Tonen": 0.03,
    "Belangen": 0.04,
    "Tafels": 0.01,
    "Tafels tafels": 0.05,
    "Ideeen": 0.25,
    "Kleuren": 0.15,
    "Kiezen": 0.12,
    "Stickeren": 0.02,
    "Stickeren ronde": 0.10,
    "Weer stickeren": 0.01,
    "Weer stickeren ronde": 0.06,
    "Uitslag": 0.01,
    "Uitslag ronde": 0.04,
    "Uitslag aanbod": 0.03,
    "Gesprek": 0.03,
}
"""Which part of the evening each step gets, and each pause in it (regie.TIJD_NA)."""
TEMPO = 1.5
OVER_S = 180
"""So much longer than asked may it take; then it is broken off."""


def main() -> int:
    """Play it; 0 when nothing went wrong and the aims are met."""
    parser = argparse.ArgumentParser(prog="python -m bench.avond", description=__doc__)
    parser.add_argument("--telefoons", type=int, default=100)
    parser.add_argument("--minuten", type=float, default=6)
    parser.add_argument("--tempo", type=float, default=TEMPO, help="how much quicker than people they are")
    parser.add_argument("--beeld", type=Path, help="a folder for pictures of the screens at each step")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started, is ended too
    with tempfile.TemporaryDirectory(prefix="dialoog-bench-") as name:
        house = furnish(Path(name))
        with house.server, sync_playwright() as playwright:
            flags = [flag.replace("MAP*hal.test*", "MAP hal.test ") for flag in FLAGS.split()]
            browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
            said = Path(name) / "mensen.txt"
            people = send_people(house, said, asked.telefoons, asked.minuten + OVER_S / 60, asked.tempo)
            meting = Meting(house, asked.telefoons, asked.minuten, asked.tempo)
            try:
                play(meting, browser, asked.beeld)
            except (Gestrand, PlaywrightError) as error:
                meting.gestrand = str(error)
            finally:
                people.terminate()
                people.wait(60)
            browser.close()
        found = said.read_text()
        log = house.server.log.read_text()
    command = f"python -m bench.avond --telefoons {asked.telefoons} --minuten {asked.minuten:g} --tempo {asked.tempo:g}"
    print(verslag(meting, command, found, log))
    missed = beoordeel(meting, found, log)
    print("\n".join(f"missed: {line}" for line in missed) or "all aims met")
    return 1 if missed else 0


def send_people(house: Huis, said: Path, aantal: int, minuten: float, tempo: float) -> "subprocess.Popen[bytes]":
    """The simulated phones, in a process of their own; what they say goes to a file."""
    command = [*dialoog(), "simuleer", "--server", house.server.adres, "--code", house.code, "--zaad", "7"]
    command += ["--telefoons", str(aantal), "--minuten", str(minuten), "--tempo", str(tempo)]
    with said.open("wb") as out:
        return subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=os.environ.copy())


def play(meting: Meting, browser: Browser, beeld: Path | None) -> None:
    """The regie turns the steps. Raises Gestrand, or what Playwright raises."""
    house = meting.huis
    evening = f"/regie/{house.korte_naam}/avond/{house.bijeenkomst}"
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="nl-NL")
    regie = pagina(page, house.server.adres, house.link, evening)
    beamer = browser.new_page(viewport={"width": 1920, "height": 1080}, locale="nl-NL")
    beamer.add_init_script(ZIE)
    beamer.goto(f"{house.server.adres}/beamer/{house.beamer}")
    proef = meting.proef = Proef(house, beamer)
    leiding = Leiding(regie, lambda what: tijd(meting, proef, page, what, beeld), proef.tik)
    meting.gedrukt = leiding.gedrukt
    over = meting.begint("binnen")
    leiding.tijd("binnen")
    over()
    for titel in STAPPEN:
        leiding.ga_naar(titel)
        proef.hoor()
        meting.stappen.append(titel)
        over = meting.begint(titel)
        leiding.tijd(titel)
        leiding.rond_af()
        over()
    meting.kijk(einde=True)


def tijd(meting: Meting, proef: Proef, page: Page, what: str, beeld: Path | None) -> None:
    """Let the part of the evening that belongs to this go by, measuring. Raises Gestrand when it takes too long."""
    if time.monotonic() > meting.begin + 60 * meting.minuten + OVER_S:
        raise Gestrand(f"it takes more than {OVER_S} s longer than asked")
    step = meting.stappen[-1] if meting.stappen else ""
    part = DEEL.get(what) or DEEL.get(f"{step} {what}", 0.05)
    until = time.monotonic() + 60 * meting.minuten * part
    if what == "Ideeen":
        proef.schrijf(until, meting.kijk)
    while (left := until - time.monotonic()) > 0:
        page.wait_for_timeout(1000 * min(left, 1))
        meting.kijk()
    if beeld is not None:
        beeld.mkdir(parents=True, exist_ok=True)
        for naam, screen in (("regie", page), ("beamer", proef.beamer)):
            screen.screenshot(path=beeld / f"{len(meting.stappen)}-{what}-{naam}.png")


if __name__ == "__main__":
    sys.exit(main())
