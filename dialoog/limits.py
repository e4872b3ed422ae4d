"""Rate limits at the door, logins and uploads. Never by network address alone: a hall shares one."""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import RateLimitItemPerMinute

limiter = Limiter(key_func=get_remote_address, storage_uri="memory://", strategy="fixed-window")

CODE_PER_NETWORK = RateLimitItemPerMinute(20)
CODE_PER_SERVER = RateLimitItemPerMinute(60)


def init_app(app: Flask) -> None:
    """Bind the limiter to the app."""
    limiter.init_app(app)


def may_type_code() -> bool:
    """Whether typing a code is open now: wrong ones are counted per network and over the server."""
    return limiter.limiter.test(CODE_PER_NETWORK, "code", _network()) and limiter.limiter.test(
        CODE_PER_SERVER, "code", "server"
    )


def count_wrong_code() -> None:
    """One more wrong code."""
    limiter.limiter.hit(CODE_PER_NETWORK, "code", _network())
    limiter.limiter.hit(CODE_PER_SERVER, "code", "server")


def allow(what: str, who: str, per_minute: int) -> bool:
    """Count one more try of `who` (a network, or the number of a begeleider); False above so many in a minute."""
    return limiter.limiter.hit(RateLimitItemPerMinute(per_minute), what, who)


def _network() -> str:
    return request.remote_addr or "onbekend"
