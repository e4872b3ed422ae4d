"""The list of screens: three per state of an evening, and every other page filled, empty and with an error."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from flask import Flask
from werkzeug.routing import Rule

from tests.bladzijde import is_exempt
from tests.plek import Plek
from tests.toegang.rij import Rij
from tests.toegang.rollen import Bezoek
from tests.toegang.tabel import TABEL
from tests.toestanden import ALLE, ZEVEN
from tests.wereld import Wereld

Soort = Literal["telefoon", "regie", "beamer"]
TOESTANDEN = (*ALLE, *(f"leeg_{soort}" for soort in ZEVEN))
EVENING = ("telefoon.avond", "regie.avond", "beamer.scherm")
"""Pages that are pictured in every state."""
NO_SCREEN = (
    "static_bestand",
    "telefoon.mijn",
    "stemming.ligt",
    "idee_antwoord.mijn",
    "koppelen.stand",
    "voor.strook",
    "notulist.mijn",
    "overdracht.uitwisselbestand",
    "voorstellen.formulier",
    "voorstel_telefoon.stand",
    "voorstel_schrijven.stand",
    "notulist_schrijven.stand",
    "themaboek.voorbeeld",
    "themaboek.download",
    "themaboek.download_kaart",
    "themaboek.download_verslag",
)
"""Answers that are data or a file. A route that only leads on has no 200 in the table, and so no screen."""


@dataclass(frozen=True)
class Scherm:
    """A page as somebody sees it. With `data` it is what a form answers that was sent with that."""

    naam: str
    soort: Soort
    rol: str
    pad: str
    variant: Literal["gevuld", "leeg", "fout"] = "gevuld"
    data: dict[str, Any] | None = None
    vooraf: str = field(default="", compare=False)
    """With `data`: a page of the same person with a form on it, whose token is used."""


def schermen(app: Flask, wereld: Wereld) -> list[Scherm]:
    """All screens, in a fixed order."""
    return [*avonden(wereld), *bladzijden(app, wereld), *fouten(app, wereld)]


def avonden(wereld: Wereld) -> Iterator[Scherm]:
    """Phone, beamer and regie in every state; what a toehoorder sees; the question before an act."""
    for toestand in TOESTANDEN:
        plek = wereld[toestand]
        variant: Any = "leeg" if toestand.startswith("leeg_") else "gevuld"
        yield Scherm(f"telefoon-{toestand}", "telefoon", "eigenaar", plek.telefoon, variant)
        yield Scherm(f"beamer-{toestand}", "beamer", "beamer", f"/beamer/{plek.beamer}", variant)
        yield Scherm(f"regie-{toestand}", "regie", "begeleider", plek.regie, variant)
    for toestand in ("ideeen", "ronde_open"):
        yield Scherm(f"toehoorder-{toestand}", "telefoon", "toehoorder", wereld[toestand].telefoon)
    for toestand, vraag in (("ronde_open", "terug"), ("ronde_open", "ja"), ("ronde_gesloten", "ja")):
        path = f"{wereld[toestand].regie}?vraag={vraag}"
        yield Scherm(f"regie-{toestand}-vraag-{vraag}", "regie", "begeleider", path)


def bladzijden(app: Flask, wereld: Wereld) -> Iterator[Scherm]:
    """Every other page that somebody gets, filled, and empty where a dialogue can be."""
    for rule, row in rules(app, "GET"):
        if rule.endpoint in (*EVENING, *NO_SCREEN) or 200 not in row.status.values():
            continue
        rol = who(row, 200)
        naam = rule.endpoint.replace(".", "-") + ("-thema" if rule.defaults else "")
        bezoek = Bezoek(app, wereld, wereld[row.toestand])
        full = Scherm(naam, kind_of(rule, rol), rol, address(bezoek, rule, row, rol))
        yield full
        empty = wereld[f"leeg_{row.toestand}"] if f"leeg_{row.toestand}" in wereld.plekken else None
        if empty is not None and "korte_naam" in rule.arguments and can_be_empty(rule, empty):
            path = address(Bezoek(app, wereld, empty), rule, row, rol)
            yield replace(full, naam=f"{naam}-leeg", pad=path, variant="leeg")
    for naam, path in (("onbekend", "/m/onbekend"), ("niet-bekend", wereld["belangen"].telefoon)):
        yield Scherm(naam, "telefoon", "niemand", path, "fout")


def fouten(app: Flask, wereld: Wereld) -> Iterator[Scherm]:
    """What a form answers when it is not right."""
    for rule, row in rules(app, "POST"):
        if 400 not in row.status.values() or is_exempt(app, rule.endpoint):
            continue
        rol = who(row, 400)
        bezoek = Bezoek(app, wereld, wereld[row.toestand])
        start = {"begeleider": "/regie/nieuw", "niemand": "/"}.get(rol, f"/d/{bezoek.plek.korte_naam}/gegevens")
        naam = rule.endpoint.replace(".", "-") + "-fout"
        path = address(bezoek, rule, row, rol)
        yield Scherm(naam, kind_of(rule, rol), rol, path, "fout", row.velden(bezoek.plek.waarden), start)


def rules(app: Flask, method: str) -> Iterator[tuple[Rule, Rij]]:
    """The routes of a method that have a row."""
    for rule in app.url_map.iter_rules():
        row = TABEL.get(f"{method} {rule.endpoint}")
        if row is not None and method in (rule.methods or ()):
            yield rule, row


def missing(app: Flask) -> list[str]:
    """Pages of which nobody knows what they look like: routes without a row."""
    return sorted(
        f"{rule.endpoint} ({rule.rule})"
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and f"GET {rule.endpoint}" not in TABEL
    )


def who(row: Rij, status: int) -> str:
    """The role that sees a page with this status; the barest one that does."""
    return next(rol for rol in ("niemand", "eigenaar", "begeleider", "beamer", "notulist") if row.status[rol] == status)


def kind_of(rule: Rule, rol: str) -> Soort:
    if rule.endpoint.startswith("koppelen.") and rol != "begeleider":
        return "beamer"
    return "regie" if rol == "begeleider" or rule.endpoint.startswith("begeleider.") else "telefoon"


def address(bezoek: Bezoek, rule: Rule, row: Rij, rol: str) -> str:
    waarden = bezoek.plek.waarden
    path = bezoek.adres(rule, rol, **row.nummers(waarden))
    query = row.velden(waarden) if "GET" in (rule.methods or ()) else {}
    return path + ("?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else "")


def can_be_empty(rule: Rule, empty: Plek) -> bool:
    """Whether everything that the address names exists in a dialogue where nothing happened."""
    return all(naam not in empty.waarden or empty.waarden[naam] is not None for naam in rule.arguments)
