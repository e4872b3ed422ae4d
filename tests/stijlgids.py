"""Renders the specimens in templates/stijlgids/ to a folder, so that one can look at every part without a dialogue.

Usage: python tests/stijlgids.py DIR [--serveer POORT]
The folder gets one .html per specimen and a link to static/; --serveer shows it on 127.0.0.1 until interrupted
(icons come from a sprite, which a browser does not read from file://).
"""

import argparse
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from wtforms import (
    BooleanField,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"

GIDS_CSS = """@layer scherm {
.gids main { max-inline-size: 1280px; margin: auto; padding: 36px; display: grid; gap: 24px; }
.gids .rij { display: flex; flex-wrap: wrap; gap: 20px; align-items: center; }
.gids .drie { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); align-items: start; }
.gids h2 { margin-block-end: 8px; }
.gids .vormkaart { display: grid; justify-items: center; font-size: 16px; color: var(--vak-diep); }
.gids .vormkaart .vorm { inline-size: 48px; block-size: 48px; }
}
"""


class Formulier(Form):
    """One field of every kind that veld_van() draws."""

    naam = StringField("Uw naam")
    code = StringField("Code")
    belang = SelectMultipleField(
        "Waar komt u voor op?", choices=[SelectChoice("1", "Oudere bewoners"), SelectChoice("2", "Jongeren")]
    )
    namens = RadioField(
        "Namens wie doet u mee?", choices=[SelectChoice("groep", "Groep"), SelectChoice("zelf", "Uzelf")]
    )
    gemeente = SelectField("Uw gemeente", choices=[SelectChoice("a", "Lindehoven"), SelectChoice("b", "Waterveld")])
    bericht = TextAreaField("Wilt u nog iets kwijt?", description="Alleen de begeleider leest dit.")
    boek = BooleanField("Mijn naam mag in het themaboek")


def formulier_met_fouten() -> Formulier:
    """A filled form with two errors, as a failed submit leaves it."""
    form = Formulier(data={"code": "H7K 4WQ", "belang": ["2"], "namens": "zelf", "gemeente": "b"})
    form.naam.errors = ["Vul uw naam in. Dan weten wij wie er is."]
    form.code.errors = ["Deze code kennen we niet. Kijk nog eens op het scherm."]
    return form


def build_environment() -> Environment:
    """Plain Jinja for the specimens: `static_url` points at the linked folder, `_` passes Dutch through."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"]
    )
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(static_url=lambda path: f"static/{path}", formulier=formulier_met_fouten())
    return env


def specimens() -> list[Path]:
    """The pages on parts and phone, relative to templates/; what starts with _ is a piece of one."""
    folder = TEMPLATES / "stijlgids"
    pages = [folder / "onderdelen.html", *folder.glob("telefoon/*.html")]
    return sorted(page.relative_to(TEMPLATES) for page in pages if not page.name.startswith("_"))


def render_specimens(target: Path) -> list[Path]:
    """Write every specimen to `target` and link static/ beside it; returns the files written."""
    target.mkdir(parents=True, exist_ok=True)
    link = target / "static"
    if not link.exists():
        link.symlink_to(ROOT / "static")
    (target / "stijlgids.css").write_text(GIDS_CSS, encoding="utf-8")
    env = build_environment()
    written = []
    for page in specimens():
        name = "-".join(page.with_suffix("").parts[1:]) + ".html"
        (target / name).write_text(env.get_template(page.as_posix()).render(), encoding="utf-8")
        written.append(target / name)
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description="Render the style guide.")
    parser.add_argument("dir", type=Path)
    parser.add_argument("--serveer", type=int, metavar="POORT")
    args = parser.parse_args()
    for path in render_specimens(args.dir):
        print(path)
    if args.serveer:
        handler = partial(SimpleHTTPRequestHandler, directory=str(args.dir))
        ThreadingHTTPServer(("127.0.0.1", args.serveer), handler).serve_forever()


if __name__ == "__main__":
    main()
