"""`make bladzijden`: eight pages of the book of the demo as pictures in docs/boek/ (needs pdftoppm)."""

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pikepdf
from flask_migrate import upgrade
from PIL import Image

from dialoog import create_app
from dialoog.config import Config
from dialoog.database import db
from dialoog.demo import fill
from dialoog.opgave.queries import find_dialoog
from dialoog.themaboek import queries
from dialoog.themaboek.boek import Boek
from dialoog.themaboek.maken import maak_boek
from tests.themaboek.lezen import pdf_plaatsen

ROOT = Path(__file__).parents[2]
DAG = "2026-10-05"
"""The day on the title page, so that the same book gives the same pictures."""
FIJN = 110
"""Points per inch."""
BLADEN = {
    "1-titelblad": ("", 0),
    "2-inhoud": ("", 1),
    "3-de-stappen": ("5 De stappen", 0),
    "4-grafiek": ("6 De resultaten", 0),
    "5-voorstelkaart": ("Voorstel 1:", 0),
    "6-voorstelkaart-vervolg": ("Voorstel 1:", 1),
    "7-deelnemers": ("Bijlage 1", 0),
    "8-groslijst": ("Bijlage 4", 0),
}
"""Name of the picture → the heading on whose page it begins ("": the first of the book), and how many pages on."""


def demoboek() -> Boek:
    """The book of the finished dialogue of the demo."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        app = create_app(Config(data=folder, sleutels=folder / "sleutels", testing=True))
        with app.app_context():
            upgrade()
            fill(app)
            session = db.session()
            dialoog = find_dialoog(session, "wijkzorg")
            assert dialoog is not None
            book = queries.boek(session, dialoog.id)
            db.session.remove()
            db.engine.dispose()
    return replace(book, titelblad=replace(book.titelblad, datum=DAG))


def main() -> int:
    """Write the pictures; 1 where pdftoppm is not there."""
    parser = argparse.ArgumentParser(prog="python -m tests.themaboek.bladzijden", description=__doc__)
    parser.add_argument("--map", type=Path, default=ROOT / "docs" / "boek")
    folder: Path = parser.parse_args().map
    if shutil.which("pdftoppm") is None:
        print("pdftoppm is not on this machine (Debian: apt install poppler-utils); no picture was made")
        return 1
    pdf = maak_boek(demoboek(), "pdf")
    with pikepdf.open(io.BytesIO(pdf)) as made:
        places = pdf_plaatsen(made)
    folder.mkdir(parents=True, exist_ok=True)
    for naam, (kop, verder) in BLADEN.items():
        begin = min(n for titel, n in places.items() if titel.startswith(kop)) if kop else 1
        picture(pdf, begin + verder, folder / f"{naam}.png")
    print(f"{len(BLADEN)} pages in {folder}")
    return 0


def picture(pdf: bytes, page: int, to: Path) -> None:
    """One page as a PNG of few colours, with a line around it."""
    number = str(page)
    command = ["pdftoppm", "-png", "-r", str(FIJN), "-f", number, "-l", number, "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    with Image.open(io.BytesIO(done.stdout)) as image:
        image.convert("RGB").quantize(160, dither=Image.Dither.NONE).save(to, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
