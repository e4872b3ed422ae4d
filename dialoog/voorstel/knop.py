"""The green button of *Uitslag*: it follows what the hall is at, and in a tie the way that was chosen. That of
*Voorstelkaarten* closes the question that is open."""

from collections.abc import Sequence
from typing import Any

from dialoog.bijeenkomst.werkvorm import Bevestiging, Knop
from dialoog.woorden import met_punt

GELIJK_FORMULIER = "gelijk-formulier"
"""The form of the group's choice in the regie's panel; the green button sends it."""


def uitslag_knop(werk: dict[str, Any], bijeenkomst_id: int) -> Knop | None:
    """Show the result, settle the tie, make oplossingen, name who owns them; None: nothing stands in the way of the
    next step. `werk` as `schermen.uitslag_regie` gives it."""
    result, evening = werk["uitslag"], str(bijeenkomst_id)
    if result is None:
        return _eigenaren(werk, evening)
    if not result.getoond:
        words = "De zaal ziet dan de hele top. Tot nu toe ziet alleen u de stand."
        url = f"{werk['adres']}/oplossingen/onthul"
        return Knop("Toon de uitslag", url, words, {"avond": evening, "ronde": str(result.ronde)})
    if werk["vrij"]:
        return _gelijk(werk, f"{werk['adres']}/avond/{evening}/gelijk/{werk['stap_id']}")
    if werk["te_vullen"]:
        return Knop(
            f"Maak oplossingen van de top {result.top}", f"{werk['adres']}/oplossingen/vul", "", {"avond": evening}
        )
    return _eigenaren(werk, evening)


def zonder_eigenaar(rijen: Sequence[Any]) -> list[Any]:
    """Oplossingen that nobody owns or that have no trekker, in the order in which they are asked for. Rows as
    `schermen.regie_rij` gives them."""
    ownerless = [rij for rij in rijen if not rij["eigenaren"]]
    return ownerless + [rij for rij in rijen if rij["eigenaren"] and not _getrokken(rij)]


def _getrokken(rij: Any) -> bool:
    return any(person["rol"] == "trekker" for person in rij["eigenaren"])


def _eigenaren(werk: dict[str, Any], evening: str) -> Knop | None:
    """One oplossing at a time; one may go on without (domein.md, Who: two eigenaren is the aim, one is trekker)."""
    todo = zonder_eigenaar(werk["rijen"])
    if not todo:
        return None
    first = todo[0]
    rest = f" Daarna nog {len(todo) - 1}." if todo[1:] else ""
    words = met_punt(f"Van plaats {first['plaats']}: {first['titel']}") + rest
    return Knop(
        "Kies een trekker" if first["eigenaren"] else "Kies eigenaren en trekker",
        f"{werk['adres']}/oplossingen/{first['id']}/eigenaren?avond={evening}",
        words,
        link=True,
        voorbij="Verder zonder trekker" if first["eigenaren"] else "Verder zonder eigenaren",
    )


def _gelijk(werk: dict[str, Any], url: str) -> Knop:
    seen = {"ronde": str(werk["uitslag"].ronde)}
    if werk["weg"] == "herstemming":
        words = "Weer gelijk? Dan kiest de groep met een reden, of u laat loten."
        return Knop("Begin de herstemming", f"{url}/herstemming", words, seen)
    if werk["weg"] == "keuze":
        words = "De keuze en de reden komen op het scherm."
        return Knop("Leg de keuze vast", f"{werk['adres']}/oplossingen/gelijk", words, formulier=GELIJK_FORMULIER)
    lot = werk["lot"]
    if lot is None:
        return Knop(
            "Leg de papieren klaar", f"{url}/loting", "De zaal ziet de papieren. Er wordt nog niet getrokken.", seen
        )
    words = f"De zaal ziet het meteen. Trekking {lot['aantal'] + 1} van {lot['plaatsen']}."
    once = "Wat getrokken is, staat vast en komt in het verslag. Opnieuw trekken kan niet."
    ask = Bevestiging("Wilt u een lot trekken?", ("De zaal ziet het meteen.", once), "Ja, trek een lot")
    drawn = {"loting": str(lot["id"]), "gezien": str(lot["aantal"])}
    return Knop("Trek een lot", f"{url}/trek", words, drawn, bevestiging=ask)


def vraag_knop(werk: dict[str, Any], bijeenkomst_id: int) -> Knop | None:
    """Close what is asked of the hall; None: nothing is asked. `werk` as `schermen_kaart.kaarten_werk` gives it."""
    asked = werk["vraag"]
    if asked is None:
        return None
    missing = asked["van"] - asked["klaar"]
    lines = ["We tellen de antwoorden. Daarna weet niemand meer wie wat antwoordde.", "De zaal ziet het aantal."]
    if missing:
        lines.insert(
            0, f"{missing} van de {asked['van']} aanwezigen {'gaf' if missing == 1 else 'gaven'} geen antwoord."
        )
    return Knop(
        "Sluit de vraag",
        f"{werk['adres']}/avond/{bijeenkomst_id}/instemming/{asked['id']}/sluiten",
        f"{asked['klaar']} van {asked['van']} {'gaf' if asked['klaar'] == 1 else 'gaven'} antwoord.",
        bevestiging=Bevestiging("Wilt u de vraag sluiten?", tuple(lines), "Ja, sluit de vraag"),
    )
