"""What the `dialoog` command can do."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask import Flask

from dialoog import create_app
from dialoog.config import Config, default_sleutels
from dialoog.lock import DataInUse, DataLock
from dialoog.server import PortTaken, serve
from dialoog.upgrade import WrongDatabase, bring_up_to_date, is_current


@click.group(context_settings={"auto_envvar_prefix": "DIALOOG"})
def main() -> None:
    """Dialoog: van de deur tot het themaboek."""


def folders(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command takes: `data` and `sleutels`."""
    command = click.option(
        "--sleutels",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="DIALOOG_SLEUTELS",
        help="Map met de sleutels van stemrondes (anders: naast de datamap).",
    )(command)
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="DIALOOG_DATA",
        default=Path("var"),
        show_default=True,
        help="Map met database en geheime sleutel.",
    )(command)


def address(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a server."""
    return click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Poort.")(
        command
    )


def settings(data: Path, sleutels: Path | None, adres: str | None = None) -> Config:
    return Config(
        data=data,
        sleutels=sleutels or default_sleutels(data),
        database_url=os.environ.get("DATABASE_URL", ""),
        adres=adres or os.environ.get("DIALOOG_ADRES", "http://127.0.0.1:8000"),
    )


@contextmanager
def readable() -> Iterator[None]:
    """Turn what a user can mend into one Dutch line and exit code 1."""
    try:
        yield
    except (DataInUse, PortTaken, WrongDatabase) as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def writing(config: Config) -> Iterator[Flask]:
    """The app with an up-to-date database, for a command that writes: refuses while the server runs."""
    with readable(), DataLock(config.data):
        app = create_app(config)
        bring_up_to_date(app, click.echo)
        yield app


@contextmanager
def reading(config: Config) -> Iterator[Flask]:
    """The app with an up-to-date database, for a command that only reads: works while the server runs."""
    with readable():
        app = create_app(config)
        if not is_current(app):
            with DataLock(config.data):
                bring_up_to_date(app, lambda line: click.echo(line, err=True))
        yield app


@main.command()
@folders
@address
@click.option("--host", default="0.0.0.0", show_default=True, help="Netwerkadres om op te luisteren.")
@click.option("--adres", envvar="DIALOOG_ADRES", help="Adres dat telefoons gebruiken, als dat een ander is.")
def start(data: Path, sleutels: Path | None, host: str, port: int, adres: str | None) -> None:
    """Start de server met uw eigen dialogen."""
    reachable = addresses(host, port)
    config = settings(data, sleutels, (adres or reachable[0]).rstrip("/"))
    with writing(config) as app:
        serve(app, host, port, ready=lambda: welcome(app, reachable))


def welcome(app: Flask, reachable: list[str]) -> None:
    """Say where the server is."""
    click.echo("Dialoog draait. Telefoons en laptops op hetzelfde netwerk openen:")
    for url in dict.fromkeys([app.config["DIALOOG"].adres, *reachable]):
        click.echo(f"  {url}/")
    click.echo("Stoppen: Ctrl+C.")


def addresses(host: str, port: int) -> list[str]:
    """Addresses at which others reach this server, the likeliest first; never empty."""
    if host not in ("0.0.0.0", "::"):
        return [f"http://{host}:{port}"]
    return [f"http://{ip}:{port}" for ip in (_own_ips() or ["127.0.0.1"])]


def _own_ips() -> list[str]:
    """The addresses of this machine on its networks: which one a packet would leave from (none is sent)."""
    found: dict[str, None] = {}
    for network in ("10.255.255.255", "192.168.255.255", "172.31.255.255", "192.0.2.1"):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((network, 9))
                found[probe.getsockname()[0]] = None
            except OSError:
                continue
    return [ip for ip in found if not ip.startswith(("127.", "0."))]
