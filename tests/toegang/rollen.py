"""Who may knock: a client per role, and the addresses that each of them knows."""

import secrets
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.routing.converters import AnyConverter

from dialoog.begeleider.links import new_link, sign
from dialoog.begeleider.rules import ACCOUNT
from tests.plek import Plek
from tests.wereld import Wereld

ORIGIN = "http://localhost"
ROLLEN = (
    "niemand",
    "deelnemer",
    "toehoorder",
    "andere_deelnemer",
    "eigenaar",
    "begeleider",
    "andere_begeleider",
    "notulist",
    "beamer",
)
"""`andere_…`: of another dialogue. The beamer has no cookie; it is who knows the beamer's address."""


@dataclass
class Bezoek:
    """A role that visits the dialogue of a Plek."""

    app: Flask
    wereld: Wereld
    plek: Plek

    def client(self, rol: str) -> FlaskClient:
        """A browser of this role, which sends the Origin of our own pages."""
        client = self.app.test_client()
        client.environ_base["HTTP_ORIGIN"] = ORIGIN
        number, here, other = self.plek.dialoog, self.plek, self.wereld.ander
        phones = {
            "deelnemer": (number, here.ander),
            "eigenaar": (number, here.eigenaar),
            "toehoorder": (number, here.kijker),
            "andere_deelnemer": (other.dialoog, other.eigenaar),
        }
        accounts = {"begeleider": self.wereld.begeleider, "andere_begeleider": self.wereld.andere_begeleider}
        if rol in phones:
            dialoog, token = phones[rol]
            client.set_cookie(f"toestel_{dialoog}", token)
        if rol == "notulist":
            client.set_cookie(f"notulist_{number}", here.notulist)
        if rol in accounts:
            with client.session_transaction() as stored:
                stored["_user_id"] = f"{accounts[rol]}.1"
                stored["_fresh"] = True
        return client

    def adres(self, rule: Rule, rol: str, **anders: Any) -> str:
        """The address of a route in this dialogue, as this role knows it. Raises KeyError for an unknown name."""
        waarden = {**self.plek.waarden, **self._geheim(rule.endpoint, rol), **anders}
        chosen = {}
        for naam in rule.arguments - set(rule.defaults or ()):
            converter = rule._converters[naam]
            if isinstance(converter, AnyConverter) and naam not in waarden:
                chosen[naam] = sorted(converter.items)[0]
            elif waarden.get(naam) is None:
                raise KeyError(naam)
            else:
                chosen[naam] = waarden[naam]
        built = rule.build({**(rule.defaults or {}), **chosen})
        assert built is not None
        return built[1]

    def _geheim(self, endpoint: str, rol: str) -> dict[str, Any]:
        """What stands in an address and is a right by itself: only the beamer knows the beamer's token."""
        if endpoint.startswith("beamer."):
            return {"token": self.plek.beamer if rol == "beamer" else secrets.token_urlsafe(16)}
        if endpoint in ("notulist.binnen", "notulist.kom_binnen"):
            return {"token": self.plek.notulistlink if rol == "notulist" else secrets.token_urlsafe(16)}
        if endpoint.startswith("begeleider."):
            link = new_link(ACCOUNT, "nieuw@streek.example")
            return {"token": sign(self.app.config["SECRET_KEY"], link)}
        if endpoint == "static_bestand":
            return {"versie": "x", "bestand": "css/base.css"}
        return {}
