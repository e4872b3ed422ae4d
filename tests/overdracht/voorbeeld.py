"""A small whole dialogue as a file, to change one thing in."""

import json
from copy import deepcopy
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.opgave.models import Dialoog
from dialoog.overdracht.service import import_bytes

VOORBEELD: dict[str, Any] = {
    "dialoog": "uitwisselbestand/1",
    "staat": "bezig",
    "korte_naam": "duin",
    "titel": "Wonen bij het duin",
    "thema": "Wonen",
    "regio": "De Duinstreek",
    "bron": "Verzonnen",
    "hoofdvraag": {"tekst": "Hoe wonen wij straks bij het duin?", "kort": "Wonen bij het duin?"},
    "deelvragen": [{"tekst": "Wat kunnen bewoners?", "kant": "bewoners"}, {"tekst": "Wat kan de gemeente?"}],
    "kaders": [
        {"soort": "inhoudelijk", "tekst": "Het duin blijft open.", "onderdelen": ["ook in de winter"]},
        {"soort": "financieel", "tekst": "Het past in de begroting.", "geldt_voor": "plan"},
    ],
    "spelregels": ["Laat elkaar uitpraten."],
    "belangen": ["Natuur", {"naam": "Wonen", "zin": "Mensen die een huis zoeken"}],
    "gemeenten": ["Duindorp", "Zandwijk"],
    "bijeenkomsten": [
        {
            "titel": "Kick-off",
            "datum": "2026-03-02",
            "plaats": "Duinzaal",
            "belangenactie": [{"belang": "Natuur", "tekst": "We vragen de boswachter."}],
            "tafels": [{"naam": "De Meeuw"}, {}],
        },
        {"titel": "Oplossingen zoeken", "datum": "2026-03-16"},
        {"titel": "Verdiepen"},
    ],
    "deelnemers": [
        {"naam": "Ada Storm", "naam_in_boek": True, "belangen": ["Natuur", "Wonen"], "aanwezig": [1, 2, 3]},
        {"naam": "Bo Helm", "naam_in_boek": False, "organisatie": "Duinschool", "belangen": ["Wonen"]},
        {"organisatie": "Duinschool", "gemeenten": ["Zandwijk"], "aanwezig": [3]},
        {"vermelding": "Bewoner van Duindorp", "namens": "groep", "organisatie": "Buurtclub", "herkomst": "regio"},
    ],
    "ideeen": [
        {"nummer": 1, "tekst": "Kleine huizen\nop poten", "kleur": "rood", "gekozen": True, "titel": "Op poten"},
        {"nummer": 2, "tekst": "Samen een oprit", "deelvragen": [1, 2], "kleur": "blauw", "gekozen": True},
        {"nummer": 4, "tekst": "Huizen op palen", "samengevoegd_in": 1, "staat": "samengevoegd"},
        {"nummer": 5, "tekst": None, "staat": "verborgen"},
        {"nummer": 6, "staat": "ingetrokken"},
    ],
    "stemrondes": [
        {
            "titel": "Ronde één",
            "stickers_per_persoon": 2,
            "per_idee": 2,
            "staat": "vastgesteld",
            "briefjes": 3,
            "stickers": {"1": 4, "2": 1},
            "mensen": {"1": 2, "2": 1},
            "draagvlak": {},
        }
    ],
    "oplossingen": [
        {
            "plaats": 1,
            "titel": "Wonen op poten",
            "ideeen": [1, 4],
            "tekst": "Samen één plan",
            "reden": "De groep zag ze als één.",
            "eigenaren": ["Ada Storm", "Duinschool 2"],
            "trekker": "Duinschool 2",
            "eerdere_eigenaren": [
                {"wie": "Duinschool 2", "van": "2026-03-24T19:14:00Z", "tot": "2026-03-25T09:00:00Z"},
                {"wie": "Ada Storm", "trekker": True, "van": "2026-03-24T19:14:00Z", "tot": "2026-03-25T09:00:00Z"},
            ],
        },
        {"plaats": 2, "titel": "Iets nieuws", "eigenaren": ["Bewoner van Duindorp"]},
    ],
    "voorstellen": [
        {
            "nummer": 3,
            "titel": "Tien huizen op poten",
            "plaats": 1,
            "gemeenten": ["Duindorp"],
            "antwoorden": {
                "voorstel": "Tien huizen.\n- licht\n- los van de grond",
                "opbrengst": "Een plek",
                "opbrengst_html": "<p>Een <strong>vaste</strong> plek</p>",
            },
            "deelvragen": [2],
            "resultaten": [{"wat": "Huizen", "aantal": "10", "eenheid": "huizen", "wanneer": "in 2028"}],
            "kadertoets": [{"kader": 1, "oordeel": "past_niet", "argument": "Het mag nog niet."}],
            "aanvullingen": [
                {"vraag": "opbrengst", "tekst": "En een bank.", "staat": "open"},
                {"vraag": "voorstel", "tekst": "Elf huizen", "staat": "terzijde", "reden": "Dat past niet."},
                {"vraag": "nodig", "tekst": "Ook spijkers", "staat": "overgenomen", "verwerkt": "Hout en spijkers"},
            ],
            "instemming": [
                {
                    "datum": "2026-03-12",
                    "bijeenkomst": 1,
                    "aanwezig": 6,
                    "antwoorden": 4,
                    "ja": None,
                    "nog_niet": None,
                    "redenen": ["Te duur", "Te hoog"],
                    "gewijzigd": ["kop", "nodig", "kosten"],
                },
                {
                    "datum": "2026-04-02",
                    "bijeenkomst": None,
                    "aanwezig": 6,
                    "antwoorden": 5,
                    "ja": 5,
                    "nog_niet": 0,
                    "conclusie": "Allen staan erachter.",
                },
            ],
            "kosten": {
                "regels": [{"post": "Hout", "berekening": "10 x 800", "bedrag": "8000.00", "jaar": 2027, "btw": "ex"}],
                "opgegeven_totaal": "8100.00",
            },
        },
        {"nummer": 1, "titel": "Los voorstel"},
    ],
    "boek": {"inleiding": "Wij wonen bij het duin.", "feiten": "Er zijn 40 huizen."},
}


def voorbeeld(**andere: Any) -> dict[str, Any]:
    """A copy of the example, with other values for some keys."""
    return {**deepcopy(VOORBEELD), **andere}


def als_bytes(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False).encode()


ZONDER: dict[str, list[Any]] = {"deelnemers": [], "stemrondes": [], "oplossingen": [], "voorstellen": []}
"""Without everything that points at people, evenings or steps."""


def read_in(session: Session, **andere: Any) -> Dialoog:
    """The example (with other values) in the database."""
    made = import_bytes(als_bytes(voorbeeld(**andere)))
    session.rollback()
    return session.scalars(select(Dialoog).where(Dialoog.korte_naam == made.korte_naam)).one()
