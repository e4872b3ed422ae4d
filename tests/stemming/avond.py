"""An evening for the linking program (what goes before: `avond_kleuren`; an open round: `avond_open`): a hidden round
limited to colours with namens, a neighbour's phone, a new phone, somebody who goes home and a round that is opened
again, and a herstemming among what is equal then. Of each is kept what was really put, and what could
be got hold of."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update

from dialoog.bijeenkomst.aanwezig import set_aanwezigheid
from dialoog.bijeenkomst.service import go_to_step
from dialoog.database import db, transaction
from dialoog.deelnemer.meedragen import start_meedragen
from dialoog.deelnemer.toegang import new_pas, open_pas
from dialoog.idee.models import KLEUREN, Idee
from dialoog.opgave.models import Dialoog
from dialoog.schoon import truncate_log
from dialoog.stemming import rules
from dialoog.stemming.briefje import mag_plakken, put_briefje, put_voor, stand_van
from dialoog.stemming.daarna import reveal
from dialoog.stemming.models import RondeIdee
from dialoog.stemming.opruimen import sweep
from dialoog.stemming.service import reopen_stemronde
from dialoog.voorstel.herstemmen import begin_herstemming
from tests import builders
from tests.stemming.conftest import WIE, Zaal, make_mensen
from tests.stemming.koppelaar import Buit

MENSEN = 19
N = 5
Waarheid = dict[int, Counter[int]]


@dataclass
class Gespeeld:
    """A round that was played: what was put (ids of ideas per person), and what could be got hold of."""

    naam: str
    waarheid: Waarheid
    tijdens: Buit | None
    daarna: Buit | None


@dataclass
class Avond:
    """A hall, chance, and how to plunder it: (round, n, people) → what is there now. `veegt`: as the server does two
    seconds after a ballot; `ziet_namen`: the begeleider wrote down whose name moved when."""

    zaal: Zaal
    lot: random.Random
    plunder: Callable[[int, int, list[int]], Buit]
    veegt: bool = True
    ziet_namen: bool = True
    stappen: dict[str, int] = field(default_factory=dict)

    def naar(self, stap: str) -> None:
        """Turn to a step of the draaiboek."""
        here = self.zaal.stap or None
        self.zaal.stap = self.stappen[stap]
        go_to_step(self.zaal.dialoog, self.zaal.bijeenkomst, here, self.zaal.stap, WIE)

    @property
    def telefoons(self) -> list[int]:
        """Who sticks on a phone, of one's own or of a neighbour."""
        return [p for p in self.zaal.mensen if p != self.zaal.zonder_telefoon]

    def veeg(self) -> None:
        if self.veegt:
            sweep()

    def leg(self, ronde: int, person: int, stickers: Sequence[int], *, klaar: bool, versie: int | None = None) -> None:
        """A ballot from the phone that this person sticks on; numbers of ideas."""
        if versie is None:
            versie = stand_van(self.zaal.dialoog, person, ronde).versie
        kenmerk = self.lot.randbytes(12).hex()
        body = {"ronde": ronde, "versie": versie, "kenmerk": kenmerk, "stickers": list(stickers), "klaar": klaar}
        put_briefje(self.zaal.dialoog, person, body)

    def namens(self, ronde: int, stickers: Sequence[int]) -> None:
        """A ballot that the helper enters for who is in without a phone."""
        body = {"ronde": ronde, "kenmerk": self.lot.randbytes(12).hex(), "stickers": list(stickers)}
        put_voor(self.zaal.dialoog, self.zaal.zonder_telefoon, body)

    def buit(self, ronde: int, n: int, volgorden: dict[str, list[int]] | None = None) -> Buit:
        """What is there now, beside what the regie saw."""
        db.session.rollback()
        found = self.plunder(ronde, n, self.zaal.mensen)
        found.volgorden = (volgorden or {}) if self.ziet_namen else {}
        return found

    def ids(self, put: dict[int, list[int]]) -> Waarheid:
        """Numbers of ideas to their ids."""
        rows = db.session.execute(select(Idee.nummer, Idee.id).where(Idee.dialoog_id == self.zaal.dialoog)).all()
        db.session.rollback()
        known = {row[0]: row[1] for row in rows}
        return {person: Counter(known[n] for n in chosen) for person, chosen in put.items()}


