"""The demo's two dialogues are of real size, complete, and agree with themselves."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from dialoog.voorstel.tekst import clean_html, html_to_tekst

DATA = Path(__file__).parents[2] / "dialoog" / "demo" / "data"
AFGEROND = "wijkzorg-afgerond.json"
AVOND = "vervoer-ideeenavond.json"
SPELEN = "ideeen-om-te-spelen.json"
BEIDE = pytest.mark.parametrize("bestand", [AFGEROND, AVOND])
VRAGEN = [
    "voorstel",
    "deelvraag",
    "doelgroep",
    "opbrengst",
    "trekkers",
    "uitvoering",
    "planning",
    "nodig",
    "betaalbaar",
    "kaders",
]
TITELS = [
    "Kick-off",
    "1e bijeenkomst: visie, kansen en bedreigingen",
    "2e bijeenkomst: oplossingen genereren",
    "3e bijeenkomst: verdiepen en aanvullen",
    "4e bijeenkomst: afronden en knopen tellen",
]


def read(bestand: str) -> Any:
    return json.loads((DATA / bestand).read_text(encoding="utf-8"))


def texts(value: Any) -> list[str]:
    """Every text in a parsed JSON value, in order of appearance."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return []


def ideeen(dialoog: Any, **eis: Any) -> list[Any]:
    return [i for i in dialoog["ideeen"] if all(i[k] == v for k, v in eis.items())]


def aanwezig(dialoog: Any, plaats: int) -> list[Any]:
    return [d for d in dialoog["deelnemers"] if plaats in d["aanwezig"]]


@BEIDE
def test_each_dialogue_has_the_question_kaders_and_belangen_of_a_real_one(bestand: str) -> None:
    dialoog = read(bestand)
    assert dialoog["dialoog"] == "uitwisselbestand/1"
    assert dialoog["hoofdvraag"]["tekst"]
    assert len(dialoog["hoofdvraag"]["kort"]) <= 60
    assert [bool(d["tekst"] and d["kant"]) for d in dialoog["deelvragen"]] == [True, True]
    soorten = Counter(kader["soort"] for kader in dialoog["kaders"])
    assert soorten == {"inhoudelijk": 7, "proces": 4, "financieel": 3}
    assert {kader["geldt_voor"] for kader in dialoog["kaders"]} == {"voorstel", "plan"}
    assert [len(k["onderdelen"]) for k in dialoog["kaders"] if "onderdelen" in k] == [3]
    assert len(dialoog["belangen"]) == 5
    assert all(b["zin"] for b in dialoog["belangen"])


@BEIDE
def test_people_name_only_belangen_gemeenten_and_evenings_that_exist(bestand: str) -> None:
    dialoog = read(bestand)
    belangen = {belang["naam"] for belang in dialoog["belangen"]}
    avonden = range(1, len(dialoog["bijeenkomsten"]) + 1)
    for deelnemer in dialoog["deelnemers"]:
        assert deelnemer["belangen"]
        assert set(deelnemer["belangen"]) <= belangen
        assert deelnemer["gemeenten"]
        assert set(deelnemer["gemeenten"]) <= set(dialoog["gemeenten"])
        assert set(deelnemer["aanwezig"]) <= set(avonden)
    assert {naam for d in dialoog["deelnemers"] for naam in d["belangen"]} == belangen
    acties = [a for b in dialoog["bijeenkomsten"] for a in b.get("belangenactie", [])]
    assert acties
    assert {actie["belang"] for actie in acties} <= belangen


@BEIDE
def test_a_name_or_vermelding_points_at_one_person(bestand: str) -> None:
    deelnemers = read(bestand)["deelnemers"]
    for een, ander in combinations(deelnemers, 2):
        assert not {een["naam"], een["vermelding"]} & {ander["naam"], ander["vermelding"]}
    assert {d["naam_in_boek"] for d in deelnemers} == {True, False}


@BEIDE
def test_no_text_outside_the_persons_list_names_a_person(bestand: str) -> None:
    dialoog = read(bestand)
    namen = [deelnemer["naam"] for deelnemer in dialoog.pop("deelnemers")]
    for oplossing in dialoog.get("oplossingen", []):
        del oplossing["eigenaren"], oplossing["trekker"]
    assert not [(n, t) for n in namen for t in texts(dialoog) if n in t]


@BEIDE
def test_the_kick_off_misses_exactly_the_belang_that_is_acted_upon(bestand: str) -> None:
    dialoog = read(bestand)
    aan_tafel = {naam for d in aanwezig(dialoog, 1) for naam in d["belangen"]}
    leeg = {belang["naam"] for belang in dialoog["belangen"]} - aan_tafel
    acties = dialoog["bijeenkomsten"][0]["belangenactie"]
    assert len(leeg) == 1
    assert leeg == {actie["belang"] for actie in acties}


