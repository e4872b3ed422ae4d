"""`dialoog importeer`, `exporteer` and `themaboek`: files in and out."""

from pathlib import Path

import click

from dialoog.commands.basis import Fout, folders, main, reading, settings, writing

FORMATEN = ["docx", "odt", "pdf", "xlsx", "html", "json"]
SOORTEN = ["volledig", "openbaar"]
_FILE = click.Path(dir_okay=False, path_type=Path)
_UIT = click.option("-o", "--uit", "out", type=_FILE, required=True, metavar="FILE", help="Bestand om te schrijven.")


@main.command()
@folders
@click.argument("file", type=_FILE, metavar="FILE")
@click.option("--voor", metavar="E-MAIL", help="Begeleider die de dialoog krijgt. Anders ziet elke begeleider hem.")
@click.option("--in", "in_", metavar="NAAM", help="Voeg alleen deelnemers en ideeën toe aan deze dialoog.")
def importeer(data: Path, sleutels: Path | None, file: Path, voor: str | None, in_: str | None) -> None:
    """Lees een uitwisselbestand in als nieuwe dialoog."""
    from dialoog.overdracht.service import import_file

    with writing(settings(data, sleutels)) as app, app.app_context():
        result = import_file(file, voor=voor, in_=in_)
    for melding in result.meldingen:
        click.echo(melding)
    click.echo(f"Ingelezen: {result.titel}. Korte naam: {result.korte_naam}")


@main.command()
@folders
@click.argument("korte_naam", metavar="KORTE_NAAM")
@_UIT
def exporteer(data: Path, sleutels: Path | None, korte_naam: str, out: Path) -> None:
    """Schrijf een dialoog als uitwisselbestand."""
    from dialoog.overdracht.service import export_file

    with reading(settings(data, sleutels)):
        left = export_file(korte_naam, out)
    for melding in left:
        click.echo(melding)
    click.echo(f"Geschreven: {out}")


@main.command()
@folders
@click.argument("korte_naam", metavar="KORTE_NAAM")
@click.option("--formaat", type=click.Choice(FORMATEN), default="docx", show_default=True)
@click.option("--voorstel", type=int, metavar="N", help="Alleen de kaart van dit voorstel.")
@click.option("--avond", type=int, metavar="N", help="Alleen het verslag van de zoveelste bijeenkomst, vanaf 1.")
@click.option(
    "--soort", type=click.Choice(SOORTEN), default="volledig", show_default=True, help="Voor wie het boek is."
)
@click.option("--uitgave", type=int, metavar="N", help="Het vastgelegde bestand van deze uitgave, in plaats van nu.")
@_UIT
def themaboek(
    data: Path,
    sleutels: Path | None,
    korte_naam: str,
    formaat: str,
    voorstel: int | None,
    avond: int | None,
    soort: str,
    uitgave: int | None,
    out: Path,
) -> None:
    """Maak het themaboek van wat er nu is, of geef een vastgelegde uitgave."""
    from dialoog.overdracht.service import export_bytes
    from dialoog.themaboek.service import frozen_boek, make_boek
    from dialoog.themaboek.verslagen import FORMATEN as VERSLAGEN
    from dialoog.themaboek.verslagen import make_verslag_van

    if voorstel is not None and (formaat == "json" or uitgave is not None):
        what = "is er geen json" if formaat == "json" else "is er geen uitgave"
        raise Fout(f"Van één voorstel {what}. Laat --voorstel weg, of kies iets anders.")
    if avond is not None and (formaat not in VERSLAGEN or voorstel is not None or uitgave is not None):
        raise Fout(f"Een verslag is er alleen als {', '.join(VERSLAGEN)}, en zonder --voorstel en --uitgave.")
    openbaar = soort == "openbaar"
    with reading(settings(data, sleutels)):
        if avond is not None:
            content = make_verslag_van(korte_naam, avond, formaat)
        elif uitgave is not None:
            content = frozen_boek(korte_naam, uitgave, soort, formaat)
        elif formaat == "json":
            content = export_bytes(korte_naam, openbaar=openbaar)
        else:
            content = make_boek(korte_naam, formaat, voorstel, openbaar=openbaar)
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Fout(f"{out} kunnen we niet schrijven: {error.strerror or error}.") from error
    click.echo(f"Geschreven: {out}")