def make_avond(
    korte_naam: str, lot: random.Random, plunder: Callable[[int, int, list[int]], Buit], **how: bool
) -> Avond:
    """Nineteen people with phones; of them one goes on the phone of a neighbour, and one more has none at all."""
    dialoog = builders.make_dialoog(korte_naam, top=N)
    begeleider = builders.make_begeleider(dialoog, email=f"marit@{korte_naam}.example")
    evening = builders.make_bijeenkomst(dialoog)
    steps = {
        "groepen": builders.make_stap(evening, "kleuren", manier="groepen", verdeeld=False),
        "iedereen": builders.make_stap(evening, "kleuren", manier="iedereen"),
        "kiezen": builders.make_stap(evening, "kiezen", eenheid="groep", quota=dict.fromkeys(KLEUREN, 24)),
        "stickeren": builders.make_stap(evening, "stickeren", n=N, per_idee=1, kleuren=["rood", "geel"]),
        "uitslag": builders.make_stap(evening, "uitslag"),
        "open": builders.make_stap(evening, "stickeren", n=N, per_idee=1, zichtbaar="open"),
    }
    builders.make_ideeen(dialoog, 16, kleur="rood")
    builders.make_ideeen(dialoog, 4, kleur="geel")
    builders.make_ideeen(dialoog, 4, kleur="blauw")
    tokens = make_mensen(dialoog, evening, MENSEN - 1)
    carried = builders.make_deelnemer(dialoog, "Dirk", bijeenkomst=evening)
    start_meedragen(dialoog, carried, next(iter(tokens)), WIE, evening)
    corrie = builders.make_deelnemer(dialoog, "Corrie", bijeenkomst=evening, zonder_telefoon=True, helper="Joke")
    people = [*tokens, carried, corrie]
    zaal = Zaal(dialoog, evening, 0, begeleider, people, corrie, 0, list(range(1, 25)), korte_naam, tokens)
    return Avond(zaal, lot, plunder, stappen=steps, **how)


# --- rounds ---------------------------------------------------------------------------------------------------


def speel_verborgen(avond: Avond, tussendoor: Callable[[], Any] = lambda: None, *, half: bool = False) -> Gespeeld:
    """The hidden round. `tussendoor` is done while it runs, with ballots in it; `half`: it is not established."""
    zaal, lot = avond.zaal, avond.lot
    avond.naar("stickeren")
    ronde = zaal.open()
    truncate_log(db.engine)
    phones = avond.telefoons
    began, ready = lot.sample(phones, len(phones)), lot.sample(phones, len(phones))
    put = {person: lot.sample(range(1, 21), N) for person in zaal.mensen}
    for person in began:
        avond.leg(ronde, person, put[person][: lot.randint(1, N)], klaar=False, versie=0)
    avond.veeg()
    tussendoor()
    avond.namens(ronde, put[zaal.zonder_telefoon])
    slow, restless = set(ready[-4:]), set(lot.sample(phones, 7))
    for person in ready:
        for _ in range(lot.randint(1, 2) if person in restless else 0):
            avond.leg(ronde, person, lot.sample(range(1, 21), N), klaar=False)
        avond.leg(ronde, person, put[person], klaar=person not in slow)
    avond.veeg()
    corrie = zaal.zonder_telefoon
    names = {"begonnen": [*began, corrie], "klaar": [corrie, *ready]}
    if avond.veegt:
        _weer_open(avond, ronde, put)
    during = avond.buit(ronde, N, names)
    during.klaar = set(zaal.mensen) - slow
    during.gezien = {p: (s.versie, s.aantal) for p in zaal.mensen for s in (stand_van(zaal.dialoog, p, ronde),)}
    if half:
        return Gespeeld("verborgen", avond.ids(put), during, None)
    zaal.sluit()
    zaal.stel_vast()
    return Gespeeld("verborgen", avond.ids(put), during, avond.buit(ronde, N, names))


