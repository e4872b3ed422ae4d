# ruff: noqa: E501  (data, one thing on a line)
"""Sample content of real size for the style guide of beamer and regie: 19 people, 68 ideas, 20 chosen, 95 stickers.

Every sentence is our own; nothing here is read by the app.
"""

from __future__ import annotations

from typing import Any

ADRES = "dialoog.example"
CODE = "K4TMPX"

BELANGEN: list[dict[str, Any]] = [
    {"naam": "zelf in het dorp wonen", "aantal": 7},
    {"naam": "vrijwilligers en clubs", "aantal": 4},
    {"naam": "winkels en bedrijven", "aantal": 4},
    {"naam": "school en kinderopvang", "aantal": 2},
    {"naam": "nieuwe bewoners", "aantal": 0},
]

DEELVRAGEN: list[dict[str, str]] = [
    {"titel": "plekken", "tekst": "Waar komen we elkaar tegen?"},
    {"titel": "meedoen", "tekst": "Wat helpt iemand om de eerste keer mee te doen?"},
]

_ZINNEN = [
    "Een dorpskast met spullen die iedereen mag lenen.",
    "De gymzaal op woensdagavond vrij voor wie maar wil.",
    "Elke straat krijgt een bank en een appelboom.",
    "Nieuwe buren krijgen een fietstocht langs alle clubs.",
    "Een leeg lokaal als werkplaats, met een vaste klusser die helpt.",
    "Koffie bij de bushalte, elke dinsdag om tien uur.",
    "Eén agenda voor het hele dorp, ook op papier bij de bakker.",
    "Samen koken met wat de moestuin over heeft.",
    "De kerk open als stille plek.",
    "Een proefles bij elke club, zonder lid te worden en zonder spullen te kopen.",
    "Taalmaatjes: een uur praten in ruil voor een uur hulp.",
    "Een dorpsbus met een vaste chauffeur, die ook even mee naar binnen loopt.",
    "Kinderen ontwerpen het plein. Grote mensen bouwen het.",
    "Een vuurplaats bij de vijver.",
    "Iedere maand eet een andere straat aan de lange tafel in het park, en de buren van de vorige straat wassen af.",
    "Muziek op het plein.",
    "Eén telefoonnummer waar iemand opneemt.",
]

IDEEEN: list[dict[str, Any]] = [
    {"nummer": n, "tekst": _ZINNEN[(n * 5) % len(_ZINNEN)] if n % 9 else _ZINNEN[n % 17] + " Ook in de winter."}
    for n in range(68, 0, -1)
]
LANG_IDEE = (
    "Maak van de oude brandweerkazerne een huis waar het hele dorp in en uit loopt. Beneden een grote keuken met een "
    "tafel voor dertig mensen, waar elke dag iemand kookt en wie wil schuift aan. Boven kamers die clubs per uur kunnen "
    "gebruiken, met een kast die op slot kan. Achter een tuin waar de school haar lessen geeft en waar ouderen een "
    "eigen bed hebben. De sleutel gaat rond: elke week is een andere straat gastheer. Wie nieuw is, krijgt de sleutel "
    "als eerste, want wie de deur opendoet, kent na een week iedereen bij naam. De gemeente betaalt alleen het dak."
)
MUUR: list[dict[str, Any]] = [
    *[i for i in IDEEEN if i["nummer"] % 2 == 0][:14],
    {"nummer": 41, "tekst": LANG_IDEE},
    *[i for i in IDEEEN if i["nummer"] % 2 == 1][:18],
]

VLAKKEN: dict[str, list[int]] = {
    "grijs": [7, 12, 14, 26, 33, 38, 43, 48, 54, 61, 66],
    "geel": [5, 9, 16, 20, 27, 32, 35, 41, 45, 51, 56, 59, 62, 64, 67],
    "blauw": [1, 3, 6, 8, 11, 13, 15, 18, 21, 24, 25, 28, 30, 31, 34, 36, 39, 42, 46, 47, 49, 52, 55, 58, 63],
    "rood": [2, 4, 10, 17, 19, 22, 23, 29, 37, 40, 44, 50, 53, 57, 60, 65, 68],
}
SPREIDING = {"geel": 8, "rood": 7, "blauw": 3, "grijs": 1}

