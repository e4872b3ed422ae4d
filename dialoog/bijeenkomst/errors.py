"""Refusals of the door and the draaiboek."""

from dialoog.errors import BadInput, NotNow


class DeurDicht(NotNow):
    """The door is closed."""

    kop = "De deur is dicht"


class OnbekendeCode(BadInput):
    """No open door has this code."""


class StapVerplaatst(NotNow):
    """The step cannot be moved, skipped or removed as it stands."""
