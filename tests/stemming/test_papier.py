"""Uitslag op papier: what is printed, what is typed, and that what lay on the phones goes unread."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dialoog.config import Config
from dialoog.database import db
from dialoog.errors import BadInput, Outdated
from dialoog.stemming.errors import NietMeegeteld, RondeNietKlaar
from dialoog.stemming.models import LosseSticker, RondeIdee, Stemronde
from dialoog.stemming.papier import Telling, lees_telling, te_weinig_zin
from dialoog.stemming.papier_uitslag import correct_papier, settle_on_paper
from dialoog.stemming.queries import uitslag
from dialoog.verslag.models import Feit
from tests.stemming.conftest import WIE, Zaal, aantal
from tests.stemming.test_sleutels import keys, lose_key

TELLING = Telling(4, {1: 4, 2: 4, 3: 3, 4: 3, 5: 2, 6: 2, 7: 1, 8: 1})
VELDEN = {"mensen": "4", **{f"nr-{nr}": str(count) for nr, count in TELLING.stickers.items()}}


# --- what can be true -----------------------------------------------------------------------------------------


def lees(**velden: str) -> Telling:
    return lees_telling({key.replace("_", "-"): value for key, value in velden.items()}, (1, 2, 3), 2, 1)


def test_an_empty_field_is_none_and_every_number_of_the_list_is_there() -> None:
    assert lees(mensen="3", nr_1="2", nr_2="") == Telling(3, {1: 2, 2: 0, 3: 0})


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"nr_1": "1"}, "mensen"),
        ({"mensen": "0", "nr_1": "0"}, "mensen"),
        ({"mensen": "drie", "nr_1": "1"}, "mensen"),
        ({"mensen": "3", "nr_1": "-1"}, "nr-1"),
        ({"mensen": "3", "nr_1": "1,5"}, "nr-1"),
        ({"mensen": "3", "nr_1": "²"}, "nr-1"),
        ({"mensen": "3", "nr_2": "4"}, "nr-2"),
        ({"mensen": "3", "nr_1": "3", "nr_2": "3", "nr_3": "1"}, "totaal"),
        ({"mensen": "3"}, "totaal"),
    ],
)
def test_what_cannot_be_is_said_at_its_place(velden: dict[str, str], veld: str) -> None:
    with pytest.raises(BadInput) as refused:
        lees(**velden)
    assert set(refused.value.velden) == {veld}


def test_fewer_stickers_than_people_had_is_asked_about() -> None:
    assert te_weinig_zin(Telling(3, {1: 3, 2: 3}), 2) == ""
    assert "5 van 6" in te_weinig_zin(Telling(3, {1: 3, 2: 2}), 2)


# --- the round ------------------------------------------------------------------------------------------------


def vast(zaal: Zaal, telling: Telling = TELLING) -> int:
    ronde = zaal.ronde
    settle_on_paper(zaal.dialoog, ronde, zaal.rij(ronde).versie, telling, WIE)
    return ronde


@pytest.mark.parametrize("staat", ["voorbereid", "open", "gesloten", "zonder sleutel"])
def test_the_count_stands_for_the_whole_round_in_each_state(zaal: Zaal, config: Config, staat: str) -> None:
    if staat != "voorbereid":
        zaal.open()
        zaal.plak(zaal.mensen[0], 8, 7)
    if staat == "gesloten":
        zaal.sluit()
    if staat == "zonder sleutel":
        lose_key(zaal, config)
    ronde = vast(zaal)
    row = zaal.rij(ronde)
    assert (row.soort, row.staat, row.briefjes, row.was_vastgesteld) == ("papier", "vastgesteld", 4, True)
    assert [aantal(table) for table in ("stembriefje", "sticker", "te_laat")] == [0, 0, 0]
    assert keys(config) == []
    result = uitslag(db.session(), zaal.dialoog)
    assert result is not None
    assert [(rij.plaats, rij.nummer, rij.stickers, rij.mensen) for rij in result.rijen][:3] == [
        (1, 1, 4, None),
        (1, 2, 4, None),
        (3, 3, 3, None),
    ]
    assert result.rand_plaatsen == 1
    assert (result.belangen, result.geen_belangen) == ((), "De stickers zijn op papier geteld.")
    assert {rij.draagvlak for rij in result.rijen} == {""}
    loose = db.session.scalars(select(LosseSticker.idee).where(LosseSticker.ronde == ronde)).all()
    assert len(loose) == TELLING.totaal


def test_the_record_says_that_it_was_paper_and_that_phones_were_not_read(zaal: Zaal) -> None:
    zaal.open()
    zaal.plak(zaal.mensen[0], 8)
    vast(zaal)
    fact = db.session.scalars(select(Feit).where(Feit.wat == "RondeOpPapier")).one()
    assert "op papier geteld, 20 stickers van 4 mensen" in fact.zin
    assert "ongelezen gewist" in fact.zin


def test_twice_is_once_and_a_phone_hears_that_it_does_not_count(zaal: Zaal) -> None:
    zaal.open()
    versie = zaal.rij().versie
    vast(zaal)
    facts = aantal("feit")
    settle_on_paper(zaal.dialoog, zaal.ronde, versie, TELLING, WIE)
    assert aantal("feit") == facts
    with pytest.raises(NietMeegeteld, match="op papier"):
        zaal.plak(zaal.mensen[0], 1)


def test_a_round_that_changed_since_is_not_settled_and_an_established_one_never(zaal: Zaal) -> None:
    ronde = zaal.open()
    with pytest.raises(Outdated):
        settle_on_paper(zaal.dialoog, ronde, zaal.rij().versie - 1, TELLING, WIE)
    zaal.plak(zaal.mensen[0], 1)
    zaal.sluit()
    zaal.stel_vast()
    with pytest.raises(RondeNietKlaar, match="vastgesteld"):
        settle_on_paper(zaal.dialoog, ronde, zaal.rij(ronde).versie, TELLING, WIE)


def test_a_typing_error_is_mended_with_its_reason_as_a_fact_of_its_own(zaal: Zaal) -> None:
    ronde = vast(zaal)
    better = Telling(4, {**TELLING.stickers, 1: 3, 7: 2})
    with pytest.raises(BadInput, match="waarom"):
        correct_papier(zaal.dialoog, ronde, zaal.rij(ronde).versie, better, " ", WIE)
    correct_papier(zaal.dialoog, ronde, zaal.rij(ronde).versie, better, "Verkeerd geteld.", WIE)
    counts = dict(db.session.execute(select(RondeIdee.idee, RondeIdee.stickers).where(RondeIdee.ronde == ronde)).all())
    assert sorted(counts.values(), reverse=True) == [4, 3, 3, 3, 2, 2, 2, 1]
    fact = db.session.scalars(select(Feit).where(Feit.wat == "PapierVerbeterd")).one()
    assert "nr. 1 van 4 naar 3, nr. 7 van 1 naar 2. Verkeerd geteld." in fact.zin


def test_a_count_after_which_a_herstemming_came_is_not_mended(zaal: Zaal) -> None:
    ronde = vast(zaal)
    row = zaal.rij(ronde)
    db.session.add(
        Stemronde(
            dialoog_id=row.dialoog_id, bijeenkomst_id=row.bijeenkomst_id, stap_id=row.stap_id, van_ronde=ronde,
            nummer=9, titel="Herstemming", bijzonderheden={},
        )
    )  # fmt: skip
    db.session.commit()
    with pytest.raises(RondeNietKlaar, match="herstemming"):
        correct_papier(zaal.dialoog, ronde, zaal.rij(ronde).versie, TELLING, "Fout", WIE)


# --- the pages ------------------------------------------------------------------------------------------------


def url(zaal: Zaal) -> str:
    return f"/regie/wijk/avond/{zaal.bijeenkomst}/stemronde/{zaal.ronde}/papier"


def test_the_form_keeps_what_was_typed_says_what_is_wrong_asks_once_and_then_it_stands(
    zaal: Zaal, regie: FlaskClient
) -> None:
    zaal.open()
    page = regie.get(url(zaal))
    assert page.status_code == 200
    form = {**VELDEN, "versie": str(zaal.rij().versie)}
    wrong = regie.post(url(zaal), data={**form, "nr-3": "5"})
    assert wrong.status_code == 400
    assert "van 4 mensen passen er hoogstens 4" in wrong.text
    assert 'value="5"' in wrong.text
    fewer = {**form, "nr-8": ""}
    asked = regie.post(url(zaal), data=fewer)
    assert "U telde 19 van 20 stickers" in asked.text
    assert zaal.rij().staat == "open"
    yes = Telling(4, {**TELLING.stickers, 8: 0}).kenmerk
    changed = regie.post(url(zaal), data={**form, "klopt": yes})
    assert "Wilt u deze telling vaststellen?" in changed.text
    assert zaal.rij().staat == "open"
    ronde = zaal.ronde
    assert regie.post(url(zaal), data={**fewer, "klopt": yes}).status_code == 303
    assert zaal.rij(ronde).staat == "vastgesteld"
    assert "Op papier geteld" in regie.get(f"/regie/wijk/avond/{zaal.bijeenkomst}").text


def test_the_print_has_a_ballot_for_everybody_and_two_more_and_a_sheet_for_the_wall(
    zaal: Zaal, regie: FlaskClient
) -> None:
    for prepare in (lambda: None, zaal.open, zaal.sluit):
        prepare()
        page = regie.get(url(zaal) + "/print")
        assert page.status_code == 200
        assert page.text.count('<article class="stembriefje') == 7
        assert page.text.count("<tr>") == 1 + 8
    assert regie.get(url(zaal) + "/print?aantal=3").text.count('<article class="stembriefje') == 3


def test_the_phone_is_told_that_paper_counts(zaal: Zaal, telefoon: Callable[[int], FlaskClient]) -> None:
    zaal.open()
    zaal.plak(zaal.mensen[0], 1)
    vast(zaal)
    page = telefoon(zaal.mensen[0]).get("/d/wijk/")
    assert "Deze ronde is op papier geteld" in page.text