_TITELS: dict[int, str] = {
    5: "De dorpskast: leen wat u nodig hebt", 9: "Het plein van de kinderen", 16: "Dorpsbus met vaste chauffeur",
    20: "De kazerne als huiskamer", 32: "Eén agenda, ook op papier", 35: "Taal in ruil voor hulp",
    41: "Sleutel gaat de straten rond", 51: "Werkplaats in het lege lokaal", 15: "Koffie bij de bushalte",
    28: "Proefles bij elke club", 46: "Bank en appelboom per straat", 2: "De lange tafel in het park",
    4: "Fietstocht voor nieuwe buren", 10: "Eén nummer dat opneemt", 17: "Gymzaal open op woensdag",
    22: "Samen koken uit de moestuin", 29: "Vuurplaats bij de vijver", 37: "De stille kerk",
    44: "Muziek op het plein", 50: "Klussers voor een dag",
}  # fmt: skip
GEKOZEN: dict[str, list[int]] = {
    "grijs": [],
    "geel": [5, 9, 16, 20, 32, 35, 41, 51],
    "blauw": [15, 28, 46],
    "rood": [2, 4, 10, 17, 22, 29, 37, 44, 50],
}
_QUOTA = {"grijs": 0, "geel": 9, "blauw": 3, "rood": 9}
SHORTLIST: dict[str, dict[str, Any]] = {
    k: {"ideeen": [{"nummer": n, "titel": _TITELS[n]} for n in v], "quotum": _QUOTA[k], "bewaard": 11}
    for k, v in GEKOZEN.items()
}
KIEZEN: dict[str, dict[str, Any]] = {
    "grijs": {"gekozen": [], "quotum": 0},
    "geel": {"gekozen": GEKOZEN["geel"][:7], "quotum": 9},
    "blauw": {"gekozen": [15, 28], "quotum": 3},
    "rood": {"gekozen": GEKOZEN["rood"][:7], "quotum": 9},
}
GROEPEN: list[dict[str, Any]] = [
    {"naam": "Tafel 1", "klaar": True, "gekozen": 7, "nog": []},
    {"naam": "Tafel 2", "klaar": False, "gekozen": 4, "nog": [("rood", 2), ("geel", 1)]},
    {"naam": "Tafel 3", "klaar": False, "gekozen": 5, "nog": [("blauw", 1), ("geel", 1)]},
]


def _rij(plaats: int, nummer: int, stickers: int, mensen: int) -> dict[str, Any]:
    kleur = next(k for k, v in VLAKKEN.items() if nummer in v)
    return {
        "plaats": plaats, "nummer": nummer, "titel": _TITELS[nummer], "kleur": kleur, "stickers": stickers, "mensen": mensen,
    }  # fmt: skip


RIJEN: list[dict[str, Any]] = [
    _rij(1, 2, 14, 9), _rij(2, 17, 12, 12), _rij(3, 4, 10, 7), _rij(4, 16, 9, 8), _rij(5, 22, 7, 5),
    _rij(5, 35, 7, 7), _rij(7, 29, 6, 4), _rij(8, 10, 5, 5), _rij(8, 44, 5, 3), _rij(10, 5, 4, 4),
]  # fmt: skip

RIJEN_KAAL: list[dict[str, Any]] = [{k: v for k, v in r.items() if k != "mensen"} for r in RIJEN]

