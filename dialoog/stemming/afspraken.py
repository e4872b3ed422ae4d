"""What is agreed of a round before it opens: which colours, hidden or open, and from how many people on a belang is
named. Settings of the step until then; pure."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from dialoog.idee.rules import KLEUREN
from dialoog.stemming.draagvlak import GRENS, MAX_GRENS, MIN_GRENS

AFSPRAKEN: dict[str, Any] = {"kleuren": list(KLEUREN), "zichtbaar": "dicht", "grens": GRENS}
DICHT, OPEN = "dicht", "open"
_ADJECTIEF = {"grijs": "grijze", "geel": "gele", "blauw": "blauwe", "rood": "rode"}


class Gekleurd(Protocol):
    """Something with a colour, or with none yet."""

    @property
    def kleur(self) -> str | None: ...


T = TypeVar("T", bound=Gekleurd)


def kleuren_van(settings: Mapping[str, Any]) -> list[str]:
    """The colours that the round is limited to, in reading order; empty: all ideas, also those without a colour."""
    chosen = settings.get("kleuren", KLEUREN)
    kept = [kleur for kleur in KLEUREN if isinstance(chosen, list | tuple) and kleur in chosen]
    return kept if len(kept) < len(KLEUREN) else []


def zichtbaar_van(settings: Mapping[str, Any]) -> bool:
    """Whether the tallies are seen while it runs."""
    return bool(settings.get("zichtbaar") == OPEN)


def grens_van(settings: Mapping[str, Any]) -> int:
    """From how many voters on a belang is named."""
    return min(max(int(settings.get("grens", GRENS)), MIN_GRENS), MAX_GRENS)


def beperk(ideeen: Iterable[T], kleuren: Collection[str]) -> list[T]:
    """Only ideas of these colours; no colours: all of them. An idea without a colour only goes with all."""
    return [idee for idee in ideeen if not kleuren or idee.kleur in kleuren]


def alleen(kleuren: Collection[str]) -> str:
    """`alleen de rode ideeën`, `alleen de gele en rode ideeën`; empty where all colours are in it."""
    words = [_ADJECTIEF[kleur] for kleur in KLEUREN if kleur in kleuren]
    if not words:
        return ""
    return f"alleen de {' en '.join(filter(None, [', '.join(words[:-1]), words[-1]]))} ideeën"


def te_weinig(aantal: int, top: int, kleuren: Collection[str] = ()) -> str | None:
    """Why a round with so few ideas cannot open (domein.md, *Quota*); None: it can."""
    if aantal >= max(top, 1):
        return None
    if not kleuren:
        return f"{_er_zijn(aantal, 'gekozen ideeën')} voor {top} plaatsen. Kies er eerst meer."
    words = alleen(kleuren).removeprefix("alleen de ").replace("ideeën", "gekozen ideeën")
    return f"{_er_zijn(aantal, words)} voor {top} plaatsen. Laat meer kleuren meedoen, of kies er eerst meer."


def _er_zijn(aantal: int, woorden: str) -> str:
    """`Er zijn 4 gekozen ideeën`; of one: `Van de gekozen ideeën is er 1`, whatever colours they have."""
    return f"Van de {woorden} is er 1" if aantal == 1 else f"Er zijn {aantal} {woorden}"
