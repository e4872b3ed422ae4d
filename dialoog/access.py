"""Who is asking: identity, the same for HTTP and for the socket. What somebody may do stands in the rooms."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, ParamSpec, TypeVar

from flask import Response, current_app, g, request
from flask_login import current_user
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dialoog.begeleider.models import Begeleiding
from dialoog.bijeenkomst import rust
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.queries import find_by_beamer
from dialoog.config import Config
from dialoog.database import db
from dialoog.deelnemer.meedragen import VOOR, get_gedragen
from dialoog.deelnemer.models import Deelnemer, Toestel
from dialoog.errors import BadInput, NotAllowed, NotFound, NotKnown
from dialoog.opgave.models import Dialoog
from dialoog.tekst import parse_number
from dialoog.web import csrf

Rol = Literal["niemand", "deelnemer", "toehoorder", "begeleider", "notulist", "beamer"]
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Wie:
    """Who asks: `id` is the deelnemer's, the begeleider's or the notulist's; `toestel` the device of a deelnemer.
    `drager`: the owner of that device, who acts on it for `id`."""

    rol: Rol
    dialoog: int | None = None
    id: int | None = None
    naam: str = ""
    toestel: int | None = None
    drager: int | None = None


NIEMAND = Wie("niemand")
GEEN_DIALOOG = "Deze dialoog is er niet, of niet meer. Was het een oefening? Die is na afloop weggegooid."
MAX_COMMAND = 512 * 1024
"""Bytes of a command of a phone: the longest answer of a card, every letter escaped. Reading megabytes of JSON over and
over would stop the hall."""


def config() -> Config:
    """The app's own settings."""
    settings: Config = current_app.config["DIALOOG"]
    return settings


def hash_token(token: str) -> str:
    """How a random token is kept. Plain SHA-256 will do: 128 random bits cannot be guessed."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()  # JSON may hold half a character


def new_token() -> str:
    """128 random bits, fit for a link."""
    return secrets.token_urlsafe(16)


# --- participants --------------------------------------------------------------------------------------------


def cookie_name(dialoog_id: int) -> str:
    """Name of the device cookie of a dialogue; it follows the configured address, never the request."""
    return f"__Host-toestel_{dialoog_id}" if config().https else f"toestel_{dialoog_id}"


def remember_toestel(response: Response, dialoog_id: int, token: str) -> None:
    """Put the device token in a cookie of the answer."""
    response.set_cookie(
        cookie_name(dialoog_id),
        token,
        max_age=400 * 24 * 3600,
        secure=config().https,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def forget_toestel(response: Response, dialoog_id: int) -> None:
    """Take the device cookie away."""
    response.delete_cookie(cookie_name(dialoog_id), path="/", secure=config().https, httponly=True, samesite="Lax")


def toestel_naam() -> str:
    """How a device is called in the list of open devices: what kind, no more."""
    agent = request.headers.get("User-Agent", "")
    if "iPad" in agent or "Tablet" in agent:
        return "Tablet"
    return "Telefoon" if any(word in agent for word in ("Mobi", "Android", "iPhone")) else "Laptop of computer"


def deelnemer_op_toestel(session: Session, dialoog_id: int) -> Wie:
    """The participant or toehoorder of this dialogue on the asking device; NIEMAND when unknown or removed."""
    token = request.cookies.get(cookie_name(dialoog_id))
    if not token:
        return NIEMAND
    row = session.execute(
        select(Deelnemer.id, Deelnemer.soort, Deelnemer.naam, Toestel.id)
        .join(Toestel, Toestel.deelnemer_id == Deelnemer.id)
        .where(
            Toestel.token_hash == hash_token(token),
            Toestel.beeindigd.is_(None),
            Deelnemer.dialoog_id == dialoog_id,
            Deelnemer.staat == "actief",
        )
    ).first()
    if row is None:
        return NIEMAND
    rol: Rol = "toehoorder" if row[1] == "toehoorder" else "deelnemer"
    return Wie(rol, dialoog_id, row[0], row[2] or "", row[3])


def wie_voor(session: Session, wie: Wie, voor: int | None) -> Wie:
    """Somebody for whom this phone may act, because the begeleider said so. Raises NotAllowed."""
    person = get_gedragen(session, wie.id, voor)
    return Wie("deelnemer", wie.dialoog, person.id, person.roepnaam, wie.toestel, wie.id)


# --- begeleiders ---------------------------------------------------------------------------------------------


def begeleider_van(session: Session, dialoog_id: int) -> Wie:
    """The logged-in begeleider, when this dialogue is his; NIEMAND otherwise."""
    if not current_user.is_authenticated:
        return NIEMAND
    if not guides(session, current_user.id, dialoog_id):
        return NIEMAND
    return Wie("begeleider", dialoog_id, current_user.id, current_user.naam)


def guides(session: Session, begeleider_id: int, dialoog_id: int) -> bool:
    """Whether this begeleider guides this dialogue (his own, or one for everybody)."""
    found = session.scalar(
        select(Dialoog.id)
        .outerjoin(
            Begeleiding,
            (Begeleiding.dialoog_id == Dialoog.id) & (Begeleiding.begeleider_id == begeleider_id),
        )
        .where(
            Dialoog.id == dialoog_id,
            or_(Dialoog.voor_iedereen.is_(True), Begeleiding.begeleider_id.is_not(None)),
        )
    )
    return found is not None


# --- at the door of a view -----------------------------------------------------------------------------------


def get_dialoog(korte_naam: str) -> Dialoog:
    """Raises NotFound."""
    dialoog = db.session.scalar(select(Dialoog).where(Dialoog.korte_naam == korte_naam))
    if dialoog is None:
        raise NotFound(GEEN_DIALOOG)
    return dialoog


def for_begeleider(view: Callable[P, R]) -> Callable[P, R]:
    """Views under `/regie/<korte_naam>/`: sets `g.dialoog` and `g.wie`. Not logged in: 401 (the login page); not
    his dialogue: 404."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if not current_user.is_authenticated:
            raise NotKnown("Log eerst in.")
        naam = _pop_naam(kwargs)
        g.dialoog = get_dialoog(naam)
        g.wie = begeleider_van(db.session(), g.dialoog.id)
        if g.wie is NIEMAND:
            raise NotFound(GEEN_DIALOOG)
        _refuse_elsewhere(kwargs.get("bijeenkomst_id"), g.dialoog.id)
        if request.method == "POST" and (pressed := request.args.get(rust.VELD)):
            rust.refuse_te_snel(pressed)
        return view(*args, **kwargs)

    return guarded


