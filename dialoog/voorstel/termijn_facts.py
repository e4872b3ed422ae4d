"""What happens to the last days of cards and to their order, for the record."""

from dataclasses import dataclass

from dialoog.verslag.facts import Fact


@dataclass(frozen=True, kw_only=True)
class UiterlijkGezet(Fact):
    """The last day for the eigenaren of all cards. `van`, `naar`: ISO dates, "" for none; `dag`: `naar` in words."""

    van: str
    naar: str
    dag: str

    def zin(self) -> str:
        return (
            f"De voorstellen zijn klaar uiterlijk op {self.dag}" if self.naar else "De voorstellen zonder uiterste dag"
        )


@dataclass(frozen=True, kw_only=True)
class KaartUiterlijkGezet(Fact):
    """Another last day for one card; `naar` "": the day of all cards counts again. As `UiterlijkGezet`."""

    voorstel: int
    nummer: int
    van: str
    naar: str
    dag: str

    def zin(self) -> str:
        if not self.naar:
            return f"Voorstel {self.nummer} heeft geen eigen uiterste dag meer"
        return f"Voorstel {self.nummer} is klaar uiterlijk op {self.dag}"


@dataclass(frozen=True, kw_only=True)
class VoorstellenGeordend(Fact):
    """The cards stand in another order. `van`, `naar`: their numbers."""

    van: list[int]
    naar: list[int]

    def zin(self) -> str:
        return f"Volgorde van de voorstellen: {', '.join(map(str, self.naar))}"
