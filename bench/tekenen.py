"""What one beat costs: drawing all live screens of an evening after one change.

    python -m bench.tekenen                        the sizes of HALLEN, every werkvorm
    python -m bench.tekenen --tegen FOLDER         the same beside another checkout, case by case in turn
    python -m bench.tekenen --profiel kleuren-groepen --mensen 150 --ideeen 300 --groepen 23

Per case: ms of processor time of the whole beat (the best of seven, so neighbours do not count), the
same with only one audience listening (`groep`: the hall and all groups), of a beat in which nothing changed (`stil`),
and how many SQL statements a beat takes. The evening stands in a temporary folder; nothing is sent to anybody.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HALLEN = ((20, 68, 0), (20, 68, 5), (100, 300, 5), (100, 68, 15), (150, 300, 23), (150, 600, 23))
"""(people, ideas, groups)."""
GEVALLEN = (
    "deur",
    "belangen",
    "tafels",
    "ideeen",
    "kleuren-zaal",
    "kleuren-groepen",
    "kleuren-iedereen",
    "kiezen-zaal",
    "kiezen-groep",
    "kiezen-persoon",
    "stickeren",
    "uitslag",
)
KLEUREN = ("grijs", "geel", "blauw", "rood")
HERHALINGEN = 7


class Avond:
    """An evening of this size, with the ids that changes need."""

    def __init__(self, app: Any, mensen: int, ideeen: int, groepen: int, korte_naam: str = "wijk") -> None:
        from dialoog.bijeenkomst.groepen import groepen as groepen_van
        from dialoog.bijeenkomst.groepen_maken import make_groepen
        from dialoog.database import db
        from tests import builders

        self.app = app
        self.dialoog = builders.make_dialoog(korte_naam)
        self.avond = builders.make_bijeenkomst(self.dialoog)
        self.mensen = [
            builders.make_deelnemer(self.dialoog, f"Naam {n}", bijeenkomst=self.avond, belangen=(1 + n % 5,))
            for n in range(mensen)
        ]
        self.eerste = builders.make_stap(self.avond, "ideeen", muur="meteen", gesloten=False)
        self.ideeen = builders.make_ideeen(self.dialoog, ideeen, self.eerste)
        if groepen:
            make_groepen(self.dialoog, self.avond, groepen, "loten", 0, "Marit")
        self.groepen = [groep.id for groep in groepen_van(db.session(), self.avond)]
        self._spread()
        self.beurt = 0

    def _spread(self) -> None:
        from sqlalchemy import text

        from dialoog.database import transaction

        with transaction() as session:
            for n, idee in enumerate(self.ideeen):
                session.execute(
                    text("UPDATE idee SET indiener = :wie, kleur = :kleur WHERE id = :id"),
                    {"wie": self.mensen[n % len(self.mensen)], "kleur": KLEUREN[n % 4], "id": idee},
                )
                session.execute(
                    text(
                        "INSERT INTO idee_deelvraag "
                        "SELECT :id, id FROM deelvraag WHERE dialoog_id = :d AND volgorde = :v"
                    ),
                    {"id": idee, "d": self.dialoog, "v": 1 + n % 2},
                )

    def live(self, soort: str, **instellingen: Any) -> int:
        """Make this the live step, started."""
        from dialoog.bijeenkomst.queries import live_stap
        from dialoog.bijeenkomst.service import go_to_step
        from dialoog.bijeenkomst.werkvorm import werkvorm
        from dialoog.database import db
        from tests import builders

        number = builders.make_stap(self.avond, soort, **{**werkvorm(soort).standaard(), **instellingen})
        now = live_stap(db.session(), self.avond)
        go_to_step(self.dialoog, self.avond, now.id if now else None, number, "Marit")
        return number

    def rij(self, sql: str, **values: Any) -> None:
        from sqlalchemy import text

        from dialoog.database import transaction

        with transaction() as session:
            session.execute(text(sql), values)


def bereid(a: Avond, geval: str) -> Callable[[], None]:
    """Put this case live; gives the change that a phone makes in it."""
    from dialoog.bijeenkomst.aanwezig import set_aanwezigheid

    def komt_of_gaat() -> None:
        a.beurt += 1
        set_aanwezigheid(a.dialoog, a.avond, a.mensen[0], "weg" if a.beurt % 2 else "aanwezig", "Marit")

    soort, _, how = geval.partition("-")
    if soort == "deur":
        return komt_of_gaat
    if soort in ("belangen", "tafels"):
        a.live({"belangen": "belangen", "tafels": "groepen"}[soort])
        return komt_of_gaat
    if soort == "ideeen":
        stap = a.live("ideeen")
        return lambda: _idee(a.dialoog, stap)
    if soort == "kleuren":
        return _kleuren(a, a.live("kleuren", manier=how), how)
    if soort == "kiezen":
        return _kiezen(a, a.live("kiezen", eenheid=how), how)
    return _stickeren(a, uitslag=soort == "uitslag")


def _idee(dialoog: int, stap: int) -> None:
    from tests import builders

    builders.make_ideeen(dialoog, 1, stap)


def _kleuren(a: Avond, stap: int, how: str) -> Callable[[], None]:
    kiezers = {"zaal": [], "groepen": a.groepen, "iedereen": a.mensen}[how]
    word = {"groepen": "groep", "iedereen": "deelnemer", "zaal": ""}[how]
    some = a.ideeen[: len(a.ideeen) // 2]
    for n, kiezer in enumerate(kiezers):
        mine = some if how == "iedereen" else some[n :: len(kiezers)]
        for idee in mine:
            _kleur(a, stap, f"{word}:{kiezer}", idee)
    if how == "zaal":
        return lambda: a.rij("UPDATE idee SET kleur = 'rood', versie = versie + 1 WHERE id = :i", i=a.ideeen[0])
    key = f"{word}:{kiezers[0]}" if kiezers else "groep:0"
    left = iter(a.ideeen[len(some) :])
    return lambda: _kleur(a, stap, key, next(left))


def _kleur(a: Avond, stap: int, kiezer: str, idee: int) -> None:
    a.rij(
        "INSERT INTO kleur (stap_id, kiezer, idee_id, kleur, versie) VALUES (:s, :k, :i, 'rood', 1)",
        s=stap,
        k=kiezer,
        i=idee,
    )


def _kiezen(a: Avond, stap: int, how: str) -> Callable[[], None]:
    kiezers = {
        "zaal": ["zaal"],
        "groep": [f"groep:{g}" for g in a.groepen],
        "persoon": [f"deelnemer:{p}" for p in a.mensen],
    }
    for n, kiezer in enumerate(kiezers[how]):
        for idee in a.ideeen[n % 7 : n % 7 + 5]:
            _keuze(a, stap, kiezer, idee)
    left = iter(a.ideeen[20:])
    first = (kiezers[how] or ["zaal"])[0]
    return lambda: _keuze(a, stap, first, next(left))


def _keuze(a: Avond, stap: int, kiezer: str, idee: int) -> None:
    a.rij("INSERT INTO keuze (stap_id, kiezer, idee_id, meegekomen) VALUES (:s, :k, :i, 0)", s=stap, k=kiezer, i=idee)
    if kiezer != "zaal":
        a.rij(
            "INSERT INTO inzending (stap_id, kiezer, versie, ingestuurd) VALUES (:s, :k, 1, 0) "
            "ON CONFLICT (stap_id, kiezer) DO UPDATE SET versie = versie + 1",
            s=stap,
            k=kiezer,
        )


def _stickeren(a: Avond, *, uitslag: bool) -> Callable[[], None]:
    from uuid import uuid4

    from dialoog.database import db
    from dialoog.idee.models import Idee
    from dialoog.stemming.briefje import put_briefje, stand_van
    from dialoog.stemming.queries import ronde_van_stap
    from dialoog.stemming.service import close_stemronde, open_stemronde
    from dialoog.stemming.vaststellen import establish_stemronde
    from tests import builders

    builders.choose(a.live("kiezen"), a.ideeen[:20])
    stap = a.live("stickeren")
    ronde = ronde_van_stap(db.session(), stap)
    assert ronde is not None
    number = ronde.id
    open_stemronde(a.dialoog, number, "Marit")
    nummers = [db.session.get_one(Idee, idee).nummer for idee in a.ideeen[:20]]

    def plak(person: int) -> None:
        a.beurt += 1
        versie = stand_van(a.dialoog, person, number).versie
        mine = [nummers[(a.beurt + n) % 20] for n in range(5)]
        words = {"ronde": number, "versie": versie, "kenmerk": uuid4().hex, "stickers": mine, "klaar": False}
        put_briefje(a.dialoog, person, words)

    for person in a.mensen[: len(a.mensen) - 1]:
        plak(person)
    if not uitslag:
        return lambda: plak(a.mensen[-1])
    close_stemronde(a.dialoog, number, "Marit")
    establish_stemronde(a.dialoog, number, "Marit")
    a.live("uitslag")
    return bereid(a, "deur")


@contextmanager
def counting(app: Any) -> Iterator[list[str]]:
    """The statements that are sent to the database while it is open."""
    from sqlalchemy import event

    from dialoog.database import db

    seen: list[str] = []

    def keep(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", keep)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", keep)


@contextmanager
def avond_op_schijf(mensen: int, ideeen: int, groepen: int) -> Iterator[Avond]:
    """An app with such an evening, in its context."""
    from flask_migrate import upgrade

    from dialoog import create_app
    from dialoog.config import Config
    from dialoog.database import db

    with TemporaryDirectory() as folder:
        app = create_app(Config(data=Path(folder) / "data", sleutels=Path(folder) / "sleutels", testing=True))
        with app.app_context():
            upgrade()
            from sqlalchemy import event

            event.listen(db.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
            db.engine.dispose()
            yield Avond(app, mensen, ideeen, groepen)
            db.session.remove()
            db.engine.dispose()


def luister(a: Avond, publieken: Callable[[str], bool]) -> Any:
    """A pulse with screens of these audiences, warm."""
    from dialoog.live.pulse import Pulse

    pulse = Pulse(a.app, lambda *_: None, lambda evening, publiek: evening == a.avond and publieken(publiek))
    slag(a, pulse)
    return pulse


def _horen(who: str) -> Callable[[str], bool]:
    """Whether screens of this audience hear it; phones of a group hear the hall too."""
    return lambda publiek: publiek.startswith(who) or (who == "groep" and publiek == "zaal")


def slag(a: Avond, pulse: Any) -> float:
    """One beat; ms of processor time."""
    from dialoog.database import db

    db.session.rollback()
    pulse.mark(a.dialoog)
    started = time.thread_time()
    pulse.flush()
    return (time.thread_time() - started) * 1000


def meet(a: Avond, geval: str) -> dict[str, Any]:
    """One case: `{alle, zaal, beamer, regie, groep, sql, stil}`; `stil`: a beat in which nothing changed."""
    change = bereid(a, geval)
    pulses = {"alle": luister(a, lambda _: True)}
    for who in ("zaal", "beamer", "regie", "groep"):
        if who != "groep" or a.groepen:
            pulses[who] = luister(a, _horen(who))
    times: dict[str, list[float]] = {who: [] for who in pulses}
    sql = 0
    for _ in range(HERHALINGEN):
        change()
        for who, pulse in pulses.items():
            if who == "alle":
                with counting(a.app) as seen:
                    times[who].append(slag(a, pulse))
                sql = len(seen)
            else:
                times[who].append(slag(a, pulse))
    result: dict[str, Any] = {who: round(min(found), 1) for who, found in times.items()}
    result["stil"] = round(min(slag(a, pulses["alle"]) for _ in range(5)), 1)
    return {"geval": geval, **result, "sql": sql}


def profiel(a: Avond, geval: str) -> None:
    """Where one case spends its time."""
    import cProfile
    import pstats

    change = bereid(a, geval)
    pulse = luister(a, lambda _: True)
    profile = cProfile.Profile()
    for _ in range(10):
        change()
        profile.enable()
        slag(a, pulse)
        profile.disable()
    pstats.Stats(profile).sort_stats("cumulative").print_stats(70)


def apart(tree: Path, args: list[str]) -> list[dict[str, Any]]:
    """The same measurement in a process of its own, on the code of that checkout."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), "--json", *args],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        check=True,
        capture_output=True,
        text=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def kop(hal: tuple[int, int, int]) -> str:
    return f"\n{hal[0]} mensen, {hal[1]} ideeën, {hal[2]} groepen"


