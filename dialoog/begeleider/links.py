"""One-time links: signed, valid for some days, used up by the POST (never by opening them)."""

import secrets
from dataclasses import asdict, dataclass

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from dialoog.begeleider import rules
from dialoog.begeleider.errors import LinkOngeldig

_SALT = "dialoog.account"
_SECONDS = rules.LINK_DAGEN * 24 * 3600


@dataclass(frozen=True)
class Link:
    """What a link says. `doel` as in the rules; `email` is empty for the first account; `dialoog` its number."""

    doel: str
    email: str
    dialoog: int | None
    nonce: str


def new_link(doel: str, email: str = "", dialoog: int | None = None) -> Link:
    """A link that nobody has used."""
    return Link(doel, rules.clean_email(email), dialoog, secrets.token_urlsafe(16))


def sign(secret_key: str, link: Link) -> str:
    """The token of a link, fit for an address."""
    return str(URLSafeTimedSerializer(secret_key, salt=_SALT).dumps(asdict(link)))


def read(secret_key: str, token: str) -> Link:
    """The link of a token. Raises LinkOngeldig when it is too old or not ours."""
    try:
        return Link(**URLSafeTimedSerializer(secret_key, salt=_SALT).loads(token, max_age=_SECONDS))
    except SignatureExpired as error:
        raise LinkOngeldig(
            f"De link is ouder dan {rules.LINK_DAGEN} dagen. Vraag een nieuwe. Er is niets veranderd."
        ) from error
    except (BadSignature, TypeError) as error:
        raise LinkOngeldig(
            "We kennen deze link niet. Misschien is een stukje niet meegekopieerd. Kopieer de hele link en probeer "
            "het nog eens."
        ) from error
