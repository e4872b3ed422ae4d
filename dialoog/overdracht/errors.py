"""Refusals of a file."""

from dialoog.errors import BadInput, NotNow


class SlechtBestand(BadInput):
    """The file is refused whole. `plek` is the place (`ideeen[12].kleur`, counted from 0; "" for the whole file),
    `wat` is wrong there, `goed` would be right."""

    kop = "Dit bestand kunnen we niet inlezen"

    def __init__(self, plek: str, wat: str, goed: str = "") -> None:
        self.plek, self.wat, self.goed = plek, wat, goed
        sentence = " ".join(part for part in (wat, goed, "Er is niets ingelezen.") if part)
        super().__init__(f"{plek}: {sentence}" if plek else sentence)


class OnbekendeBegeleider(BadInput):
    """`--voor` names an e-mail address without an account."""

    kop = "Dit e-mailadres kennen we niet"


class NietTeLezen(BadInput):
    """The file cannot be opened or written where it should be."""

    kop = "Dit bestand kunnen we niet openen"


class AlIngelezen(NotNow):
    """This very form was sent before."""

    kop = "Dit bestand is al ingelezen"
