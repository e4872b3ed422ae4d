"""A login of a begeleider: a signed cookie with a random number of its own, which can be ended on the server."""

import secrets

from flask import session as cookie
from flask_login import current_user, login_user, logout_user

from dialoog.begeleider.models import Begeleider
from dialoog.begeleider.queries import inlog_nonce, is_used
from dialoog.begeleider.service import end_inlog
from dialoog.database import db
from dialoog.tekst import parse_number

INLOG = "inlog"


def load_begeleider(key: str) -> Begeleider | None:
    """Flask-Login's loader: `12.3` is begeleider 12 with version 3 of his password. None too for a login that was
    ended: a copy of its cookie is still signed."""
    number, _, version = key.partition(".")
    found = db.session.get(Begeleider, parse_number(number) or 0)
    if found is None or found.sleutelversie != parse_number(version):
        return None
    return None if is_used(db.session(), inlog_nonce(inlog_van_nu())) else found


def inlog_van_nu() -> str:
    """The random number of the login that asks; empty where there is none."""
    return str(cookie.get(INLOG, ""))


def begin(account: Begeleider) -> None:
    """Log in, in the cookie of the answer."""
    login_user(account)
    cookie[INLOG] = secrets.token_urlsafe(16)


def end() -> None:
    """Log out, here and in every copy of this cookie. Twice is fine."""
    inlog = inlog_van_nu()
    if inlog and current_user.is_authenticated:
        end_inlog(current_user.id, inlog)
    logout_user()
    cookie.pop(INLOG, None)
