"""What was written down travels along, byte for byte, and a fault in it is named with its place."""

import json
from typing import Any

import pytest
from flask import Flask

from dialoog.overdracht.errors import SlechtBestand
from dialoog.overdracht.service import export_bytes, import_bytes

BESTAND: dict[str, Any] = {
    "dialoog": "uitwisselbestand/1",
    "korte_naam": "halte",
    "titel": "De halte",
    "ideeen": [{"nummer": 3, "tekst": "Een bank"}],
    "aantekeningen": [
        {"soort": "feit", "tekst": "Er rijden 4 bussen.", "bron": "Vervoerder"},
        {"soort": "mijlpaal", "tekst": "De raden", "datum": "2026-07-01"},
    ],
    "bijeenkomsten": [
        {
            "titel": "Kick-off",
            "draaiboek": [{"soort": "gesprek", "staat": "gedaan"}],
            "aantekeningen": [
                {"soort": "afspraak", "tekst": "Zaal huren", "wie": "Buurthuis", "stap": 1},
                {"soort": "stand", "ja": 18, "nee": 0},
                {"soort": "expert", "idee": 3, "tekst": "Dat kan"},
            ],
        }
    ],
}


def test_out_in_and_out_again_gives_the_same_bytes_kind_by_kind(app: Flask) -> None:
    import_bytes(json.dumps(BESTAND).encode())
    first = export_bytes("halte")
    assert export_bytes(import_bytes(first).korte_naam).replace(b"halte-2", b"halte") == first
    plain = json.loads(first)
    assert [row["soort"] for row in plain["aantekeningen"]] == ["mijlpaal", "feit"]
    assert plain["bijeenkomsten"][0]["aantekeningen"] == [
        {"soort": "stand", "ja": 18, "nee": 0},
        {"soort": "expert", "idee": 3, "tekst": "Dat kan"},
        {"soort": "afspraak", "tekst": "Zaal huren", "wie": "Buurthuis", "stap": 1},
    ]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ({"soort": "kans", "tekst": " "}, "bijeenkomsten[0].aantekeningen[0].tekst"),
        ({"soort": "feit", "tekst": "Op de verkeerde plek"}, "bijeenkomsten[0].aantekeningen[0].soort"),
        ({"soort": "expert", "idee": 4, "tekst": "Dat kan"}, "bijeenkomsten[0].aantekeningen[0].idee"),
        ({"soort": "stand", "ja": "18", "nee": 2}, "bijeenkomsten[0].aantekeningen[0].ja"),
        ({"soort": "kans", "tekst": "Ja", "stap": 2}, "bijeenkomsten[0].aantekeningen[0].stap"),
    ],
)
def test_a_fault_is_refused_with_its_place(app: Flask, row: dict[str, Any], place: str) -> None:
    evening = {**BESTAND["bijeenkomsten"][0], "aantekeningen": [row]}
    with pytest.raises(SlechtBestand) as error:
        import_bytes(json.dumps({**BESTAND, "bijeenkomsten": [evening]}).encode())
    assert error.value.plek == place
