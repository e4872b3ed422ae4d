"""Refusals of the door and the draaiboek."""

from dialoog.errors import NotNow


class DeurDicht(NotNow):
    """The door is closed."""

    kop = "De deur is dicht"


class StapVerplaatst(NotNow):
    """The step cannot be moved, skipped or removed as it stands."""
