"""The command itself, the options that all of its parts take, and errors that a user can read."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
from flask import Flask

from dialoog import create_app
from dialoog.config import Config, default_sleutels
from dialoog.database import require_sqlite
from dialoog.errors import BadInput, Refusal
from dialoog.lock import DataInUse, DataLock, noted
from dialoog.server import PortTaken
from dialoog.upgrade import WrongDatabase, bring_up_to_date, is_current
from dialoog.werk import WerkFailed

ADRES = "http://127.0.0.1:8000"
MERK = "demo"
"""File that says: this folder is a demo. `bezig` while it is being filled, `klaar` afterwards."""


class Fout(click.ClickException):
    """Something that the user can mend: one Dutch sentence, exit code 1."""

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)


class Opdracht(click.Group):
    """A group whose own complaints are Dutch too."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        extra["standalone_mode"] = False
        try:
            result = super().main(args, *rest, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.UsageError as error:
            click.echo(_usage(error), err=True)
            sys.exit(error.exit_code)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except click.Abort:
            click.echo("Gestopt.", err=True)
            sys.exit(1)
        sys.exit(result if isinstance(result, int) else 0)


def _usage(error: click.UsageError) -> str:
    """A complaint about how the command was typed, in Dutch, with where help is."""
    path = error.ctx.command_path if error.ctx else "dialoog"
    if isinstance(error, click.NoSuchOption):
        said = f"De optie {error.option_name} bestaat hier niet."
    elif isinstance(error, click.MissingParameter):
        said = f"Er mist iets: {_name(error)}."
    elif isinstance(error, click.BadParameter):
        said = f"Dit past niet bij {_name(error)}. Kijk het na."
    else:
        said = "Deze opdracht kennen we zo niet."
    return f"{said} Er is niets veranderd. Meer uitleg: {path} --help"


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "de opdracht")
    return error.param.opts[0] if isinstance(error.param, click.Option) else error.param.make_metavar(_context(error))


def _context(error: click.BadParameter) -> click.Context:
    return error.ctx or click.Context(click.Command("dialoog"))


@click.group(cls=Opdracht)
@click.version_option(version("dialoog"), prog_name="dialoog", message="%(prog)s %(version)s")
def main() -> None:
    """Dialoog: van de deur tot het themaboek."""


def folders(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command takes: `data` and `sleutels`."""
    where = click.Path(file_okay=False, path_type=Path)
    command = click.option(
        "--sleutels",
        type=where,
        envvar="DIALOOG_SLEUTELS",
        help="Map met de sleutels van stemrondes. Anders: naast de datamap.",
    )(command)
    return click.option(
        "--data",
        type=where,
        envvar="DIALOOG_DATA",
        default=Path("var"),
        show_default=True,
        help="Map met de database en de geheime sleutel.",
    )(command)


def port_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option `port` of a server."""
    port = click.IntRange(1, 65535)
    return click.option(
        "--port", type=port, envvar="DIALOOG_PORT", default=8000, show_default=True, help="Poort om op te luisteren."
    )(command)


def settings(data: Path, sleutels: Path | None, adres: str | None = None, **extra: object) -> Config:
    """Config from options, else from the environment; the address else from the server that runs on this folder."""
    return Config(
        data=data,
        sleutels=sleutels or default_sleutels(data),
        database_url=os.environ.get("DATABASE_URL", ""),
        adres=(adres or os.environ.get("DIALOOG_ADRES") or noted(data) or ADRES).rstrip("/"),
        extra=extra,
    )


@contextmanager
def readable() -> Iterator[None]:
    """Turn what a user can mend into one Dutch sentence and exit code 1."""
    try:
        require_sqlite()
    except RuntimeError as error:
        raise Fout(str(error)) from error
    try:
        yield
    except Refusal as error:
        lines = [error.tekst, *(error.velden.values() if isinstance(error, BadInput) else ())]
        raise Fout("\n".join(dict.fromkeys(lines))) from error
    except (DataInUse, PortTaken, WrongDatabase, WerkFailed) as error:
        raise Fout(str(error)) from error
    except PermissionError as error:
        raise Fout(f"Hier mag dit programma niet bij: {error.filename}. Er is niets veranderd.") from error
    except (FileExistsError, NotADirectoryError) as error:
        raise Fout(f"{error.filename} is geen map. Kies een andere met --data of --sleutels.") from error


@contextmanager
def writing(config: Config) -> Iterator[Flask]:
    """The app with an up-to-date database, for who writes: refuses while another process holds the folder."""
    with readable(), DataLock(config.data) as lock:
        app = create_app(config)
        bring_up_to_date(app, click.echo)
        lock.note(config.adres)
        yield app


@contextmanager
def reading(config: Config) -> Iterator[Flask]:
    """The app in its context with an up-to-date database, for who only reads: works while the server runs."""
    with readable():
        app = create_app(config)
        if not is_current(app):
            with DataLock(config.data):
                bring_up_to_date(app, lambda line: click.echo(line, err=True))
        with app.app_context():
            yield app
