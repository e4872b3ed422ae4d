"""What a fact is. Every room has its own kinds; they differ in name, fields and sentence."""

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar

_KINDS: dict[str, type["Fact"]] = {}
_HEAD = ("dialoog", "bijeenkomst", "wie", "namens", "waarop", "reden")


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened in a dialogue.

    `wie` is the name of who did it, `namens` for whom; never filled for a deelnemer's own idea, a sticker,
    a colour vote or a stand. `waarop` names the thing: `idee:17`. Own fields of a kind go to `data`.
    """

    dialoog: int
    bijeenkomst: int | None = None
    wie: str | None = None
    namens: str | None = None
    waarop: str | None = None
    reden: str | None = None

    in_stappen: ClassVar[bool] = True
    """Whether the regie lists it under *Laatste stappen*."""
    opnieuw: ClassVar[bool] = False
    """With a field `voor_deelnemer`: that person's screens load anew instead of showing the sentence."""

    hergroepeert: ClassVar[bool] = False
    """Somebody may sit in another group now: phones hear what their own group does from here on."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        _KINDS[cls.__name__] = cls

    def zin(self) -> str:
        """One Dutch sentence for the record, the regie and chapter 5 of the book."""
        raise NotImplementedError

    @property
    def data(self) -> dict[str, Any]:
        """The kind's own fields, as plain JSON data."""
        own = {f.name for f in fields(self)} - set(_HEAD)
        return {key: value for key, value in asdict(self).items() if key in own}


def kind_of(wat: str) -> type[Fact]:
    """The class of a fact by its name in the record. Raises KeyError."""
    return _KINDS[wat]


@dataclass(frozen=True)
class Seintje:
    """News for one person's screens. Not a fact: it is stored nowhere, or the record would say whose it was."""

    dialoog: int
    voor_deelnemer: int
    tekst: str
    opnieuw: ClassVar[bool] = False

    def zin(self) -> str:
        return self.tekst
