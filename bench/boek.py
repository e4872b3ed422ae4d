"""How long making the book takes, how much memory, and what a live evening notices of it.

`python -m bench.boek` prints each figure beside its aim. It is one run, so that ratios hold on a busy machine."""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import socketio
from flask import Flask
from flask_migrate import upgrade

from bench.meting import p95
from dialoog import create_app
from dialoog.config import Config
from dialoog.database import db
from dialoog.opgave.queries import find_dialoog
from dialoog.overdracht.service import import_bytes
from dialoog.themaboek import queries
from dialoog.themaboek.boek import Boek, boek_from_dict, boek_to_dict
from dialoog.werk import run_werk
from tests import builders
from tests.crowd import SimPhone
from tests.plek import Plek, turn_to
from tests.server import Server
from tests.wereld import BESTAND, make_plek

DOELEN_S = {"docx": 3.0, "pdf": 3.0, "odt": 3.0, "xlsx": 0.5, "html": 3.0}
"""For 68 ideas and five long cards."""
VOORRANG = ["chrt", "-r", "1"]
"""Where it is allowed, the time of a file is taken before other work of the machine; memory and the beat are not."""
GROOT_S, GROOT_MB = 20.0, 500.0
"""For 1,000 ideas and 400 people, each format."""
HUB_S = 0.5
"""Reading the large book from the database, which the server itself does."""
SLAG = 1.5
"""p95 of the beat while books are made, over that without."""
LANG = 4_500
"""Characters of a long answer."""
RONDES, IDEEEN = 4, 25


@dataclass(frozen=True)
class Cijfer:
    """One figure and the most it may be."""

    wat: str
    waarde: float
    doel: float
    eenheid: str = "s"

    @property
    def regel(self) -> str:
        said = f"{self.waarde:8.2f} {self.eenheid:3} (aim {self.doel:g})"
        return f"{'ok  ' if self.waarde <= self.doel else 'MISS'} {self.wat:44} {said}"


def main(*, alleen_slag: bool = False) -> int:
    """0 when every aim is met."""
    found: list[Cijfer] = []
    with tempfile.TemporaryDirectory(prefix="dialoog-bench-boek-") as name:
        folder = Path(name)
        server = Server(folder)
        app = create_app(Config(data=server.data, sleutels=folder / "sleutels", testing=True))
        with app.app_context():
            upgrade()
            account = builders.make_begeleider()
            plek = make_plek("ideeen", "marit@streek.example")
            turn_to(plek, "ideeen")
            gewoon = met_lange_kaarten(queries.boek(db.session(), plek.dialoog))
            groot, seconds = read_groot()
            found.append(Cijfer("large: reading it from the database", seconds, HUB_S))
            cookie = login(app, account)
            db.session.remove()
            db.engine.dispose()
        if not alleen_slag:
            found += files(gewoon, groot)
        with server:
            found += beat(server, plek, cookie)
    for cijfer in found:
        sys.stdout.write(f"{cijfer.regel}\n")
    return int(any(cijfer.waarde > cijfer.doel for cijfer in found))


def files(gewoon: Boek, groot: Boek) -> list[Cijfer]:
    """Time and memory of each format."""
    found = [Cijfer(f"68 ideas, five long cards: {f}", once(gewoon, f, 3)[0], aim) for f, aim in DOELEN_S.items()]
    for formaat in DOELEN_S:
        seconds, mb = once(groot, formaat, 1)
        found += [
            Cijfer(f"1,000 ideas, 400 people: {formaat}", seconds, GROOT_S),
            Cijfer(f"1,000 ideas, 400 people: {formaat}, memory", mb, GROOT_MB, "MB"),
        ]
    return found


# --- the books ------------------------------------------------------------------------------------------------


