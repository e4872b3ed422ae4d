"""Which screens of the regie belong to which login, so that they hear no more once it is over."""

from flask_login import current_user

from dialoog.begeleider.facts import InlogVoorbij
from dialoog.begeleider.inlog import inlog_van_nu


class Inlogs:
    """sid → (begeleider, random number of the login; empty where it has none)."""

    def __init__(self) -> None:
        self._van: dict[str, tuple[int, str]] = {}

    def join(self, sid: str) -> None:
        """A screen of the regie of who is logged in now."""
        self._van[sid] = (current_user.id, inlog_van_nu())

    def leave(self, sid: str) -> None:
        self._van.pop(sid, None)

    def over(self, nieuws: InlogVoorbij) -> list[str]:
        """The screens that may hear no more."""
        return [
            sid for sid, (wie, inlog) in self._van.items() if wie == nieuws.begeleider and nieuws.inlog in (None, inlog)
        ]
