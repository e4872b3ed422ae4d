"""Tables: choosing one while that is open, and the pen, which one phone of a table holds and another takes over."""

from dialoog.simulatie.telefoon import Telefoon

KIJKEN_S = 8.0
WISSELT = 0.15
NEEMT_PEN = 0.08
"""Of so many people one moves to another table, and one takes the pen from who has it."""


def aan_tafel(telefoon: Telefoon) -> None:
    """Sit down at a table with room; another was quicker: look again. Some move once. Then some take the pen."""
    tries = 1 + (telefoon.kans.random() < WISSELT)
    while tries and telefoon.denk(KIJKEN_S):
        free = telefoon.blad.xpath("//button[@data-kies-tafel][not(@aria-disabled)]/@data-kies-tafel")
        if not free:
            break
        status, _ = telefoon.stuur("tafels", "/groep/kies", {"groep": int(telefoon.kans.choice(free))})
        tries -= status == 200
    if telefoon.denk(KIJKEN_S):
        schrijft(telefoon)


def schrijft(telefoon: Telefoon) -> bool:
    """Whether this phone writes: it has the pen of its table, it takes it (some do, and who sees that nobody has it),
    or there are no tables in this step."""
    pen = telefoon.blad.xpath("//*[@data-pen-groep]")
    if not pen or pen[0].get("data-pen-van") == telefoon.wie:
        return True
    takes = NEEMT_PEN if pen[0].get("data-pen-van") else 0.5
    if telefoon.kans.random() >= takes or not telefoon.denk(KIJKEN_S):
        return False
    body = {"groep": int(pen[0].get("data-pen-groep")), "versie": int(pen[0].get("data-pen-versie"))}
    status, answer = telefoon.stuur("pen", "/groep/pen", body)
    return status == 200 and answer.get("mijn") is True
