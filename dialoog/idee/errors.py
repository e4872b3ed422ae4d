"""Refusals of ideas, colours and choices."""

from dialoog.errors import NotNow


class IdeeenDicht(NotNow):
    """No ideas can be given or changed now."""

    kop = "De ideeën zijn gesloten"


class IdeeVast(NotNow):
    """A round holds the idea."""

    kop = "Dit idee ligt vast"


class BovenQuotum(NotNow):
    """One over the quota: allowed, after a confirmation."""

    kop = "Deze kleur is vol"


class KleurenDicht(NotNow):
    """Nobody gives a colour now."""

    kop = "Het kleuren is gesloten"


class KleurenVast(NotNow):
    """Somebody has coloured already: how it is done stays."""

    kop = "De manier ligt vast"


class GeenPen(NotNow):
    """Somebody else writes for this group now, or it colours other ideas."""

    kop = "U hebt de pen nu niet"


class KleurenOpen(NotNow):
    """Others are colouring: nothing is fixed until that is closed."""

    kop = "Het kleuren is nog open"
