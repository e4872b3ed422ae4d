"""Who types on this device: a notulist whose link still runs."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Response, g, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.access import NIEMAND, Wie, config, get_dialoog, hash_token
from dialoog.database import db
from dialoog.errors import NotKnown
from dialoog.notulist.models import Notulist, Notulistlink
from dialoog.notulist.rules import in_verslag

P = ParamSpec("P")
R = TypeVar("R")


def cookie_name(dialoog_id: int) -> str:
    """Name of the cookie of a notulist; it follows the configured address, never the request."""
    return f"__Host-notulist_{dialoog_id}" if config().https else f"notulist_{dialoog_id}"


def own_token(dialoog_id: int) -> str | None:
    """The token of this device, also of a link that is over."""
    return request.cookies.get(cookie_name(dialoog_id))


def remember(response: Response, dialoog_id: int, token: str) -> None:
    """Put the token of the device in a cookie of the answer."""
    response.set_cookie(
        cookie_name(dialoog_id),
        token,
        max_age=400 * 24 * 3600,
        secure=config().https,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def notulist_op_toestel(session: Session, dialoog_id: int) -> tuple[Wie, int]:
    """Who types on the asking device, with the number of the link; (NIEMAND, 0) when unknown or ended. The name is
    as the record says it."""
    token = own_token(dialoog_id)
    row = (
        token
        and session.execute(
            select(Notulist.id, Notulist.naam, Notulistlink.id)
            .join(Notulistlink, Notulistlink.id == Notulist.link_id)
            .where(
                Notulist.token_hash == hash_token(token),
                Notulistlink.dialoog_id == dialoog_id,
                Notulistlink.beeindigd.is_(None),
            )
        ).first()
    )
    if not row:
        return NIEMAND, 0
    return Wie("notulist", dialoog_id, row[0], in_verslag(row[1])), row[2]


def for_notulist(view: Callable[P, R]) -> Callable[P, R]:
    """Views under `/notulist/<korte_naam>/`: sets `g.dialoog` and `g.wie`. Unknown device, ended link: 401."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        g.dialoog = get_dialoog(str(kwargs.pop("korte_naam")))
        g.wie, _ = notulist_op_toestel(db.session(), g.dialoog.id)
        if g.wie is NIEMAND:
            raise NotKnown(
                "Wat u typte en nog niet was aangekomen, staat nog op dit toestel. Vraag de begeleider om een nieuwe "
                "link en open die hier. Daarna gaat uw tekst vanzelf verder.",
                kop="Uw link werkt niet meer",
            )
        return view(*args, **kwargs)

    return guarded
