"""How good the guesses of the linking program are: over all ways to deal the same guesses out over the same people,
mean and variance are exact."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tests.stemming.koppelaar import Guess


@dataclass
class Score:
    """Right stickers beside what chance gives, summed over rounds."""

    goed: float = 0
    kans: float = 0
    variantie: float = 0

    def add(self, guess: Guess, waarheid: Mapping[int, Counter[int]]) -> None:
        """One round: overlap of each guess with the truth, against all ways to deal the guesses out."""
        pairs = [(person, found) for person, found in guess if person in waarheid]
        places = {idee: n for n, idee in enumerate({idee for person, f in pairs for idee in (*f, *waarheid[person])})}
        truths = [_bits(waarheid[person], places) for person, _ in pairs]
        guesses = [_bits(found, places) for _, found in pairs]
        k = len(pairs)
        if k < 2:
            self.goed += sum((g & t).bit_count() for g, t in zip(guesses, truths, strict=True))
            return
        grid = [[(g & t).bit_count() for t in truths] for g in guesses]
        rows = [sum(row) / k for row in grid]
        columns = [sum(column) / k for column in zip(*grid, strict=True)]
        mean = sum(rows) / k
        spread = sum((grid[i][j] - rows[i] - columns[j] + mean) ** 2 for i in range(k) for j in range(k))
        self.goed += sum(grid[i][i] for i in range(k))
        self.kans += sum(rows)
        self.variantie += spread / (k - 1)

    @property
    def afstand(self) -> float:
        """How many standard deviations above chance."""
        above = self.goed - self.kans
        return above / self.variantie**0.5 if self.variantie else (99.0 if above > 0 else 0.0)


def _bits(stickers: Counter[int], places: Mapping[int, int]) -> int:
    """Each sticker a bit, those of one idea beside each other: the overlap of two is what both bits have."""
    return sum(((1 << min(n, 8)) - 1) << (8 * places[idee]) for idee, n in stickers.items())
