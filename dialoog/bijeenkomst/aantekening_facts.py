"""What happens to an aantekening, for the record."""

from dataclasses import dataclass

from dialoog.verslag.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AantekeningGezet(Fact):
    """An aantekening came (`van` None), changed, or went (`naar` None); `versie` is the one after it.

    `soort` is the key of its kind, `een` how one of that kind is called, `kort` one line of it."""

    aantekening: int
    soort: str
    een: str
    kort: str
    van: dict[str, str] | None
    naar: dict[str, str] | None
    versie: int

    def zin(self) -> str:
        if self.naar is None:
            return f"{self.een} weggehaald: {self.kort}"
        return f"{self.een}: {self.kort}" if self.van is None else f"{self.een} veranderd: {self.kort}"