def test_the_finished_dialogue_ran_over_five_evenings_before_november() -> None:
    bijeenkomsten = read(AFGEROND)["bijeenkomsten"]
    dagen = [date.fromisoformat(b["datum"]) for b in bijeenkomsten]
    assert read(AFGEROND)["staat"] == "afgerond"
    assert [b["titel"] for b in bijeenkomsten] == TITELS
    assert dagen == sorted(set(dagen))
    assert dagen[-1] < date(2026, 11, 1)
    assert all(dag.year == 2026 and dag.weekday() < 5 for dag in dagen)


def test_about_seven_in_ten_come_and_all_are_there_to_sticker() -> None:
    dialoog = read(AFGEROND)
    assert len(dialoog["deelnemers"]) == 19
    assert len(dialoog["spelregels"]) == 8
    assert [len(aanwezig(dialoog, plaats)) for plaats in range(1, 6)] == [13, 13, 14, 19, 14]


def test_sixty_eight_ideas_keep_their_number_text_and_colour() -> None:
    dialoog = read(AFGEROND)
    assert [idee["nummer"] for idee in dialoog["ideeen"]] == list(range(1, 69))
    met_tekst = [i for i in dialoog["ideeen"] if i["staat"] in ("los", "samengevoegd")]
    lengtes = [len(idee["tekst"]) for idee in met_tekst]
    assert len({idee["tekst"].lower() for idee in met_tekst}) == len(met_tekst) == 66
    assert min(len(idee["tekst"].split()) for idee in met_tekst) == 4
    assert 300 < max(lengtes) <= 400
    kleuren = Counter(idee["kleur"] for idee in met_tekst)
    assert kleuren == {"blauw": 28, "rood": 16, "geel": 14, "grijs": 7, None: 1}
    assert {tuple(i["deelvragen"]) for i in met_tekst} == {(), (1,), (2,), (1, 2)}


def test_one_idea_is_merged_and_a_hidden_or_withdrawn_one_has_no_text() -> None:
    dialoog = read(AFGEROND)
    (samengevoegd,) = ideeen(dialoog, staat="samengevoegd")
    (doel,) = ideeen(dialoog, nummer=samengevoegd["samengevoegd_in"])
    assert doel["staat"] == "los"
    assert doel["gekozen"]
    for staat in ("ingetrokken", "verborgen"):
        (idee,) = ideeen(dialoog, staat=staat)
        assert idee["tekst"] is None
        assert idee["kleur"] is None


def test_twenty_ideas_are_chosen_by_quota_and_have_a_short_title() -> None:
    dialoog = read(AFGEROND)
    gekozen = ideeen(dialoog, gekozen=True)
    assert Counter(i["kleur"] for i in gekozen) == {"blauw": 3, "rood": 9, "geel": 8}
    assert all(i["staat"] == "los" and 0 < len(i["titel"]) <= 35 for i in gekozen)
    assert all(idee["titel"] is None for idee in ideeen(dialoog, gekozen=False))


def test_ninety_five_stickers_give_a_tie_in_the_top_and_a_clear_edge() -> None:
    dialoog = read(AFGEROND)
    (ronde,) = dialoog["stemrondes"]
    stickers = {int(nummer): aantal for nummer, aantal in ronde["stickers"].items()}
    assert ronde["staat"] == "vastgesteld"
    assert ronde["per_idee"] == 1
    assert ronde["briefjes"] == len(aanwezig(dialoog, 4)) == 19
    assert sum(stickers.values()) == ronde["briefjes"] * ronde["stickers_per_persoon"] == 95
    assert set(stickers) == {idee["nummer"] for idee in ideeen(dialoog, gekozen=True)}
    assert ronde["mensen"] == ronde["stickers"]
    assert max(stickers.values()) <= 19
    volgorde = sorted(stickers.values(), reverse=True)
    assert len(set(volgorde[:5])) < 5
    assert volgorde[4] > volgorde[5]


def test_the_five_oplossingen_are_one_joined_one_of_none_and_explain_themselves() -> None:
    dialoog = read(AFGEROND)
    gekozen = {idee["nummer"] for idee in ideeen(dialoog, gekozen=True)}
    oplossingen = dialoog["oplossingen"]
    assert [o["plaats"] for o in oplossingen] == [1, 2, 3, 4, 5]
    assert sorted(len(o["ideeen"]) for o in oplossingen) == [0, 1, 1, 1, 2]
    assert all(set(o["ideeen"]) <= gekozen and o["titel"] for o in oplossingen)
    assert all(o["tekst"] and o["reden"] for o in oplossingen if len(o["ideeen"]) != 1)


def test_owners_are_two_of_those_at_the_last_evening_and_one_is_trekker() -> None:
    dialoog = read(AFGEROND)
    laatste = {deelnemer["naam"] for deelnemer in aanwezig(dialoog, 5)}
    for oplossing in dialoog["oplossingen"]:
        assert len(set(oplossing["eigenaren"])) == 2
        assert set(oplossing["eigenaren"]) <= laatste
        assert oplossing["trekker"] in oplossing["eigenaren"]


