"""A card that was drawn before is not drawn again.

Of a wall of 300 ideas one changes per beat. `eens(macro, …)` in a template gives what the macro gives, from memory when
it was made of the same values before. What is remembered goes by the values themselves, so it cannot be old; a macro
that is called so uses its arguments and nothing around it (a test looks)."""

import marshal
from typing import Any

from flask import Flask
from jinja2.runtime import Macro
from markupsafe import Markup

MOST = 4 * 1024 * 1024
"""Letters that are kept; then it starts anew."""


class Geheugen:
    """Markup by macro and plain values (numbers, words, lists and dicts of these)."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Any, bytes], Markup] = {}
        self._size = 0

    def eens(self, macro: Macro, *waarden: Any) -> Markup:
        """The markup of `macro(*waarden)`. Other values than plain ones are drawn each time."""
        try:
            key = (macro._func.__code__, marshal.dumps(waarden, 2))  # 2: the same values, the same bytes
        except ValueError:
            return Markup(macro(*waarden))
        found = self._kept.get(key)
        if found is None:
            found = Markup(macro(*waarden))
            if self._size > MOST:
                self._kept.clear()
                self._size = 0
            self._kept[key] = found
            self._size += len(found) + len(key[1])
        return found


def init_app(app: Flask) -> None:
    """Offer `eens` to the templates."""
    app.jinja_env.globals["eens"] = Geheugen().eens
