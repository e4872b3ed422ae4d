"""The book as one HTML page: read on screen, and the source of Word and PDF."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

import dialoog
from dialoog.errors import NotFound
from dialoog.themaboek.boek import CONCLUSIES, KLEUREN, Boek, Stap, Voorstelkaart
from dialoog.themaboek.concepten import concept
from dialoog.themaboek.maken import tekst
from dialoog.themaboek.maken.drukklaar import printable, standregel
from dialoog.themaboek.maken.grafieken import Tekenaar
from dialoog.themaboek.maken.herkomst import geldende_ronde, gemaakt_van, niet_gekozen
from dialoog.themaboek.maken.kaartfeiten import kaartfeiten, met_trekker
from dialoog.themaboek.maken.kosten import leesbaar, optelling
from dialoog.themaboek.stand import Deel, delen, opsomming
from dialoog.themaboek.uitkomst import AFWIJKINGEN
from dialoog.themaboek.verhaal import opgeschreven
from dialoog.voorstel.bedragen import nederlands_aantal
from dialoog.voorstel.inhoud import OORDELEN
from dialoog.voorstel.tekst import tekst_to_html

LEESWIJZER = {
    "werkwijze": "hoe de dialoog gaat, wanneer de groep bij elkaar kwam en wat er daarna gebeurt.",
    "vraagstelling": "de hoofdvraag, de deelvragen en de kaders van de raden.",
    "feiten": "wat er nu bekend is over het onderwerp, met de bron.",
    "stappen": "wat de groep deed, avond voor avond.",
    "resultaten": "wat elke bijeenkomst opleverde, daarna per voorstel een voorstelkaart, en de conclusies.",
    "deelnemers": "wie er meededen en voor welk belang.",
    "spelregels": "de afspraken over het gesprek.",
    "bijeenkomsten": "per bijeenkomst wat is gezegd en afgesproken, en alle aantallen.",
    "groslijst": "alle ideeën met hun nummer en kleur.",
}
MEESTE_KOLOMMEN = 6
"""With more belangen than this the matrix does not fit an upright page: then one column names them."""


def _map(naam: str) -> Path:
    """A folder that lies beside the package in a checkout, and inside it once installed."""
    package = Path(dialoog.__path__[0])
    beside = package.parent / naam
    return beside if beside.is_dir() else package / naam


@cache
def _omgeving() -> jinja2.Environment:
    omgeving = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_map("templates")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    omgeving.filters.update(
        schoon=tekst.schoon,
        regels=tekst.regels,
        zonder_punt=tekst.zonder_punt,
        datum=tekst.datum,
        bedrag=tekst.bedrag,
        opsomming=opsomming,
        optelling=optelling,
        aantal=nederlands_aantal,
    )
    omgeving.tests["bedrag"] = lambda waarde: leesbaar(waarde) is not None
    return omgeving


def _los_blad() -> str:
    """The sheet for a page that stands alone: tokens in place, and no letters to fetch (the reader's own are used)."""
    css = _map("static") / "css"
    tokens = re.sub(r"@font-face\s*\{[^}]*\}", "", (css / "tokens.css").read_text(encoding="utf-8"))
    return (css / "boek.css").read_text(encoding="utf-8").replace('@import url("tokens.css");', tokens)


def get_kaart(boek: Boek, nummer: int) -> Voorstelkaart:
    """Raises NotFound where the book has no such voorstel."""
    for kaart in boek.voorstellen:
        if kaart.nummer == nummer:
            return kaart
    raise NotFound(f"Voorstel {nummer} staat niet in dit boek.")


def titel_van(boek: Boek, voorstel: int | None) -> str:
    if boek.verslag:
        return f"Verslag: {boek.bijeenkomsten[0].titel}"
    if voorstel is None:
        return boek.titelblad.titel
    return f"Voorstel {voorstel}: {get_kaart(boek, voorstel).titel}"


def render_html(
    boek: Boek,
    *,
    voorstel: int | None = None,
    css_href: str | None = None,
    terug: str | None = None,
    pandoc: bool = False,
    formulier: bool = False,
    tekenaar: Tekenaar | None = None,
) -> str:
    """The page as text. `voorstel`: that card alone; `formulier`: its empty form.

    `css_href`: link to `static/css/boek.css` for a page inside the app (its policy takes no <style>); without it the
    sheet stands in the page, so the file can be kept and sent. `terug`: address of a link back, above the page.
    `pandoc`: for Word and PDF. `tekenaar`: how a chart becomes markup, by default drawn in the page. Raises NotFound.
    """
    boek = printable(boek)
    kaart = None if voorstel is None else get_kaart(boek, voorstel)
    css = "" if pandoc or css_href else _los_blad()
    page = _omgeving().get_template("themaboek/boek.html")
    deel_lijst = delen(boek)
    return page.render(
        boek=boek,
        kaart=kaart,
        hele_boek=kaart is None and not boek.verslag,
        formulier=formulier,
        pandoc=pandoc,
        css_href=css_href,
        terug=terug,
        css=Markup(css),
        titel=titel_van(boek, voorstel),
        standregel=standregel(boek),
        delen=deel_lijst,
        verwijzing=_verwijzing(deel_lijst) if not boek.verslag else VERWIJZING,
        leeswijzer=LEESWIJZER,
        kleuren=tekst.KLEURNAAM,
        volgorde=KLEUREN,
        stappen=_stappen(boek),
        lopende_tekst=lambda deel: lopend(boek, deel),
        beelden=CONCLUSIES,
        zonder_gemeenten=not all(naam in lopend(boek, "inleiding") for naam in boek.gemeenten),
        opgeschreven=opgeschreven,
        afwijkingen=AFWIJKINGEN,
        oordelen=OORDELEN,
        tekens=tekst.OORDEELTEKEN,
        kaartfeiten=kaartfeiten,
        met_trekker=met_trekker,
        **_uitleg(boek),
        grafiek=tekenaar or Tekenaar(),
        matrix=_matrix(boek),
        tellingen=_tellingen(boek),
        kaders_voorstel=[
            " ".join(filter(None, (kader.tekst, opsomming(kader.onderdelen))))
            for kader in boek.kaders
            if kader.geldt_voor == "voorstel"
        ],
    )


def _uitleg(boek: Boek) -> dict[str, Any]:
    """What a reader who adds up the numbers needs: why they differ, and how the oplossingen came from the stickers."""
    return {
        "dubbel": any(len(idee.deelvragen) > 1 for idee in boek.ideeen),
        "zonder_tekst": any(idee.staat in ("ingetrokken", "verborgen") for idee in boek.ideeen),
        "niet_los": sum(idee.staat != "los" for idee in boek.ideeen),
        "ronde_die_telt": geldende_ronde(boek),
        "gemaakt_van": gemaakt_van,
        "niet_gekozen": niet_gekozen,
    }


VERWIJZING = {"groslijst": "de groslijst", "resultaten": "dit boek", "bijeenkomsten": ""}
"""How the running text calls a part that is not there."""


def lopend(boek: Boek, deel: str) -> str:
    """The running text of a part as HTML: what somebody wrote, else the draft."""
    return boek.eigen(deel) or tekst_to_html(concept(boek, deel))


def _verwijzing(deel_lijst: tuple[Deel, ...]) -> dict[str, str]:
    """How the running text points to a part; a part that is left out is called by what it is."""
    gevonden = {deel.sleutel: deel for deel in deel_lijst}
    uit = dict(VERWIJZING)
    for sleutel in uit.keys() & gevonden.keys():
        deel = gevonden[sleutel]
        uit[sleutel] = f"hoofdstuk {deel.aanduiding}" if deel.soort == "hoofdstuk" else deel.aanduiding.lower()
    return uit


def _stappen(boek: Boek) -> list[tuple[str, str]]:
    """The chapter as headings, each with its paragraph: one per evening, and one for each stretch between evenings."""

    def kop(stap: Stap) -> str:
        return ", ".join(filter(None, (stap.bijeenkomst, stap.bijeenkomst and tekst.datum(stap.datum)))) or "Tussendoor"

    return [(naam, " ".join(stap.wat for stap in groep)) for naam, groep in groupby(boek.stappen, key=kop)]


def _matrix(boek: Boek) -> dict[str, Any] | None:
    genoemd = dict.fromkeys([*boek.belangen, *(belang for d in boek.deelnemers for belang in d.belangen)])
    if not 0 < len(genoemd) <= MEESTE_KOLOMMEN:
        return None
    samen = [sum(belang in deelnemer.belangen for deelnemer in boek.deelnemers) for belang in genoemd]
    return {"belangen": list(genoemd), "samen": samen, "breedtes": [66 // len(genoemd)] * len(genoemd)}


def _tellingen(boek: Boek) -> list[tuple[str, int]]:
    ronde = geldende_ronde(boek)
    alle = [
        ("Bijeenkomsten", len(boek.bijeenkomsten)),
        ("Deelnemers", len(boek.deelnemers)),
        ("Ideeën", len(boek.ideeen)),
        (
            "Stickers in de laatste ronde",
            sum(regel.stickers for regel in ronde.uitslag) if ronde else 0,
        ),
        ("Oplossingen", sum(len(resultaat.oplossingen) for resultaat in boek.resultaten)),
        ("Voorstellen", len(boek.voorstellen)),
    ]
    return [(naam, getal) for naam, getal in alle if getal]
