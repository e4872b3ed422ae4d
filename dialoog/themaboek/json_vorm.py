"""Frozen dataclasses from plain JSON values, by their own type hints."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def from_plain(soort: type[T], plain: object, plek: str) -> T:
    """An instance of the dataclass `soort` from a dict. Unknown keys and wrong types raise ValueError with `plek`."""
    return cast(T, _dataclass(soort, plain, plek))


@cache
def _hints(soort: type) -> dict[str, Any]:
    return get_type_hints(soort)


def _dataclass(soort: type, plain: object, plek: str) -> object:
    if not isinstance(plain, dict):
        raise ValueError(f"{plek}: expected an object")
    hints = _hints(soort)
    names = {field.name for field in fields(soort)}
    unknown = sorted(set(plain) - names)
    if unknown:
        raise ValueError(f"{plek}: unknown key {unknown[0]}")
    values = {name: _value(hints[name], value, f"{plek}.{name}") for name, value in plain.items()}
    try:
        return soort(**values)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{plek}: {error}") from error


def _value(hint: Any, plain: object, plek: str) -> object:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        if plain is None and type(None) in get_args(hint):
            return None
        return _value(next(arg for arg in get_args(hint) if arg is not type(None)), plain, plek)
    if origin is tuple:
        if not isinstance(plain, list | tuple):
            raise ValueError(f"{plek}: expected a list")
        item = get_args(hint)[0]
        return tuple(_value(item, value, f"{plek}[{place}]") for place, value in enumerate(plain))
    if origin is Literal:
        if plain not in get_args(hint):
            raise ValueError(f"{plek}: {plain!r} is none of {', '.join(map(str, get_args(hint)))}")
        return plain
    if is_dataclass(hint):
        return _dataclass(cast(type, hint), plain, plek)
    if type(plain) is not hint:
        raise ValueError(f"{plek}: expected {hint.__name__}")
    return plain