def _weer_open(avond: Avond, ronde: int, put: dict[int, list[int]]) -> None:
    """Closed and opened again: one goes home, one has a new phone and sticks anew, one moves a sticker."""
    zaal, lot = avond.zaal, avond.lot
    zaal.sluit()
    reopen_stemronde(zaal.dialoog, ronde, WIE)
    home, other, moves = lot.sample(list(zaal.tokens), 3)
    set_aanwezigheid(zaal.dialoog, zaal.bijeenkomst, home, "weg", WIE)
    pas = lot.randbytes(16).hex()
    new_pas(zaal.dialoog, other, pas, WIE)
    open_pas(pas, lot.randbytes(16).hex(), "Nieuwe telefoon")
    for person in (other, moves):
        put[person] = lot.sample(range(1, 21), N)
        avond.leg(ronde, person, put[person], klaar=True)
    zaal.sluit()


def speel_herstemming(avond: Avond) -> Gespeeld:
    """A herstemming among the largest group that is equal in the round before: everybody one sticker, then all."""
    zaal, lot = avond.zaal, avond.lot
    base = zaal.ronde
    numbers, plaatsen = _gelijk(avond, base)
    reveal(zaal.dialoog, base, None, WIE, alles=True)
    avond.naar("uitslag")
    begin_herstemming(zaal.dialoog, zaal.bijeenkomst, zaal.stap, base, WIE)
    ronde = zaal.open()
    people = binnen(avond)
    put = {person: lot.sample(numbers, plaatsen) for person in [*people, zaal.zonder_telefoon]}
    began, ready = lot.sample(people, len(people)), lot.sample(people, len(people))
    for person in began:
        avond.leg(ronde, person, put[person][:1], klaar=False, versie=0)
    avond.namens(ronde, put[zaal.zonder_telefoon])
    avond.veeg()
    for person in ready:
        avond.leg(ronde, person, put[person], klaar=True, versie=1)
    zaal.sluit()
    names = {"begonnen": [*began, zaal.zonder_telefoon], "klaar": [zaal.zonder_telefoon, *ready]}
    during = avond.buit(ronde, plaatsen, names)
    during.klaar = set(put)
    zaal.stel_vast()
    reveal(zaal.dialoog, ronde, None, WIE, alles=True)
    return Gespeeld("herstemming", avond.ids(put), during, avond.buit(ronde, plaatsen, names))


def binnen(avond: Avond) -> list[int]:
    """Who may stick now, on a phone."""
    session, zaal = db.session(), avond.zaal
    found = [p for p in avond.telefoons if mag_plakken(session, zaal.dialoog, zaal.bijeenkomst, p)]
    session.rollback()
    return found


def _gelijk(avond: Avond, ronde: int) -> tuple[list[int], int]:
    """Make the top so large that its edge falls in the largest group that is equal; gives their numbers and how many
    places are left for them."""
    rows = db.session.execute(
        select(Idee.nummer, RondeIdee.stickers).join(Idee, Idee.id == RondeIdee.idee).where(RondeIdee.ronde == ronde)
    ).all()
    places = rules.plaatsen({nummer: stickers or 0 for nummer, stickers in rows})
    place, size = Counter(places.values()).most_common(1)[0]
    left = max(1, size // 2)
    with transaction() as session:
        top = place - 1 + left
        session.execute(update(Dialoog).where(Dialoog.id == avond.zaal.dialoog).values(top=top))
    return sorted(nummer for nummer, at in places.items() if at == place), left