def test_five_voorstellen_answer_all_ten_questions_and_one_is_long() -> None:
    dialoog = read(AFGEROND)
    voorstellen = dialoog["voorstellen"]
    assert [(v["nummer"], v["plaats"]) for v in voorstellen] == [(n, n) for n in range(1, 6)]
    for voorstel in voorstellen:
        assert [key for key in voorstel["antwoorden"] if not key.endswith("_html")] == VRAGEN
        assert all(len(antwoord) > 20 for antwoord in voorstel["antwoorden"].values())
        assert set(voorstel["gemeenten"]) <= set(dialoog["gemeenten"])
    assert 4_300 < len(voorstellen[0]["antwoorden"]["uitvoering"]) < 4_700
    assert {g for v in voorstellen for g in v["gemeenten"]} == set(dialoog["gemeenten"])


def test_the_second_longest_answer_is_rich_and_says_in_text_what_it_says_in_html() -> None:
    dialoog = read(AFGEROND)
    answers = [v["antwoorden"] for v in dialoog["voorstellen"]]
    assert 3_500 < sorted(len(card[key]) for card in answers for key in VRAGEN)[-2] < 3_900
    rijk = {
        f"{n}{key}": card[f"{key}_html"] for n, card in enumerate(answers) for key in VRAGEN if f"{key}_html" in card
    }
    for tag in ("h3", "p", "strong", "ol", "ul", "blockquote", "table", "th"):
        assert any(f"<{tag}>" in html for html in rijk.values())
    assert {key: html for key, html in rijk.items() if clean_html(html) != html} == {}
    assert [html_to_tekst(html) for html in rijk.values()] == [
        card[key] for card in answers for key in VRAGEN if f"{key}_html" in card
    ]


def test_three_cost_tables_one_over_two_years_and_one_that_differs_from_the_stated_total() -> None:
    tabellen = [v["kosten"] for v in read(AFGEROND)["voorstellen"] if "kosten" in v]
    verschillen = []
    for tabel in tabellen:
        bedragen = [r["bedrag"] for r in tabel["regels"] if r["bedrag"] is not None]
        assert all(bedrag == f"{Decimal(bedrag):.2f}" for bedrag in bedragen)
        som = sum(Decimal(bedrag) for bedrag in bedragen)
        totaal = tabel["opgegeven_totaal"]
        verschillen.append(None if totaal is None else Decimal(totaal) - som)
    assert verschillen == [Decimal("0.00"), None, Decimal("1434.00")]
    assert {regel["jaar"] for regel in tabellen[1]["regels"]} == {2027, 2028}


def test_the_evening_to_play_starts_empty_with_fourteen_invited() -> None:
    dialoog = read(AVOND)
    assert dialoog["staat"] == "bezig"
    assert dialoog["ideeen"] == []
    assert [b["titel"] for b in dialoog["bijeenkomsten"]][1] == "Ideeënavond"
    assert len(dialoog["bijeenkomsten"]) == 3
    assert len(dialoog["deelnemers"]) == 14
    assert [len(aanwezig(dialoog, plaats)) for plaats in (1, 2, 3)] == [10, 0, 0]


def test_thirty_ideas_lie_ready_for_trial_participants() -> None:
    spelen = read(SPELEN)
    assert len({idee["tekst"] for idee in spelen}) == len(spelen) == 30
    assert all(set(idee) == {"tekst", "deelvragen"} for idee in spelen)
    assert {tuple(i["deelvragen"]) for i in spelen} == {(), (1,), (2,), (1, 2)}


@pytest.mark.parametrize("bestand", [AFGEROND, AVOND, SPELEN])
def test_texts_are_tidy_and_without_stray_characters(bestand: str) -> None:
    for text in texts(read(bestand)):
        assert text == text.strip()
        assert "  " not in text
        assert "\n\n" not in text
        assert text.replace("\n", "").isprintable()


def test_the_finished_dialogue_has_notes_additions_and_what_the_hall_said_of_each_card() -> None:
    dialoog = read(AFGEROND)
    avonden = [note["soort"] for avond in dialoog["bijeenkomsten"] for note in avond.get("aantekeningen", [])]
    assert {"quote", "stand", "reden", "verwachting", "visie", "kans", "bedreiging", "expert", "afspraak"} == set(
        avonden
    )
    for note in (note for avond in dialoog["bijeenkomsten"] for note in avond.get("aantekeningen", [])):
        assert note["soort"] != "expert" or any(idee["nummer"] == note["idee"] for idee in dialoog["ideeen"])
    staten = [row["staat"] for v in dialoog["voorstellen"] for row in v.get("aanvullingen", [])]
    assert {"overgenomen", "terzijde"} <= set(staten)
    gevraagd = [v["instemming"][-1] for v in dialoog["voorstellen"]]
    assert [(keer["aanwezig"], keer["ja"]) for keer in gevraagd] == [(len(aanwezig(dialoog, 5)), 14)] * 5