OPLOSSINGEN: list[dict[str, Any]] = [
    {"plaats": 1, "titel": "De lange tafel uit de moestuin", "kleur": "rood", "stickers": [14, 7],
     "ideeen": [{"nummer": 2, "titel": "De lange tafel"}, {"nummer": 22, "titel": "Samen koken"}]},
    {"plaats": 2, "titel": "Gymzaal open op woensdag", "kleur": "rood", "stickers": [12], "ideeen": [{"nummer": 17, "titel": ""}]},
    {"plaats": 3, "titel": "Dorpsbus met vaste chauffeur", "kleur": "geel", "stickers": [9], "ideeen": [{"nummer": 16, "titel": ""}],
     "bij": "met stickers: plaats 4",
     "reden": {"kop": "Waarom hoger:", "tekst": "volgens de experts staat de bus er al, en zoekt hij alleen een chauffeur.",
               "door": "De groep koos dit. Vastgelegd door Anneke Smid."}},
    {"plaats": 4, "titel": "Fietstocht voor nieuwe buren", "kleur": "rood", "stickers": [10], "ideeen": [{"nummer": 4, "titel": ""}],
     "bij": "met stickers: plaats 3"},
    {"plaats": 5, "titel": "Taal in ruil voor hulp", "kleur": "geel", "stickers": [7], "ideeen": [{"nummer": 35, "titel": ""}],
     "bij": "na een herstemming"},
]  # fmt: skip

_VAKKEN = [
    "Het voorstel",
    "Deelvraag",
    "Voor wie",
    "Opbrengst",
    "Trekkers",
    "Stappen",
    "Planning",
    "Wat is nodig",
    "Betaalbaar",
    "Kaders",
]
TIEN: list[dict[str, Any]] = [
    {"nummer": n, "naam": naam, "staat": "leeg" if n == 9 else "vol"} for n, naam in enumerate(_VAKKEN, 1)
]
VOORSTEL: dict[str, Any] = {
    "titel": "Dorpsbus met vaste chauffeur", "ideeen": [16], "kleur": "geel",
    "mensen": [{"naam": "Wim Dekker", "rol": "trekker"}, {"naam": "Saida el Amrani", "rol": "eigenaar"}],
}  # fmt: skip
ANTWOORD = (
    "<ul><li><strong>30 ritten per week</strong> voor wie niet meer zelf rijdt.</li><li>Vijf chauffeurs uit het dorp, "
    "van wie twee zonder werk.</li><li>De sportclub en de huisarts zien mensen terug die wegbleven.</li></ul>"
    "<blockquote><p>“Ik hoef niet ver. Ik wil alleen niet altijd hoeven vragen.”</p></blockquote>"
)
LANG_ANTWOORD = "".join(
    f"<p>Stap {n}. We beginnen klein, met één bus en drie vaste dagen. Na {n * 2} weken kijken we samen met de rijders wat "
    "beter kan, en pas dan komt er een dag bij. De garage in het dorp doet het onderhoud en leert het aan een leerling.</p>"
    for n in range(1, 9)
)

