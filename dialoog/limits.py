"""Rate limits at the door, logins and uploads. Never by network address alone: a hall shares one."""

import time

from flask import Flask, request, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import RateLimitItemPerMinute

limiter = Limiter(key_func=get_remote_address, storage_uri="memory://", strategy="fixed-window")

CODE_PER_BROWSER = RateLimitItemPerMinute(10)
CODE_PER_NETWORK = RateLimitItemPerMinute(60)
CODE_PER_SERVER = RateLimitItemPerMinute(600)
"""Wrong codes at the door. One browser above it waits; a network or the whole server above it is slow and goes on, so
that one naughty phone keeps nobody out of the hall (docs/besluiten/0025)."""
TRAAG_S = 2.0


def init_app(app: Flask) -> None:
    """Bind the limiter to the app."""
    limiter.init_app(app)


def may_type_code() -> bool:
    """Whether this browser may type a code now. Where many wrong ones came from its network, or over the server, the
    answer takes TRAAG_S first, also for a right one."""
    strategy = limiter.limiter
    if not strategy.test(CODE_PER_BROWSER, "code", "browser", _browser()):
        return False
    if not (strategy.test(CODE_PER_NETWORK, "code", _network()) and strategy.test(CODE_PER_SERVER, "code", "server")):
        time.sleep(TRAAG_S)  # gevent's: the others go on
    return True


def count_wrong_code() -> None:
    """One more wrong code."""
    limiter.limiter.hit(CODE_PER_BROWSER, "code", "browser", _browser())
    limiter.limiter.hit(CODE_PER_NETWORK, "code", _network())
    limiter.limiter.hit(CODE_PER_SERVER, "code", "server")


def allow(what: str, who: str, per_minute: int) -> bool:
    """Count one more try of `who` (a network, or the number of a begeleider); False above so many in a minute."""
    return limiter.limiter.hit(RateLimitItemPerMinute(per_minute), what, who)


def allow_browser(what: str, per_minute: int, slow_above: int) -> bool:
    """Count one more try of this browser; False above so many in a minute. Above `slow_above` of its network the answer
    takes TRAAG_S first."""
    strategy = limiter.limiter
    if not strategy.hit(RateLimitItemPerMinute(per_minute), what, "browser", _browser()):
        return False
    if not strategy.hit(RateLimitItemPerMinute(slow_above), what, _network()):
        time.sleep(TRAAG_S)
    return True


def _browser() -> str:
    """The random number of this browser's forms: who has none is refused before this, and a new one costs a page."""
    return session.get("csrf_token") or f"zonder:{_network()}"


def _network() -> str:
    return request.remote_addr or "onbekend"
