"""A hall and its rounds as docs/geheim.md and domein.md tell them, in plain Python: the machine holds the app to it.

Nothing of `dialoog.stemming.rules` is used here."""

from collections import Counter
from dataclasses import dataclass, field

LOOPT = ("open", "gesloten")


@dataclass
class Mens:
    """Somebody in the hall. `zonder`: in without a phone; `telefoon`: has a device; `into`: merged into whom."""

    id: int
    staat: str = "actief"
    hier: str = "aanwezig"
    zonder: bool = False
    telefoon: bool = True
    into: int | None = None

    @property
    def mag(self) -> bool:
        return (self.staat, self.hier) == ("actief", "aanwezig")


@dataclass(frozen=True)
class Briefje:
    """What lies of one person. `namens`: a helper put it."""

    stickers: tuple[int, ...]
    versie: int
    kenmerk: str
    klaar: bool
    namens: bool = False


@dataclass
class Ronde:
    """A round. `uitslag`: (stickers per number, people per number or None on paper, ballots) once vastgesteld."""

    id: int
    stap: str
    lijst: tuple[int, ...]
    n: int
    per_idee: int
    zichtbaar: bool
    van: int | None = None
    staat: str = "voorbereid"
    briefjes: dict[int, Briefje] = field(default_factory=dict)
    te_laat: set[int] = field(default_factory=set)
    binnen: set[int] = field(default_factory=set)
    uitslag: tuple[dict[int, int], dict[int, int] | None, int] | None = None
    onthuld: int | None = None

    @property
    def vol(self) -> dict[int, tuple[int, ...]]:
        """A ballot without stickers is none."""
        return {person: lies.stickers for person, lies in self.briefjes.items() if lies.stickers}

    def past(self, stickers: list[int]) -> bool:
        """Whether these stickers are a ballot of this round."""
        most = max(Counter(stickers).values(), default=0)
        return len(stickers) <= self.n and most <= self.per_idee and set(stickers) <= set(self.lijst)

    def weg(self, staat: str) -> None:
        """The round is over, or not begun: nothing lies in it."""
        self.staat = staat
        self.briefjes.clear()
        self.te_laat.clear()


@dataclass(frozen=True)
class Opdracht:
    """What a screen sends: `gezien` the version it saw, `vorig` the mark it put last; of a helper neither counts."""

    stickers: tuple[int, ...]
    klaar: bool
    kenmerk: str
    gezien: int = 0
    vorig: str | None = None
    namens: bool = False


class Model:
    """Everybody, and every round that there was."""

    def __init__(self, mensen: list[Mens], top: int) -> None:
        self.mensen = {mens.id: mens for mens in mensen}
        self.rondes: list[Ronde] = []
        self.top = top

    def plak(self, ronde: Ronde, mens: Mens, opdracht: Opdracht) -> str:
        """`ja`, `zelfde`, or why not: `voorbij`, `past niet`, `mag niet`, `dicht`, `elders`. Puts it when `ja`."""
        if ronde.staat not in LOOPT:
            return "voorbij"
        if not ronde.past(list(opdracht.stickers)):
            return "past niet"
        if not mens.mag or (opdracht.namens and (not mens.zonder or mens.telefoon)):
            return "mag niet"
        lies = ronde.briefjes.get(mens.id)
        if lies is not None and lies.kenmerk == opdracht.kenmerk and not (lies.namens and ronde.zichtbaar):
            return "zelfde"
        if ronde.staat == "gesloten":
            ronde.te_laat.add(mens.id)
            return "dicht"
        if not _eigen(ronde, lies, opdracht):
            return "elders"
        versie = (lies.versie if lies else 0) + 1
        ronde.briefjes[mens.id] = Briefje(
            opdracht.stickers, versie, opdracht.kenmerk, opdracht.klaar or opdracht.namens, opdracht.namens
        )
        return "ja"

    def behouden(self, person: int) -> int:
        """Who stands on the list for this person."""
        while (into := self.mensen[person].into) is not None:
            person = into
        return person

    def van_wie(self, gelegd: set[int]) -> dict[int, int]:
        """person kept → whose ballot is that person's: the own one, or else another's."""
        found: dict[int, int] = {}
        for person in sorted(gelegd):
            kept = self.behouden(person)
            if person == kept or kept not in found:
                found[kept] = person
        return found

    def stel_vast(self, ronde: Ronde) -> bool:
        """Count it; False: too few of the ballots would count, so it is refused."""
        vol = ronde.vol
        counted = {
            kept: vol[person]
            for kept, person in self.van_wie(set(vol)).items()
            if self.mensen[kept].staat == "actief" and self.mensen[kept].hier in ("aanwezig", "weg")
        }
        if not ronde.zichtbaar and len(vol) >= 5 and 0 < 2 * len(counted) < len(vol):
            return False
        briefjes = list(vol.values() if ronde.zichtbaar else counted.values())
        stickers = Counter(number for briefje in briefjes for number in briefje)
        people = Counter(number for briefje in briefjes for number in set(briefje))
        lijst = ronde.lijst
        ronde.uitslag = ({n: stickers[n] for n in lijst}, {n: people[n] for n in lijst}, len(briefjes))
        ronde.weg("vastgesteld")
        ronde.onthuld = None
        return True

    def stand(self, ronde: Ronde) -> tuple[int, int, int, int]:
        """(stickers that lie, of how many, people who are ready, of how many), as regie and beamer show it."""
        if ronde.zichtbaar:
            return self._open_stand(ronde)
        whose = self.van_wie(set(ronde.vol)) | {}
        put = ready = people = 0
        for mens in self.mensen.values():
            lies = ronde.briefjes.get(whose.get(mens.id, mens.id))
            if mens.staat == "actief" and (mens.hier == "aanwezig" or (mens.hier == "weg" and lies)):
                people += 1
                put += len(lies.stickers) if lies else 0
                ready += bool(lies and lies.klaar)
        return put, people * ronde.n, ready, people

    def _open_stand(self, ronde: Ronde) -> tuple[int, int, int, int]:
        """Every ballot counts, and nobody who was inside when it opened ever leaves the number."""
        put = sum(len(lies.stickers) for lies in ronde.briefjes.values())
        ready = sum(lies.klaar for lies in ronde.briefjes.values())
        people = sum(mens.id in ronde.binnen or mens.mag for mens in self.mensen.values())
        return put, max(people * ronde.n, put), ready, max(people, ready)

    def rand(self, ronde: Ronde) -> tuple[list[int], int]:
        """The numbers that are equal at the edge of the top, and for how many of them there is place; ([], 0): none."""
        assert ronde.uitslag is not None
        stickers, top = ronde.uitslag[0], ronde.n if ronde.van is not None else self.top
        for count in set(stickers.values()):
            ahead = sum(other > count for other in stickers.values())
            equal = sorted(n for n, other in stickers.items() if other == count)
            if ahead < top < ahead + len(equal):
                return equal, top - ahead
        return [], 0


def _eigen(ronde: Ronde, lies: Briefje | None, opdracht: Opdracht) -> bool:
    """Whether this screen may replace what lies. In an open round nobody takes over what another screen put."""
    if lies is None:
        return opdracht.namens or ronde.zichtbaar or opdracht.gezien == 0
    if ronde.zichtbaar:
        return lies.namens if opdracht.namens else not lies.namens and opdracht.vorig == lies.kenmerk
    return opdracht.namens or opdracht.gezien == lies.versie
