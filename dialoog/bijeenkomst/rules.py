"""Decisions about the evening; no Flask, no database."""

import secrets
from collections.abc import Sequence
from typing import Protocol, TypeVar

CODE_TEKENS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No 0 O 1 I L: nobody mixes them up from the back row."""
CODE_LENGTE = 6

DRAAIBOEK = ("tonen", "belangen", "ideeen", "groepen", "kleuren", "kiezen", "stickeren", "uitslag", "voorstelkaarten")
"""The default draaiboek of a new bijeenkomst: first all see what it is about."""
SOORTEN = (*DRAAIBOEK, "gesprek")
"""Every kind of step that the house knows, for a file."""


class StapLike(Protocol):
    """What these rules need of a step."""

    @property
    def id(self) -> int: ...
    @property
    def staat(self) -> str: ...


S = TypeVar("S", bound=StapLike)


def new_code() -> str:
    """Six random characters that can be read aloud."""
    return "".join(secrets.choice(CODE_TEKENS) for _ in range(CODE_LENGTE))


def clean_code(typed: str) -> str:
    """What was typed, in capitals, without the spaces and dashes that people put in."""
    return "".join(char for char in typed.upper() if char.isalnum())


def code_op_scherm(code: str) -> str:
    """`H7K4WP` as it is shown: `H7K 4WP`."""
    return f"{code[:3]} {code[3:]}"


def new_token() -> str:
    """128 random bits for a link."""
    return secrets.token_urlsafe(16)


def next_stap(stappen: Sequence[S], live: int | None) -> S | None:
    """The step that *next* goes to: the first after the live one that is not skipped; None at the end."""
    return _first(stappen[_place(stappen, live) + 1 :])


def previous_stap(stappen: Sequence[S], live: int | None) -> S | None:
    """The step that *back* goes to: the one before the live one, or without one the last that was done."""
    place = _place(stappen, live) if live is not None else _place(stappen, None) + 1
    return _first(list(reversed(stappen[:place])))


def _place(stappen: Sequence[StapLike], live: int | None) -> int:
    """Place of the live step; without one the last that was done (the evening goes on from there), else -1."""
    if live is not None:
        return next((i for i, stap in enumerate(stappen) if stap.id == live), -1)
    return max((i for i, stap in enumerate(stappen) if stap.staat == "gedaan"), default=-1)


def _first(stappen: Sequence[S]) -> S | None:
    return next((stap for stap in stappen if stap.staat != "overgeslagen"), None)
