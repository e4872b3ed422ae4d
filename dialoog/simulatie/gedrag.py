"""What a simulated person does in each werkvorm, at the speed of people, until the werkvorm goes on."""

import json
from collections.abc import Callable
from typing import Any

from dialoog.simulatie.mensen import ideeen
from dialoog.simulatie.telefoon import Telefoon, nieuw_kenmerk

LEZEN_S = 6.0
SCHRIJVEN_S = 25.0
KIEZEN_S = 7.0
KLEUR_S = 5.0


def doe(telefoon: Telefoon) -> None:
    """Do what the live werkvorm asks; returns when there is nothing more to do in it, or when it went on."""
    act = GEDRAG.get(telefoon.soort)
    if act is not None and telefoon.denk(LEZEN_S):
        act(telefoon)


def schrijf_ideeen(telefoon: Telefoon) -> None:
    """A few ideas, with a pause for thinking; some change one."""
    if not telefoon.fase.startswith("open"):
        return
    texts, last = ideeen(telefoon.kans), None
    for _ in range(telefoon.kans.choice((1, 2, 3, 3, 3, 4, 5))):
        if not telefoon.denk(SCHRIJVEN_S):
            return
        body = {"kenmerk": nieuw_kenmerk(), "tekst": next(texts), "deelvragen": []}
        status, answer = telefoon.stuur("ideeën", "/ideeen", body)
        last = answer.get("idee") if status == 200 else last
    if last and telefoon.kans.random() < 0.2 and telefoon.denk(SCHRIJVEN_S):
        changed = {"versie": last["versie"], "tekst": next(texts), "deelvragen": []}
        telefoon.stuur("ideeën", f"/ideeen/{last['id']}", changed)


def plak_stickers(telefoon: Telefoon) -> None:
    """One sticker after another, move one now and then, and say klaar."""
    if telefoon.fase != "open" and not telefoon.fase.startswith("open"):
        return
    telefoon.laad()
    place = telefoon.blad.xpath("//*[@data-module='stickeren']")
    numbers = [int(button.get("data-idee")) for button in telefoon.blad.xpath("//button[@data-idee]")]
    mine = telefoon.mijn()
    if not place or not numbers or mine.get("mag") is False or mine.get("versie"):
        return  # what lies was put on another phone: replacing it is asked first
    ronde, n, per_idee = (int(place[0].get(f"data-{name}") or 0) for name in ("ronde", "n", "per-idee"))
    choice: list[int] = []
    versie = 0
    for _ in range(n + telefoon.kans.choice((0, 0, 1, 2))):
        if not telefoon.denk(KIEZEN_S):
            return
        if len(choice) == n:
            choice.remove(telefoon.kans.choice(choice))
        free = [number for number in numbers if choice.count(number) < max(1, per_idee)]
        choice.append(telefoon.kans.choice(free))
        versie = _leg(telefoon, ronde, versie, choice, klaar=False)
        if versie < 0:
            return
    if telefoon.denk(KIEZEN_S):
        _leg(telefoon, ronde, versie, choice, klaar=True)


def _leg(telefoon: Telefoon, ronde: int, versie: int, choice: list[int], *, klaar: bool) -> int:
    """Put the whole ballot; the new version, -1 when it was not taken."""
    body = {"ronde": ronde, "versie": versie, "kenmerk": nieuw_kenmerk(), "stickers": sorted(choice), "klaar": klaar}
    status, answer = telefoon.stuur("stickers", "/stembriefje", body)
    return int(answer["versie"]) if status == 200 else -1


def geef_kleuren(telefoon: Telefoon) -> None:
    """Every idea a colour, in one's own order; now and then "weet ik niet"; some stop half-way."""
    telefoon.laad()
    mine = telefoon.mijn()
    if not mine.get("mag") or not _schrijft(telefoon):
        return
    given, url = mine.get("kleuren") or {}, f"/kleuren/{mine['stap']}"
    todo = [idee for idee in mine.get("volgorde") or () if str(idee) not in given]
    stops = telefoon.kans.random() < 0.15
    for idee in todo[: len(todo) // 2] if stops else todo:
        if not telefoon.denk(KLEUR_S):
            return
        kleur = telefoon.kans.choices((None, "grijs", "geel", "blauw", "rood"), (8, 12, 25, 30, 25))[0]
        telefoon.stuur("kleuren", url, {"idee": idee, "kleur": kleur, "versie": 0})
    telefoon.stuur("overig", f"{url}/klaar", {"klaar": True})


def maak_keuze(telefoon: Telefoon) -> None:
    """Choose up to the quota, colour by colour, and send it in: for oneself, or for the table with the pen."""
    telefoon.laad()
    place = telefoon.blad.xpath("//*[@data-module='kiezen']")
    lies = _wat_ligt(telefoon)
    if not place or lies is None or lies.get("ingestuurd") or not _schrijft(telefoon):
        return
    chosen: list[int] = list(lies.get("gekozen") or ())
    versie = int(lies["versie"])
    wanted = [int(word) for word in (place[0].get("data-doel") or "").split()]
    for box, number in zip(place[0].xpath(".//fieldset[contains(@class, 'kiesvak')]"), wanted, strict=False):
        here = [int(row.get("data-plek")) for row in box.xpath(".//*[@data-plek]")]
        for idee in telefoon.kans.sample(here, min(number, len(here))):
            if idee in chosen or not telefoon.denk(KIEZEN_S):
                continue
            chosen.append(idee)
            versie = _kies(telefoon, lies["stap"], versie, chosen, ingestuurd=False)
            if versie < 0:
                return
    if telefoon.denk(KIEZEN_S):
        _kies(telefoon, lies["stap"], versie, chosen, ingestuurd=True)


def _kies(telefoon: Telefoon, stap: int, versie: int, gekozen: list[int], *, ingestuurd: bool) -> int:
    """Say the whole choice; the new version, -1 when it was not taken."""
    body = {"stap": stap, "versie": versie, "gekozen": gekozen, "ingestuurd": ingestuurd, "boven": True}
    status, answer = telefoon.stuur("keuzes", "/keuze", body)
    return int(answer["versie"]) if status == 200 else -1


def _wat_ligt(telefoon: Telefoon) -> dict[str, Any] | None:
    """The choice as it lies: one's own, or that of the table."""
    of_group = telefoon.blad.xpath("//*[@data-keuze]")
    found = json.loads(of_group[0].get("data-keuze")) if of_group else telefoon.mijn().get("keuze")
    return found if isinstance(found, dict) else None


def _schrijft(telefoon: Telefoon) -> bool:
    """Whether this phone writes: it has the pen of its table, or there are no tables in this step."""
    pen = telefoon.blad.xpath("//*[@data-pen-van]")
    return not pen or pen[0].get("data-pen-van") == telefoon.blad.xpath("//body")[0].get("data-wie")


GEDRAG: dict[str, Callable[[Telefoon], None]] = {
    "ideeen": schrijf_ideeen,
    "kleuren": geef_kleuren,
    "kiezen": maak_keuze,
    "stickeren": plak_stickers,
}
"""soort of the werkvorm → what people do; in all others they look at the screen."""
