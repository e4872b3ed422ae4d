"""What a simulated person does in each werkvorm, at the speed of people, until the werkvorm goes on."""

import json
from collections.abc import Callable
from typing import Any

from dialoog.idee.rules import KLEUREN
from dialoog.simulatie.mensen import ideeen
from dialoog.simulatie.plakken import KIEZEN_S, plak_stickers
from dialoog.simulatie.tafels import aan_tafel, schrijft
from dialoog.simulatie.telefoon import Telefoon, nieuw_kenmerk

LEZEN_S = 6.0
SCHRIJVEN_S = 25.0
KLEUR_S = 5.0
AANBOD = 0.2
"""Of so many people one offers to be trekker or eigenaar."""
AANVULT = 0.3
"""And so many add to an answer in view."""
BEDENKINGEN = (
    "Ik wil eerst weten wie het betaalt.",
    "De planning is te krap.",
    "Voor wie slecht ter been is, staat er nog niets in.",
)


def doe(telefoon: Telefoon) -> None:
    """Do what the live werkvorm asks; returns when there is nothing more to do in it, or when it went on."""
    act = GEDRAG.get(telefoon.soort)
    if act is not None and telefoon.denk(LEZEN_S):
        act(telefoon)


def schrijf_ideeen(telefoon: Telefoon) -> None:
    """A few ideas, with a pause for thinking; some change one."""
    if not telefoon.fase.startswith("open"):
        return
    telefoon.mijn()  # as the page does, to show what this person wrote before
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


def geef_kleuren(telefoon: Telefoon) -> None:
    """Every idea a colour, in one's own order; now and then "weet ik niet"; some stop half-way."""
    mine = telefoon.mijn()
    if not mine.get("mag") or not schrijft(telefoon):
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
    place = telefoon.blad.xpath("//*[@data-module='kiezen']")
    lies = _wat_ligt(telefoon)
    if not place or lies is None or lies.get("ingestuurd") or not schrijft(telefoon):
        return
    chosen: list[int] = list(lies.get("gekozen") or ())
    versie = int(lies["versie"])
    wanted = [int(word) for word in (place[0].get("data-doel") or "").split()]
    for kleur, number in zip(KLEUREN, wanted, strict=True):
        here = [int(row.get("data-plek")) for row in place[0].xpath(f".//*[@id='kies-{kleur}']//*[@data-plek]")]
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
    status, answer = telefoon.stuur("keuzes", "/keuze", body, mag_niet=(403,))  # another took the pen meanwhile
    return int(answer["versie"]) if status == 200 else -1


def _wat_ligt(telefoon: Telefoon) -> dict[str, Any] | None:
    """The choice as it lies: one's own, or that of the table."""
    of_group = telefoon.blad.xpath("//*[@data-keuze]")
    found = json.loads(of_group[0].get("data-keuze")) if of_group else telefoon.mijn().get("keuze")
    return found if isinstance(found, dict) else None


def na_de_uitslag(telefoon: Telefoon) -> None:
    """A herstemming is a round like any other; where oplossingen stand, some offer themselves, a few think again."""
    offers = telefoon.blad.xpath("//*[@data-aanbod]/@data-aanbod")
    if not offers:
        plak_stickers(telefoon)
    elif telefoon.mijn() and telefoon.kans.random() < AANBOD and telefoon.denk(KIEZEN_S):
        url = f"/oplossing/{telefoon.kans.choice(offers)}/aanbod"
        telefoon.stuur("aanbod", url, {"rol": telefoon.kans.choice(("trekker", "trekker", "eigenaar"))})
        if telefoon.kans.random() < 0.2 and telefoon.denk(KIEZEN_S):
            telefoon.stuur("aanbod", url, {"rol": ""})


def bij_de_kaarten(telefoon: Telefoon) -> None:
    """Where the hall is asked: most can find themselves in it, a few say why not yet, some never answer. Else now and
    then an addition to the answer in view."""
    asked = telefoon.blad.xpath("//*[@data-instemming]/@data-instemming")
    if asked:
        if telefoon.kans.random() < 0.1 or not telefoon.mijn() or not telefoon.denk(KIEZEN_S):
            return
        yes = telefoon.kans.random() < 0.8
        body = {"ja": yes, "reden": "" if yes else telefoon.kans.choice(BEDENKINGEN)}
        telefoon.stuur("instemming", f"/instemming/{asked[0]}", body, mag_niet=(409,))  # closed meanwhile
        return
    here = telefoon.blad.xpath("//*[@data-inbeeld]")
    if not here or not telefoon.mijn() or telefoon.kans.random() > AANVULT or not telefoon.denk(SCHRIJVEN_S):
        return
    body = {
        "nummer": int(here[0].get("data-nummer")),
        "plek": int(here[0].get("data-plek")),
        "kenmerk": nieuw_kenmerk(),
        "tekst": next(ideeen(telefoon.kans)),
    }
    telefoon.stuur("aanvulling", "/aanvulling", body, mag_niet=(409,))  # the step went on meanwhile


GEDRAG: dict[str, Callable[[Telefoon], None]] = {
    "ideeen": schrijf_ideeen,
    "kleuren": geef_kleuren,
    "kiezen": maak_keuze,
    "groepen": aan_tafel,
    "stickeren": plak_stickers,
    "uitslag": na_de_uitslag,
    "voorstelkaarten": bij_de_kaarten,
}
"""soort of the werkvorm → what people do; in all others they look at the screen."""
