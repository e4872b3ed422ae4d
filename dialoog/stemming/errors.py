"""Refusals of the stickers."""

from dialoog.errors import BadInput, NotAllowed, NotNow, Outdated


class BriefjeOngeldig(BadInput):
    """A ballot that does not fit its round: too many stickers, too many on one idea, an idea outside the list."""

    kop = "Deze stickers passen niet"


class MagNietPlakken(NotAllowed):
    """Somebody who may not sticker in this round (domein.md, *Who may sticker*)."""

    kop = "U plakt in deze ronde niet mee"


class BriefjeVerouderd(Outdated):
    """Another screen of this person put a ballot since. `stand`: `{ronde, versie, aantal}`, never its contents."""

    kop = "Elders is opnieuw geplakt"


class NietMeegeteld(NotNow):
    """The ballot came after the close. `stand`: `{ronde, staat, gesloten: true}`."""

    kop = "De ronde is gesloten"


class RondeNietKlaar(NotNow):
    """The round is not in the state for what was asked."""

    kop = "Dat kan met deze ronde nu niet"
