"""What happens to a round, for the record. Never a sticker, never who was ready when."""

from dataclasses import dataclass

from dialoog.verslag.facts import Fact


@dataclass(frozen=True)
class Moved:
    """Some ballot changed: makes the screens count again. Not a fact: it is not stored and names nobody."""

    dialoog: int


@dataclass(frozen=True, kw_only=True)
class OverRonde(Fact):
    """A fact about a round; `titel` as it is called."""

    ronde: int
    titel: str

    def zin(self) -> str:
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class RondeGeopend(OverRonde):
    n: int
    per_idee: int
    ideeen: int
    weer: bool = False
    """Opened again after it was closed."""
    alleen: str = ""
    """The colours that it is limited to: `alleen de rode ideeën`."""
    zichtbaar: bool = False

    def zin(self) -> str:
        text = f"{self.titel}: de ronde is {'weer ' if self.weer else ''}open"
        return text + "".join(f", {part}" for part in (self.alleen, "met de stand in beeld" * self.zichtbaar) if part)


@dataclass(frozen=True, kw_only=True)
class RondeGesloten(OverRonde):
    def zin(self) -> str:
        return f"{self.titel}: de ronde is gesloten"


@dataclass(frozen=True, kw_only=True)
class RondeTeruggezet(OverRonde):
    """Back to voorbereid: nobody had put anything."""

    def zin(self) -> str:
        return f"{self.titel}: nog niet geopend, er was niets geplakt"


@dataclass(frozen=True, kw_only=True)
class RondeVastgesteld(OverRonde):
    """`hulp`: pairs (helper, for whom) as they were appointed, in order of name: never what and never when."""

    briefjes: int
    stickers: int
    hulp: tuple[tuple[str, str], ...] = ()
    zonder_sleutel: bool = False
    van_de_lijst: int = 0
    """Ballots of an open round that count, of people who were removed or merged."""

    def zin(self) -> str:
        text = f"{self.titel}: uitslag vastgesteld, {aantal(self.stickers, 'sticker', 'stickers')}"
        text += f" van {aantal(self.briefjes, 'mens', 'mensen')}"
        if self.zonder_sleutel:
            text += ". De sleutel van de ronde was er niet meer: elk briefje telde mee"
        if self.van_de_lijst:
            briefjes = aantal(self.van_de_lijst, "briefje telde", "briefjes telden")
            text += f". {briefjes} mee van mensen die niet meer op de lijst staan"
        if self.hulp:
            text += ". Geholpen: " + ", ".join(f"{wie} door {helper}" for helper, wie in self.hulp)
        return text


@dataclass(frozen=True, kw_only=True)
class RondeOpPapier(OverRonde):
    """Counted on paper; `gewist`: something lay on phones, and went unread."""

    mensen: int
    stickers: int
    gewist: bool

    def zin(self) -> str:
        text = f"{self.titel}: op papier geteld, {aantal(self.stickers, 'sticker', 'stickers')}"
        text += f" van {aantal(self.mensen, 'mens', 'mensen')}"
        return text + (". Wat op telefoons lag, is ongelezen gewist" if self.gewist else "")


@dataclass(frozen=True, kw_only=True)
class PapierVerbeterd(OverRonde):
    """A count on paper was mended: `was` and `nu` per number that changed; `reden` of the fact says why."""

    mensen: int
    stickers: int
    was: dict[str, int]
    nu: dict[str, int]

    def zin(self) -> str:
        changed = ", ".join(f"nr. {number} van {self.was[number]} naar {count}" for number, count in self.nu.items())
        return f"{self.titel}: telling op papier verbeterd{f', {changed}' if changed else ''}. {self.reden}"


@dataclass(frozen=True, kw_only=True)
class RondeOnthuld(OverRonde):
    """`plaats` is the best place shown; 0: all."""

    plaats: int

    def zin(self) -> str:
        return f"{self.titel}: " + (f"onthuld tot plaats {self.plaats}" if self.plaats else "alles onthuld")


@dataclass(frozen=True, kw_only=True)
class RondeVervallen(OverRonde):
    """The round counts no more; `reden` of the fact says why."""

    was_vastgesteld: bool

    def zin(self) -> str:
        return f"{self.titel}: vervallen, {self.reden}"


@dataclass(frozen=True, kw_only=True)
class HerstemmingKlaargezet(OverRonde):
    """`nummers`: the tied ideas; `plaatsen`: how many of them go on, and so the stickers per person."""

    nummers: list[int]
    plaatsen: int

    def zin(self) -> str:
        ideas = " of ".join(f"nr. {nummer}" for nummer in self.nummers)
        return f"{self.titel}: {aantal(self.plaatsen, 'sticker', 'stickers')} per persoon, alleen voor {ideas}"


@dataclass(frozen=True, kw_only=True)
class LotingKlaargelegd(Fact):
    loting: int
    nummers: list[int]
    plaatsen: int

    def zin(self) -> str:
        ideas = ", ".join(f"nr. {nummer}" for nummer in self.nummers)
        return f"Loting: de papieren liggen klaar ({ideas}). Er is plaats voor {self.plaatsen}"


@dataclass(frozen=True, kw_only=True)
class LotingWeggelegd(Fact):
    """Put away before anything was drawn."""

    nummers: list[int]

    def zin(self) -> str:
        return "Loting: de papieren zijn weggelegd, er was nog niets getrokken"


@dataclass(frozen=True, kw_only=True)
class LotGetrokken(Fact):
    """`trekking`: which draw, from 1; `uit`: the numbers that still lay there. `wie` pressed."""

    loting: int
    trekking: int
    nummer: int
    titel: str
    uit: list[int]

    def zin(self) -> str:
        left = ", ".join(f"nr. {nummer}" for nummer in self.uit)
        return f"Loting: getrokken is nr. {self.nummer}, {self.titel} (uit {left})"


def aantal(hoeveel: int, een: str, meer: str) -> str:
    """`1 sticker`, `5 stickers`."""
    return f"{hoeveel} {een if hoeveel == 1 else meer}"