def toon(row: dict[str, Any], voor: dict[str, Any] | None) -> None:
    parts = [f"{row['geval']:<18}"]
    for key in ("alle", "zaal", "beamer", "regie", "groep", "stil", "sql"):
        value = row.get(key)
        if value is None:
            parts.append(f"{key} {'-':>15}" if voor else f"{key} {'-':>6}")
            continue
        text = f"{value:>6}" if voor is None else f"{voor[key]:>6} > {value:<6}"
        parts.append(f"{key} {text}")
    print("  ".join(parts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mensen", type=int)
    parser.add_argument("--ideeen", type=int, default=68)
    parser.add_argument("--groepen", type=int, default=0)
    parser.add_argument("--geval", choices=GEVALLEN, action="append")
    parser.add_argument("--profiel", choices=GEVALLEN)
    parser.add_argument("--tegen", type=Path)
    parser.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    here = Path(__file__).resolve().parent.parent
    if asked.json or asked.profiel:
        sys.path.insert(0, str(Path.cwd()) if asked.json else str(here))
        with avond_op_schijf(asked.mensen or 20, asked.ideeen, asked.groepen) as a:
            if asked.profiel:
                profiel(a, asked.profiel)
            for geval in asked.geval or ():
                print(json.dumps(meet(a, geval)))
        return
    halls = HALLEN if asked.mensen is None else ((asked.mensen, asked.ideeen, asked.groepen),)
    for hall in halls:
        print(kop(hall))
        cases = [g for g in asked.geval or GEVALLEN if hall[2] or not g.endswith(("groep", "groepen"))]
        for case in cases:
            args = ["--mensen", str(hall[0]), "--ideeen", str(hall[1]), "--groepen", str(hall[2]), "--geval", case]
            before = apart(asked.tegen.resolve(), args)[0] if asked.tegen else None
            toon(apart(here, args)[0], before)


if __name__ == "__main__":
    main()
