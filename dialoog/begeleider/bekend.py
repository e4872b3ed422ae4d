"""Devices on which somebody logged in before. Wrong passwords that others type, on the same network too, do not lock
these out: each has its own tries. The cookie opens nothing by itself."""

import hashlib
import secrets

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from dialoog.begeleider import rules

_SALT = "dialoog.bekend"
_SECONDS = 400 * 24 * 3600
MEESTE = 5
"""Accounts that one device is known for; the oldest gives way."""


def cookie_name() -> str:
    """It follows the configured address, never the request."""
    return "__Host-bekend" if _https() else "bekend"


def find(email: str) -> str | None:
    """The random number of the asking device for this account; None where it never logged in."""
    return _known().get(_account(email))


def remember(response: Response, email: str) -> None:
    """This device logged in to this account."""
    known, account = _known(), _account(email)
    kept = {**known, account: known.get(account) or secrets.token_urlsafe(12)}
    newest = dict(list(kept.items())[-MEESTE:])
    response.set_cookie(
        cookie_name(),
        str(_serializer().dumps(newest)),
        max_age=_SECONDS,
        secure=_https(),
        httponly=True,
        samesite="Lax",
        path="/",
    )


def _known() -> dict[str, str]:
    try:
        found = _serializer().loads(request.cookies.get(cookie_name(), ""), max_age=_SECONDS)
    except BadSignature:
        return {}
    return dict(found)


def _account(email: str) -> str:
    """An address as it stands in the cookie: not to be read by who borrows the laptop."""
    words = f"{current_app.config['SECRET_KEY']}:{rules.clean_email(email)}"
    return hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()[:16]


def _https() -> bool:
    return bool(current_app.config["DIALOOG"].https)


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=_SALT)
