"""How long state machines play."""

from hypothesis import Phase, settings

from dialoog.database import db


def spelen(keren: int, stappen: int, *, kort: bool = False) -> settings:
    """So many plays of so many steps. `kort`: the same ones each time, and what fails is shown as it was found: to
    look for the shortest play with that fault takes minutes, which `make test-lang` has. On PostgreSQL a third of
    them, after all of them on SQLite."""
    if kort:
        keren = -(-keren // 3) if db.engine.dialect.name == "postgresql" else keren
        return settings(
            max_examples=keren, stateful_step_count=stappen, derandomize=True, database=None, phases=(Phase.generate,)
        )
    return settings(max_examples=keren, stateful_step_count=stappen)
