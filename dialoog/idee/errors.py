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