STAPPEN: list[dict[str, Any]] = [
    {"titel": t, "tijd": u, "staat": s, "href": "#"}
    for t, u, s in (
        ("Deur open", "19:00", "gedaan"), ("Gekozen ideeën lezen", "19:20", "gedaan"), ("Stickeren", "19:40", "live"),
        ("Uitslag", "19:55", "gepland"), ("Pauze", "20:10", "gepland"), ("Korte presentaties", "20:25", "gepland"),
        ("Experts reageren", "20:50", "overgeslagen"), ("Trekkers kiezen", "21:15", "gepland"),
    )
]  # fmt: skip
LAATSTE: list[dict[str, Any]] = [
    {"tijd": "19:46", "tekst": "Gerrit Bos erbij", "ongedaan": "#"},
    {"tijd": "19:44", "tekst": "Ronde geopend", "reden": "er is geplakt"},
]
BIJ_DE_HAND: list[dict[str, Any]] = [
    {"tekst": "Pauze", "icoon": "pause", "actie": "#"}, {"tekst": "Zwart scherm", "icoon": "monitor", "actie": "#"},
    {"tekst": "Bericht", "icoon": "sticky-note", "href": "#"}, {"tekst": "Code groot", "icoon": "qr-code", "actie": "#"},
    {"tekst": "Eén idee groot", "icoon": "groot", "href": "#"},
]  # fmt: skip
NOG: list[dict[str, Any]] = [
    {"naam": "Hilde Prins", "woord": "nog niets", "nadruk": True}, {"naam": "Omar Haddad", "woord": "nog niets", "nadruk": True},
    {"naam": "Ada Visser", "woord": "bezig"}, {"naam": "Bram Kok", "woord": "bezig"}, {"naam": "Chantal Maas", "woord": "bezig"},
    {"naam": "Derya Aydin", "woord": "bezig"},
]  # fmt: skip
KLAAR = [
    "Anneke Smid", "Bas Wolters", "Evelien Groot", "Farid Amari", "Greet Timmer", "Henk Jonker", "Ineke Post",
    "Jan Scholten", "Kim Tran", "Leo Vos", "Mia Boers",
]  # fmt: skip
DEELNEMERS: list[dict[str, Any]] = [
    {"naam": n, "namens": o, "belang": b, "met": m, "icoon": "users" if "helpt" in m else "smartphone", "wijzig": "#"}
    for n, o, b, m in (
        ("Ada Visser", "zichzelf", "zelf in het dorp wonen", "telefoon"), ("Anneke Smid", "Dorpsraad", "vrijwilligers en clubs", "telefoon"),
        ("Bas Wolters", "Bakkerij Wolters", "winkels en bedrijven", "telefoon"), ("Bram Kok", "zichzelf", "zelf in het dorp wonen", "telefoon"),
        ("Chantal Maas", "De Regenboogschool", "school en kinderopvang", "telefoon"), ("Derya Aydin", "Sportclub Oost", "vrijwilligers en clubs", "telefoon"),
        ("Gerrit Bos", "zichzelf", "zelf in het dorp wonen, vrijwilligers en clubs", "Kim helpt"), ("Hilde Prins", "Mantelkring", "vrijwilligers en clubs", "telefoon"),
        ("Omar Haddad", "zichzelf", "zelf in het dorp wonen", "telefoon"),
    )
]  # fmt: skip
DELEN: list[dict[str, Any]] = [
    {"nr": 1, "titel": "Inleiding", "bij": "2 bladzijden", "staat": "klaar"}, {"nr": 2, "titel": "Werkwijze", "bij": "3 bladzijden", "staat": "klaar"},
    {"nr": 3, "titel": "Vraagstelling", "bij": "2 deelvragen, 8 kaders", "staat": "klaar"},
    {"nr": 4, "titel": "De feiten", "bij": "nog niemand schreef een feit op", "staat": "leeg"}, {"nr": 5, "titel": "De stappen", "bij": "vult zichzelf", "staat": "klaar"},
    {"nr": 6, "titel": "De resultaten", "bij": "3 van 5 voorstellen klaar", "staat": "deels"}, {"nr": "B", "titel": "Vier bijlagen", "bij": "foto’s van de derde avond ontbreken", "staat": "deels"},
]  # fmt: skip
ONDERDELEN: list[dict[str, Any]] = [
    {"tekst": t, "href": "#", "klaar": w is True, "woord": w if isinstance(w, str) else None, "hier": t == "Kaders"}
    for t, w in (("Thema en hoofdvraag", True), ("Deelvragen", True), ("Kaders", False), ("Spelregels", True), ("Belangen", True),
                 ("Gemeenten", True), ("Bijeenkomsten", "datum mist"), ("Deelnemers", "nog leeg"))
]  # fmt: skip
MENU: list[dict[str, Any]] = [
    {"tekst": t, "href": "#"} for t in ("Voorbereiden", "De avond", "Deelnemers", "Themaboek")
]
