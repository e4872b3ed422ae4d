"""`dialoog demo`: a living example on this machine alone."""

import fnmatch
import shutil
from pathlib import Path

import click
from flask import Flask

from dialoog.commands.basis import MERK, Fout, folders, main, port_option, readable, settings, writing
from dialoog.commands.server import addresses
from dialoog.config import DATABASE_FILE, SECRET_FILE, Config
from dialoog.lock import LOCK_FILE, DataLock
from dialoog.server import serve

MAPPEN = ("uitgaven", "beelden", "huisstijl")
"""What one leaves behind in a demo by playing with it."""
_EIGEN = (MERK, SECRET_FILE, LOCK_FILE, f"{DATABASE_FILE}*", *MAPPEN)


@main.command()
@folders
@port_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Netwerkadres om op te luisteren.")
@click.option("--opnieuw", is_flag=True, help="Begin met een verse demo.")
def demo(data: Path, sleutels: Path | None, host: str, port: int, opnieuw: bool) -> None:
    """Start een levend voorbeeld: een afgeronde dialoog, en een om mee te spelen."""
    url = addresses(host, port)[0]
    config = settings(data, sleutels, url, DIALOOG_DEMO=True)
    prepare(config, opnieuw=opnieuw)
    with writing(config) as app:
        fill_once(app, config)
        serve(app, host, port, ready=lambda: welcome(app, url))


def prepare(config: Config, *, opnieuw: bool) -> None:
    """Make sure that the folder holds a demo and nothing else; with `opnieuw`, or half filled, empty it.

    Raises Fout (somebody's own data, or the demo runs already)."""
    mark = config.data / MERK
    with readable(), DataLock(config.data):
        strange = [file.name for file in config.data.iterdir() if not _own(file)]
        others = [file.name for file in config.data.iterdir() if file.name not in (LOCK_FILE, SECRET_FILE, MERK)]
        if strange or (others and not mark.exists()):
            raise Fout(
                f"In de map {config.data} staat al iets anders dan een demo ({(strange or others)[0]}). "
                "Kies een lege map met --data. Er is niets veranderd."
            )
        if opnieuw or (mark.exists() and mark.read_text() != "klaar"):
            for file in config.data.glob(f"{DATABASE_FILE}*"):
                file.unlink()
            for name in MAPPEN:
                shutil.rmtree(config.data / name, ignore_errors=True)
            mark.unlink(missing_ok=True)


def fill_once(app: Flask, config: Config) -> None:
    """Fill an empty demo. Killed halfway, the next start begins afresh."""
    from dialoog.demo import fill
    from dialoog.demo.uitgaven import fill_uitgaven

    mark = config.data / MERK
    if mark.exists():
        return
    click.echo("De demo wordt gevuld. Dat duurt even.")
    mark.write_text("bezig")
    with app.app_context():
        fill(app)
        fill_uitgaven()
    mark.write_text("klaar")


def welcome(app: Flask, url: str) -> None:
    """Links that lead straight to regie, beamer and phone."""
    from dialoog.demo import links

    click.echo("De demo draait. Open:")
    with app.app_context():
        for woord, pad in links(app):
            click.echo(f"  {woord:<28} {url}{pad}")
    click.echo("Stoppen: Ctrl+C. Opnieuw beginnen: dialoog demo --opnieuw")


def _own(file: Path) -> bool:
    return any(fnmatch.fnmatch(file.name, pattern) for pattern in _EIGEN)
