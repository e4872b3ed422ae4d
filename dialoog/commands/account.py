"""`dialoog begeleider-link` and `dialoog lijst`."""

import json
from pathlib import Path

import click
from sqlalchemy import select

from dialoog.begeleider import links, rules
from dialoog.commands.basis import Fout, folders, main, reading, settings
from dialoog.commands.server import account_url
from dialoog.database import db
from dialoog.opgave.models import Dialoog
from dialoog.opgave.queries import find_dialoog

_VOLGORDE = ("afgerond", "bezig", "voorbereiding")


@main.command("begeleider-link")
@folders
@click.argument("email", metavar="E-MAIL")
@click.option("--dialoog", "naam", metavar="NAAM", help="Korte naam van een dialoog om mee te begeleiden.")
@click.option("--adres", envvar="DIALOOG_ADRES", help="Adres van de server, als dat een ander is.")
def begeleider_link(data: Path, sleutels: Path | None, email: str, naam: str | None, adres: str | None) -> None:
    """Maak een link voor een vergeten wachtwoord of een nieuw account. Kan ook als de server draait."""
    if "@" not in email:
        raise Fout(f"{email} is geen e-mailadres. Een e-mailadres ziet er zo uit: naam@voorbeeld.nl.")
    with reading(settings(data, sleutels, adres)) as app:
        dialoog = find_dialoog(db.session(), naam) if naam else None
        if naam and dialoog is None:
            raise Fout(f"Er is geen dialoog met de korte naam {naam}. Bekijk ze met: dialoog lijst")
        link = links.new_link(rules.ACCOUNT, email, dialoog.id if dialoog else None)
        click.echo(account_url(app.config["DIALOOG"], link))
    click.echo(f"De link werkt één keer, en {rules.LINK_DAGEN} dagen lang. Geef hem alleen aan {link.email}.", err=True)


@main.command()
@folders
@click.option("--json", "as_json", is_flag=True, help="Als JSON, voor een ander programma.")
def lijst(data: Path, sleutels: Path | None, as_json: bool) -> None:
    """Toon de dialogen, de afgeronde eerst."""
    with reading(settings(data, sleutels)):
        found = list(db.session.scalars(select(Dialoog).order_by(Dialoog.gemaakt.desc(), Dialoog.id.desc())))
        found.sort(key=lambda dialoog: _VOLGORDE.index(dialoog.staat))
        rows = [{"korte_naam": d.korte_naam, "titel": _titel(d), "staat": d.staat} for d in found]
    if as_json:
        click.echo(json.dumps({"dialogen": rows}, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['korte_naam']:<40} {row['staat']:<14} {row['titel']}")
    if not rows:
        click.echo("Er zijn nog geen dialogen.")


def _titel(dialoog: Dialoog) -> str:
    return f"{dialoog.titel} (oefening)" if dialoog.oefening_van else dialoog.titel
