"""What fields of forms share: typed text is cleaned, and refused in plain words when too long; numbers are read."""

from collections.abc import Callable
from typing import Any

from flask import request
from wtforms.validators import StopValidation

from dialoog.tekst import clean_line, clean_text, parse_number, parse_numbers


def read_number(name: str) -> int:
    """A number of the form or the address; 0 when it is none."""
    return parse_number(request.values.get(name)) or 0


def read_numbers(name: str) -> list[int]:
    """The numbers that were ticked or dragged under this name, in that order; what is no number is left out."""
    return parse_numbers(request.values.getlist(name))


class _Schoon:
    """A WTForms validator that cleans `field.data`; what is too long stays as typed, with its error."""

    def __init__(self, hoogstens: int, clean: Callable[[str | None, int], str]) -> None:
        self._hoogstens = hoogstens
        self._clean = clean

    def __call__(self, _form: Any, field: Any) -> None:
        try:
            field.data = self._clean(field.data, self._hoogstens)
        except ValueError as error:
            raise StopValidation(str(error)) from error


class Regel(_Schoon):
    """One line of at most `hoogstens` characters."""

    def __init__(self, hoogstens: int) -> None:
        super().__init__(hoogstens, clean_line)


class Tekst(_Schoon):
    """Text of several lines, at most `hoogstens` characters."""

    def __init__(self, hoogstens: int) -> None:
        super().__init__(hoogstens, clean_text)
