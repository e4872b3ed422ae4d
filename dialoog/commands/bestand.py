"""`dialoog importeer`, `exporteer` and `themaboek`: files in and out."""

from pathlib import Path

import click

from dialoog.commands.basis import Fout, folders, main, reading, settings, writing

FORMATEN = ["docx", "odt", "pdf", "xlsx", "html", "json"]
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
@_UIT
def themaboek(
    data: Path, sleutels: Path | None, korte_naam: str, formaat: str, voorstel: int | None, out: Path
) -> None:
    """Maak het themaboek van wat er nu is."""
    from dialoog.overdracht.service import export_bytes
    from dialoog.themaboek.service import make_boek

    if formaat == "json" and voorstel is not None:
        raise Fout("Van één voorstel is er geen json. Laat --voorstel weg, of kies een ander formaat.")
    with reading(settings(data, sleutels)):
        content = export_bytes(korte_naam) if formaat == "json" else make_boek(korte_naam, formaat, voorstel)
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Fout(f"{out} kunnen we niet schrijven: {error.strerror or error}.") from error
    click.echo(f"Geschreven: {out}")