def _refuse_elsewhere(bijeenkomst_id: object, dialoog_id: int) -> None:
    """An evening in the address belongs to the dialogue in the address. Raises NotFound. One that is not there (any
    more) is for the view: a removal that is sent twice is done."""
    evening = db.session.get(Bijeenkomst, bijeenkomst_id) if bijeenkomst_id is not None else None
    if evening is not None and evening.dialoog_id != dialoog_id:
        raise NotFound("Deze bijeenkomst bestaat niet.")


def for_deelnemer(*rollen: Rol) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Views under `/d/<korte_naam>/` for these roles: sets `g.dialoog` and `g.wie`.

    Unknown device: 401. Known, but in a role that may not do this (a toehoorder): 403."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            naam, _, voor = _pop_naam(kwargs).partition(VOOR)
            g.dialoog = get_dialoog(naam)
            g.wie = deelnemer_op_toestel(db.session(), g.dialoog.id)
            if g.wie is NIEMAND:
                raise _unknown(db.session(), g.dialoog.id)
            if voor:
                g.wie = wie_voor(db.session(), g.wie, parse_number(voor))
            if g.wie.rol not in rollen:
                raise NotAllowed("U kijkt mee. Ideeën en stickers zijn voor de deelnemers.")
            return view(*args, **kwargs)

        return guarded

    return decorate


def _unknown(session: Session, dialoog_id: int) -> NotKnown:
    """Why nobody is known on this device: the person was taken off the list, or it is just unknown."""
    token = request.cookies.get(cookie_name(dialoog_id), "")
    staat = session.scalar(
        select(Deelnemer.staat)
        .join(Toestel, Toestel.deelnemer_id == Deelnemer.id)
        .where(
            Toestel.token_hash == hash_token(token),
            Toestel.beeindigd.is_(None),
            Deelnemer.dialoog_id == dialoog_id,
        )
    )
    if staat == "verwijderd":
        return NotKnown(
            "De begeleider haalde u van de lijst. Klopt dat niet? Vraag het de begeleider, en kijk dan opnieuw. "
            "Wat u schreef, is bewaard.",
            kop="U staat niet meer op de lijst",
        )
    return NotKnown("Scan de QR-code op het scherm, of open uw pas.")


def for_beamer(view: Callable[P, R]) -> Callable[P, R]:
    """Views under `/beamer/<token>`: sets `g.bijeenkomst` and `g.wie`. Unknown token: 404."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        g.bijeenkomst = get_beamer(str(kwargs.pop("token")))
        g.wie = Wie("beamer", g.bijeenkomst.dialoog_id)
        return view(*args, **kwargs)

    return guarded


def get_beamer(token: str) -> Bijeenkomst:
    """The evening of a beamer token. Raises NotFound."""
    evening = find_by_beamer(db.session(), token)
    if evening is None:
        raise NotFound("Dit scherm bestaat niet. Open de beamer opnieuw vanuit de regie.")
    return evening


def check_origin() -> None:
    """A phone command comes from our own pages: the Origin must be there and match. Raises NotAllowed."""
    origin = request.headers.get("Origin", "")
    if origin.rstrip("/") != request.host_url.rstrip("/") and origin.rstrip("/") != config().adres.rstrip("/"):
        raise NotAllowed("Dit verzoek kwam niet van onze eigen bladzijde. Laad de bladzijde opnieuw.")


def command(view: Callable[P, R]) -> Callable[P, R]:
    """A JSON command of a phone: no form token but the origin checked, body a JSON object in `g.command`.

    Raises BadInput."""
    csrf.exempt(view)

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        check_origin()
        if not isinstance(body := _read_json(), dict):
            raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw en probeer het nog eens.")
        g.command = body
        return view(*args, **kwargs)

    return guarded


def _read_json() -> Any:
    """The body as plain data; None when it is no JSON, or nested so deep that reading it stops. Too large: 413."""
    request.max_content_length = MAX_COMMAND
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _pop_naam(kwargs: dict[str, Any]) -> str:
    return str(kwargs.pop("korte_naam"))
