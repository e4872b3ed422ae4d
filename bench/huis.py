"""What is measured: a server with a rehearsal whose evening has the steps that ask something of phones."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import select

from dialoog import create_app
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.service import set_deur
from dialoog.config import Config
from dialoog.database import db, transaction
from dialoog.overdracht.oefenen import find_oefening, make_oefening
from tests import builders
from tests.server import Server

STAPPEN: dict[str, tuple[str, dict[str, Any]]] = {
    "Tonen": ("tonen", {}),
    "Belangen": ("belangen", {}),
    "Tafels": ("groepen", {"hoe": "kiezen", "aantal": 0}),
    "Ideeen": ("ideeen", {}),
    "Kleuren": ("kleuren", {"manier": "iedereen"}),
    "Kiezen": ("kiezen", {"eenheid": "persoon", "quota": {"grijs": 0, "geel": 9, "blauw": 3, "rood": 9}}),
    "Stickeren": ("stickeren", {"n": 5}),
    "Weer stickeren": ("stickeren", {"n": 1, "zichtbaar": "open"}),
    "Uitslag": ("uitslag", {}),
    "Gesprek": ("gesprek", {}),
}
"""Title → (soort, settings). The second round is an open one with a single sticker: every sticker is pushed to every
screen, and a tie at the edge of the top, so a herstemming, is likely."""


@dataclass(frozen=True)
class Huis:
    """Addresses and ids of the rehearsal."""

    server: Server
    korte_naam: str
    bijeenkomst: int
    code: str
    beamer: str
    link: str
    """With which the begeleider logs in."""

    def rss_mb(self) -> float:
        """Memory of the server now, in MB."""
        assert self.server.process is not None
        status = Path(f"/proc/{self.server.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found.group(1)) / 1024 if found else 0.0

    def cpu_s(self) -> float:
        """Seconds of processor that the server used so far: a figure that other work on the machine leaves alone."""
        assert self.server.process is not None
        fields = Path(f"/proc/{self.server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def furnish(folder: Path) -> Huis:
    """Make the dialogue, its rehearsal with an open door, and an account. The server is not started yet."""
    server = Server(folder)
    app = create_app(Config(data=server.data, sleutels=folder / "sleutels", testing=True))
    with app.app_context():
        upgrade()
        real = builders.make_dialoog()
        evening = builders.make_bijeenkomst(real, deur_open=False)
        for soort, wanted in STAPPEN.values():
            builders.make_stap(evening, soort, **wanted)
        make_oefening(real)
        copy = find_oefening(db.session(), real)
        assert copy is not None
        number, name = copy.id, copy.korte_naam
        row = db.session.scalars(select(Bijeenkomst).where(Bijeenkomst.dialoog_id == number)).one()
        here = row.id
        with transaction() as session:  # settings as above, whatever a copy begins with
            steps = session.scalars(select(Stap).where(Stap.bijeenkomst_id == here).order_by(Stap.volgorde)).all()
            for stap, (titel, (_, wanted)) in zip(steps, STAPPEN.items(), strict=True):
                stap.titel, stap.instellingen = titel, {**stap.instellingen, **wanted}
        set_deur(number, here, open_=True, wie="Marit")
        db.session.rollback()
        row = db.session.get_one(Bijeenkomst, here)
        code, beamer = row.code, row.beamer_token
        db.session.remove()
        db.engine.dispose()
    said = server.command("begeleider-link", "marit@streek.example", "--dialoog", name).stdout
    found = re.search(r"/account/\S+", said)
    assert found, said
    return Huis(server, name, here, code, beamer, found.group(0))
