"""What fields of forms share: typed text is cleaned, and refused in plain words when it is too long."""

from collections.abc import Callable
from typing import Any

from wtforms.validators import StopValidation

from dialoog.tekst import clean_line, clean_text


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