def met_lange_kaarten(book: Boek) -> Boek:
    """The example with five cards of which each answer is long."""
    zin = "<p>Een wijkverpleegkundige belt op vaste dagen aan en vraagt hoe het gaat.</p>"
    long = zin * (LANG // len(zin))
    card = book.voorstellen[0]
    answers = tuple(replace(a, antwoord_html=long if n in (0, 5) else zin * 12) for n, a in enumerate(card.antwoorden))
    cards = tuple(replace(card, nummer=n, titel=f"Kaart {n}", antwoorden=answers) for n in range(1, 6))
    return replace(book, voorstellen=cards)


def read_groot() -> tuple[Boek, float]:
    """A book of 1,000 ideas and 400 people out of the database, and how long reading took (the best of three)."""
    plain: dict[str, Any] = json.loads(BESTAND.read_bytes())
    texts = [idea["tekst"] for idea in plain["ideeen"] if idea["tekst"]]
    last = max(idea["nummer"] for idea in plain["ideeen"])
    numbers = range(last + 1, last + 1001 - len(plain["ideeen"]))
    plain["ideeen"] += [{"nummer": n, "tekst": texts[n % len(texts)]} for n in numbers]
    belangen = [belang["naam"] for belang in plain["belangen"]]
    many = range(400 - len(plain["deelnemers"]))
    plain["deelnemers"] += [
        {"organisatie": f"Organisatie {n}", "belangen": [belangen[n % len(belangen)]], "aanwezig": [1, 2]} for n in many
    ]
    made = import_bytes(json.dumps({**plain, "korte_naam": "groot"}).encode())
    session, took = db.session(), []
    dialoog = find_dialoog(session, made.korte_naam)
    assert dialoog is not None
    number = dialoog.id
    for _ in range(3):
        session.rollback()
        began = time.perf_counter()
        book = queries.boek(session, number)
        took.append(time.perf_counter() - began)
    assert (len(book.ideeen), len(book.deelnemers)) == (1000, 400)
    return book, min(took)


def once(book: Boek, formaat: str, keren: int) -> tuple[float, float]:
    """Seconds (the median) and MB (the largest process) of making a file in a child process of its own."""
    first = VOORRANG if subprocess.run([*VOORRANG, "true"], capture_output=True, check=False).returncode == 0 else []
    took = subprocess.run(
        [*first, sys.executable, "-m", "bench.boek", "maak", formaat, str(keren)],
        input=json.dumps(boek_to_dict(book)), capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds, mb = took.stdout.split()
    return float(seconds), float(mb)


def maak(formaat: str, keren: int) -> None:
    """In a process of its own, so that its children are the only ones counted."""
    book = boek_to_dict(boek_from_dict(json.load(sys.stdin)))
    took = []
    for _ in range(keren):
        began = time.perf_counter()
        run_werk({"soort": "boek", "formaat": formaat, "boek": book, "voorstel": None})
        took.append(time.perf_counter() - began)
    mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sys.stdout.write(f"{statistics.median(took)} {mb}\n")


# --- the beat of a live evening -------------------------------------------------------------------------------


def login(app: Flask, account: int) -> dict[str, str]:
    """The cookie of a begeleider who is logged in."""
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return {app.config["SESSION_COOKIE_NAME"]: signer.dumps({"_user_id": f"{account}.1", "_fresh": True})}


class Beamer:
    """Hears every region of the beamer."""

    def __init__(self, server: Server, token: str) -> None:
        self.nieuws = threading.Event()
        self._client = socketio.Client()
        self._client.on("regio", lambda _: self.nieuws.set())
        self._client.connect(server.adres, transports=["websocket"])
        self._client.call("aanwezig", {"pagina": "beamer", "token": token})

    def weg(self) -> None:
        self._client.disconnect()


def beat(server: Server, plek: Plek, cookie: dict[str, str]) -> list[Cijfer]:
    """From sending an idea to the news on the beamer, in turn without books and with two being made all the time."""
    phones = [SimPhone(server.adres, f"Deelnemer {n}") for n in range(20)]
    for n, phone in enumerate(phones):
        phone.join(plek.uitnodiging, n)
    beamer = Beamer(server, plek.beamer)
    ideas(phones, beamer)  # the first are slower: nothing is remembered yet
    rustig: list[float] = []
    druk: list[float] = []
    made: list[int] = []
    for _ in range(RONDES):
        rustig += ideas(phones, beamer)
        stop = threading.Event()
        makers = [
            threading.Thread(target=keep_making, args=(server, plek, cookie, formaat, stop, made))
            for formaat in ("pdf", "docx")
        ]
        for maker in makers:
            maker.start()
        time.sleep(0.3)
        druk += ideas(phones, beamer)
        stop.set()
        for maker in makers:
            maker.join()
    beamer.weg()
    sys.stdout.write(
        f"beat without books: median {statistics.median(rustig):.0f}, p95 {p95(rustig):.0f} ms; with {len(made)} books "
        f"made meanwhile: median {statistics.median(druk):.0f}, p95 {p95(druk):.0f} ms\n"
    )
    return [Cijfer("the beat while books are made, p95 over p95", p95(druk) / p95(rustig), SLAG, "x")]


def ideas(phones: list[SimPhone], beamer: Beamer) -> list[float]:
    """Milliseconds of each."""
    took = []
    for n in range(IDEEEN):
        time.sleep(0.13 + 0.02 * (n % 5))
        beamer.nieuws.clear()
        began = time.perf_counter()
        phones[n % len(phones)].idee(f"Een bank op hoek {n} van de straat, dicht bij de bus")
        assert beamer.nieuws.wait(10), "no news on the beamer"
        took.append((time.perf_counter() - began) * 1000)
    return took


def keep_making(
    server: Server, plek: Plek, cookie: dict[str, str], formaat: str, stop: threading.Event, made: list[int]
) -> None:
    with httpx.Client(base_url=server.adres, cookies=cookie, timeout=60) as client:
        while not stop.is_set():
            answer = client.get(f"/regie/{plek.korte_naam}/themaboek/boek.{formaat}")
            assert answer.status_code == 200, answer.status_code
            made.append(len(answer.content))


if __name__ == "__main__":
    if sys.argv[1:2] == ["maak"]:
        maak(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main(alleen_slag="slag" in sys.argv[1:]))
