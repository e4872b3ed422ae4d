"""Stickers: one after another, moved now and then, klaar at the end. A phone remembers what it put, and nobody else
does: in an open round it names the kenmerk under which its ballot lies (docs/besluiten/0014-open-ronde.md)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dialoog.simulatie.telefoon import Telefoon, nieuw_kenmerk

KIEZEN_S = 7.0


@dataclass
class Vel:
    """What this phone knows of its own ballot in a round; `vorig`: the kenmerk that was put last."""

    ronde: int
    n: int
    per_idee: int
    versie: int = 0
    vorig: str = ""
    keuze: list[int] = field(default_factory=list)
    klaar: bool = False


def plak_stickers(telefoon: Telefoon) -> None:
    """Stick what is left, and move one now and then, in whichever round is open: hidden, open or a herstemming."""
    page = telefoon.blad
    place = page.xpath("//*[@data-module='stickeren'][@data-fase='open']")
    numbers = [int(number) for number in page.xpath("//button[@data-idee]/@data-idee")]
    if not place or not numbers:
        return
    ronde, n, per_idee = (int(place[0].get(f"data-{name}") or 0) for name in ("ronde", "n", "per-idee"))
    vel = telefoon.vellen.setdefault(ronde, Vel(ronde, n, max(1, per_idee)))
    if vel.klaar or not _mag(telefoon, vel):
        return
    for _ in range(n - len(vel.keuze) + telefoon.kans.choice((0, 0, 1, 2))):
        if not telefoon.denk(KIEZEN_S):
            return
        _kies(telefoon, vel, numbers)
        if not leg(telefoon, vel):
            return
    if telefoon.denk(KIEZEN_S):
        vel.klaar = True
        leg(telefoon, vel)


def leg(telefoon: Telefoon, vel: Vel) -> bool:
    """Put the whole ballot; whether it was taken."""
    kenmerk = nieuw_kenmerk()
    body = {"ronde": vel.ronde, "versie": vel.versie, "kenmerk": kenmerk, "vorig": vel.vorig, "klaar": vel.klaar}
    status, answer = telefoon.stuur("stickers", "/stembriefje", {**body, "stickers": sorted(vel.keuze)})
    if status == 200:
        vel.versie, vel.vorig = int(answer["versie"]), kenmerk
    return status == 200


def _mag(telefoon: Telefoon, vel: Vel) -> bool:
    """Whether this phone goes on: what lies was put here. Put on another phone (a hidden round tells so): half of the
    people leave it, the others stick anew, which replaces it. An open round tells nothing; there it is refused."""
    mine = telefoon.mijn()
    lies = int(mine.get("versie") or 0)
    if mine.get("mag") is False or mine.get("ronde") != vel.ronde:
        return False
    if lies > vel.versie:
        vel.versie = lies
        return telefoon.kans.random() < 0.5
    return True


def _kies(telefoon: Telefoon, vel: Vel, numbers: Sequence[int]) -> None:
    """One sticker more on an idea with room; all of them used: one moves."""
    if len(vel.keuze) >= vel.n:
        vel.keuze.remove(telefoon.kans.choice(vel.keuze))
    free = [number for number in numbers if vel.keuze.count(number) < vel.per_idee]
    if free:
        vel.keuze.append(telefoon.kans.choice(free))
