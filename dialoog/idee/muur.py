"""The wall on the beamer: it turns its pages by itself, or the regie holds it and turns by hand.

Which page it is on is a count that the server knows too, so that a beamer that loads anew, and a second one, show the
same: `muur_blad`, and one more for every twelve seconds since `muur_begin` (ms), until it is held. How many pages there
are the screen knows: after the last it begins again."""

from collections.abc import Mapping
from typing import Any

from dialoog import klok
from dialoog.database import transaction
from dialoog.idee.beheer import live_of_kind, set_instelling
from dialoog.idee.facts import MuurVastgehouden
from dialoog.idee.facts_bij import MuurOmgeslagen
from dialoog.verslag.service import announce

BLADTIJD_MS = 12_000
"""A page stands so long (stijl.md, Motion); `bladeren.js` has the same."""


def stand_van_muur(instellingen: Mapping[str, Any], nu: int) -> dict[str, int | bool]:
    """`{vast, blad, begin, hier}` for a screen that is made at `nu` (ms): `hier` is the page of this moment, counted
    from 0 and on beyond the last; `blad` that of `begin`."""
    vast = bool(instellingen.get("muur_vast"))
    blad, begin = int(instellingen.get("muur_blad", 0)), int(instellingen.get("muur_begin", 0))
    return {"vast": vast, "blad": blad, "hier": blad if vast else blad + (nu - begin) // BLADTIJD_MS, "begin": begin}


def hold_muur(dialoog_id: int, bijeenkomst_id: int, stap_id: int, *, vast: bool, wie: str) -> None:
    """Let the wall stand still where it is, or turn its pages again from there. Raises NotFound, NotNow."""
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "ideeen")
        if bool(stap.instellingen.get("muur_vast")) == vast:
            return
        now = nu_ms()
        set_instelling(stap, muur_vast=vast, muur_blad=stand_van_muur(stap.instellingen, now)["hier"], muur_begin=now)
        announce(
            session,
            MuurVastgehouden(dialoog=dialoog_id, bijeenkomst=bijeenkomst_id, wie=wie, stap=stap.id, vast=vast),
        )


def turn_muur(dialoog_id: int, bijeenkomst_id: int, stap_id: int, *, richting: int, wie: str) -> None:
    """The next (1) or previous (-1) page, where it then stands still. Raises NotFound, NotNow."""
    with transaction() as session:
        stap = live_of_kind(session, dialoog_id, bijeenkomst_id, stap_id, "ideeen")
        page = int(stand_van_muur(stap.instellingen, nu_ms())["hier"]) + richting
        set_instelling(stap, muur_vast=True, muur_blad=page)
        announce(session, MuurOmgeslagen(dialoog=dialoog_id, bijeenkomst=bijeenkomst_id, wie=wie, stap=stap.id))


def nu_ms() -> int:
    """Now, in ms."""
    return int(klok.nu().timestamp() * 1000)
