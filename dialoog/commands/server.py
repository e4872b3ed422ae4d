"""`dialoog start`: the server on one's own database."""

import socket
from pathlib import Path

import click
from flask import Flask

from dialoog.begeleider import links, queries, rules
from dialoog.commands.basis import MERK, Fout, folders, main, port_option, settings, writing
from dialoog.config import Config
from dialoog.database import db
from dialoog.server import serve

OVERAL = ("0.0.0.0", "::")


@main.command()
@folders
@port_option
@click.option("--host", default=OVERAL[0], show_default=True, help="Netwerkadres om op te luisteren.")
@click.option("--adres", envvar="DIALOOG_ADRES", help="Adres dat telefoons gebruiken, als dat een ander is.")
def start(data: Path, sleutels: Path | None, host: str, port: int, adres: str | None) -> None:
    """Start de server met uw eigen dialogen, voor elke telefoon op dit netwerk."""
    if (data / MERK).exists():  # nobody has its password, and `demo --opnieuw` would empty it
        raise Fout(f"In de map {data} staat de demo. Kies met --data een map voor uw eigen dialogen.")
    reachable = addresses(host, port)
    with writing(settings(data, sleutels, adres or reachable[0])) as app:
        serve(app, host, port, ready=lambda: welcome(app, reachable))


def welcome(app: Flask, reachable: list[str]) -> None:
    """Say where the server is, and how the first begeleider gets in."""
    config: Config = app.config["DIALOOG"]
    click.echo("Dialoog draait. Telefoons en laptops op hetzelfde netwerk openen:")
    for url in dict.fromkeys([config.adres, *reachable]):
        click.echo(f"  {url}/")
    with app.app_context():
        first = not queries.has_accounts(db.session())
        db.session.rollback()
    if first:
        click.echo("Er is nog geen account. Maak het eerste met deze link (hij werkt één keer):")
        click.echo(f"  {account_url(config, links.new_link(rules.EERSTE))}")
    else:
        click.echo(f"Begeleiders loggen in op {config.adres}/regie/")
    click.echo("Stoppen: Ctrl+C.")


def account_url(config: Config, link: links.Link) -> str:
    """The whole address of a one-time link."""
    return f"{config.adres}/account/{links.sign(config.secret_key, link)}"


def addresses(host: str, port: int) -> list[str]:
    """Addresses at which others reach this server, the likeliest first; never empty."""
    if host not in OVERAL:
        return [f"http://{f'[{host}]' if ':' in host else host}:{port}"]
    return [f"http://{ip}:{port}" for ip in (_own_ips() or ["127.0.0.1"])]


def _own_ips() -> list[str]:
    """The addresses of this machine on its networks: those that a packet would leave from (none is sent)."""
    found: dict[str, None] = {}
    for network in ("10.255.255.255", "192.168.255.255", "172.31.255.255", "192.0.2.1"):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((network, 9))
                found[probe.getsockname()[0]] = None
            except OSError:
                continue
    return [ip for ip in found if not ip.startswith(("127.", "0."))]
