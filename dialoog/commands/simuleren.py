"""`dialoog simuleer`: phones without people, for a rehearsal."""

import signal

import click

from dialoog.commands.basis import Fout, main


@main.command()
@click.option("--server", required=True, metavar="URL", help="Adres van de server, bijvoorbeeld http://127.0.0.1:8000")
@click.option("--code", required=True, metavar="CODE", help="Code van de deur van een oefening.")
@click.option("--telefoons", type=click.IntRange(1, 500), default=20, show_default=True, help="Hoeveel mensen.")
@click.option("--tempo", type=click.FloatRange(0.1, 50), default=1.0, show_default=True, help="2 is twee keer zo snel.")
@click.option("--minuten", type=click.FloatRange(0.1, 600), default=180.0, show_default=True, help="Stop na zo lang.")
@click.option("--zaad", type=int, help="Voor twee keer hetzelfde toeval.")
def simuleer(server: str, code: str, telefoons: int, tempo: float, minuten: float, zaad: int | None) -> None:
    """Laat nagebootste mensen meedoen aan een oefening, als echte telefoons."""
    from dialoog.simulatie.telefoon import Afgelopen, GeenOefening
    from dialoog.simulatie.zaal import Zaal

    zaal = Zaal(server, code, telefoons, tempo, zaad)
    signal.signal(signal.SIGTERM, lambda *_: zaal.stop())
    signal.signal(signal.SIGINT, lambda *_: zaal.stop())
    try:
        telling = zaal.run(click.echo, minuten)
    except GeenOefening:
        raise Fout(
            "Bij deze code hoort geen oefening. Er is niets gestuurd. Maak eerst een oefening in de regie."
        ) from None
    except Afgelopen:
        raise Fout("De deur is dicht, of deze code klopt niet. Er is niets gestuurd.") from None
    for line in telling.slot():
        click.echo(line)
    if telling.fouten:
        raise Fout("Er ging iets mis. Kijk hierboven.")
