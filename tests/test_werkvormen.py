"""One contract for all werkvormen: what page, join and pulse may count on, whatever is live."""

import copy
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest
from flask import Flask, has_request_context, render_template
from wtforms import FormField

from dialoog import create_app, klok
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.queries import live_stap
from dialoog.bijeenkomst.rules import DRAAIBOEK, SOORTEN
from dialoog.bijeenkomst.schermen import basis_context, regios, werkvorm_regios
from dialoog.bijeenkomst.werkvorm import Bevestiging, Knop, Regio, werkvorm, werkvormen
from dialoog.bijeenkomst.zaal import set_bedekking
from dialoog.database import db, transaction
from dialoog.live.regions import render_all
from tests.plek import WIE
from tests.stukje import check_policy, tags, titles
from tests.toestanden import ALLE, NODIG, ZEVEN
from tests.wereld import Gevuld

PUBLIEKEN = ("zaal", "beamer", "regie")
MAIN = {"zaal": "paneel", "beamer": "scherm", "regie": "werkvorm"}
TYPED_IN = ("input", "select", "textarea", "details", "form")
TOESTANDEN = [naam for naam in ALLE if NODIG.get(naam)] + [f"leeg_{soort}" for soort in ZEVEN]


@dataclass
class Live:
    """A step that is live, in the evening that it belongs to."""

    stap: Stap
    evening: Bijeenkomst
    deelnemer: int

    _html: dict[int, str] = field(default_factory=dict)

    @cached_property
    def own(self) -> list[Regio]:
        return werkvorm(self.stap.soort).regios(db.session(), self.stap)

    @cached_property
    def shown(self) -> dict[str, list[Regio]]:
        """All regions of each audience."""
        work = werkvorm_regios(db.session(), self.evening)
        return {publiek: regios(db.session(), self.evening, publiek, work) for publiek in PUBLIEKEN}

    def html(self, regio: Regio) -> str:
        """As the pulse renders it: in no request. Rendered once, these tests only read."""
        assert not has_request_context()
        if id(regio) not in self._html:
            base = basis_context(db.session(), self.evening, self.stap)
            if regio.publiek not in PUBLIEKEN:  # the region of a group also knows its group
                [whole] = regios(db.session(), self.evening, regio.publiek)
                base = dict(whole.context)
            self._html[id(regio)] = render_template(regio.template, **{**base, **regio.context})
        return self._html[id(regio)]


@pytest.fixture(scope="module")
def huis(gevuld: Gevuld, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The app on a copy of the filled house; these tests only read."""
    app = create_app(gevuld.kopie(tmp_path_factory.mktemp("werkvormen") / "huis"))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def live(huis: Flask, gevuld: Gevuld, request: pytest.FixtureRequest) -> Iterator[Live]:
    """A state, shared by all tests of it: pytest puts those together."""
    plek = gevuld.wereld[request.param]
    session = db.session()
    evening = session.get_one(Bijeenkomst, plek.bijeenkomst)
    stap = live_stap(session, evening.id)
    assert stap is not None
    yield Live(stap, evening, plek.deelnemer)
    session.rollback()


each_state = pytest.mark.parametrize(
    "live", [naam for naam in TOESTANDEN if naam != "afgelopen"], indirect=True, ids=str
)


# --- what each offers ---------------------------------------------------------------------------------------------


def test_the_werkvormen_of_an_evening_are_offered_in_the_order_of_the_draaiboek(huis: Flask) -> None:
    offered = [form.soort for form in werkvormen()]
    assert offered == list(ZEVEN)
    assert [soort for soort in offered if soort in DRAAIBOEK] == list(DRAAIBOEK)
    assert set(offered) <= set(SOORTEN)


@pytest.mark.parametrize("soort", ZEVEN)
def test_a_werkvorm_says_in_words_what_it_is(huis: Flask, soort: str) -> None:
    form = werkvorm(soort)
    assert form.soort == soort
    assert form.soort.isascii()
    assert form.titel[0].isupper()
    assert form.uitleg.endswith((".", "?"))
    assert "!" not in form.titel + form.uitleg


@pytest.mark.parametrize("soort", ZEVEN)
def test_the_settings_of_a_new_step_pass_its_own_form_unchanged(huis: Flask, soort: str) -> None:
    """So a step that was only opened and saved is the same step."""
    kind = werkvorm(soort)
    standard = kind.standaard()
    form_class = kind.formulier()
    if form_class is None:
        return
    with huis.test_request_context():
        form = form_class(data=copy.deepcopy(standard))
        typed = [(part.name, str(value)) for part in flat(form) for value in _values(part)]
        from werkzeug.datastructures import MultiDict

        posted = form_class(MultiDict(typed))
        assert posted.validate(), posted.errors
        assert {**standard, **posted.data} == standard


def flat(form: object) -> Iterator[object]:
    """All fields, those of inner forms too."""
    for part in form:  # type: ignore[attr-defined]
        if isinstance(part, FormField):
            yield from flat(part.form)
        else:
            yield part


def _values(field: object) -> list[object]:
    """What a browser sends of a field: nothing of an empty box."""
    if field.type == "BooleanField":  # type: ignore[attr-defined]
        return ["y"] if field.data else []  # type: ignore[attr-defined]
    value = field.data  # type: ignore[attr-defined]
    return list(value) if isinstance(value, list | tuple) else [value]


@pytest.mark.parametrize("soort", ZEVEN)
def test_settings_change_nothing_in_the_defaults_of_the_next_step(huis: Flask, soort: str) -> None:
    one = werkvorm(soort).standaard()
    for value in one.values():
        if isinstance(value, dict):
            value["vreemd"] = 1
    one["vreemd"] = 1
    assert "vreemd" not in str(werkvorm(soort).standaard())


@each_state
def test_start_may_be_called_again_and_leaves_the_step_as_it_was(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    now = klok.nu()
    monkeypatch.setattr(klok, "nu", lambda: now)  # the wall turns its page by the clock
    live = Live(live.stap, live.evening, live.deelnemer)
    before = [(regio.naam, live.html(regio)) for regio in live.own if not regio.sleutel]
    number, soort = live.stap.id, live.stap.soort
    with transaction() as session:
        werkvorm(soort).start(session, session.get_one(Stap, number), "Marit")
    stap = db.session().get_one(Stap, number)
    again = Live(stap, stap.bijeenkomst, live.deelnemer)
    assert [(regio.naam, again.html(regio)) for regio in again.own if not regio.sleutel] == before


@each_state
def test_progress_what_is_mine_and_the_people_are_plain_data(live: Live) -> None:
    import json

    form, session = werkvorm(live.stap.soort), db.session()
    ready, total = form.voortgang(session, live.stap)
    assert 0 <= ready <= total
    own = form.mijn(session, live.stap, live.deelnemer)
    assert json.loads(json.dumps(own)) == own
    people = form.mensen(session, live.stap)
    assert people.keys() <= {"nog", "klaar_namen", "klaar_van", "klaarwoord", "namens_url", "stil"}


@each_state
def test_the_green_button_and_the_question_before_going_back_are_words_and_an_address_of_the_regie(live: Live) -> None:
    form, session = werkvorm(live.stap.soort), db.session()
    button = form.knop(session, live.stap)
    question = form.vraag_bij_terug(session, live.stap)
    assert button is None or isinstance(button, Knop)
    if button is not None:
        assert button.tekst
        base = basis_context(session, live.evening, live.stap)
        assert button.url.startswith(f"/regie/{base['dialoog'].korte_naam}/")
        assert all(isinstance(value, str) for value in button.waarden.values())
    for asked in (question, button.bevestiging if button else None):
        assert asked is None or (
            isinstance(asked, Bevestiging) and asked.kop.endswith("?") and asked.regels and asked.ja
        )


# --- regions ------------------------------------------------------------------------------------------------------


@each_state
def test_every_audience_has_its_one_main_region_and_names_are_unique(live: Live) -> None:
    own = live.own
    for publiek in PUBLIEKEN:
        names = [regio.naam for regio in own if regio.publiek == publiek]
        assert [name for name, count in Counter(names).items() if count > 1] == []
        assert MAIN[publiek] in names
    keyed = {(regio.publiek, regio.naam) for regio in own if regio.sleutel}
    assert keyed == {("zaal", "paneel"), ("regie", "werkvorm")}
    assert [regio.naam for regio in own if regio.publiek == "beamer"] == ["scherm"]


@each_state
def test_no_name_of_a_werkvorm_is_one_of_the_frame_around_it(live: Live) -> None:
    shown = [regio.naam for regio in live.shown["regie"]]
    assert [name for name, count in Counter(shown).items() if count > 1] == []


@each_state
def test_a_pushed_region_holds_nothing_that_can_be_typed_in_opened_or_styled(live: Live) -> None:
    for regio in live.shown["zaal"] + live.shown["regie"]:
        if regio.sleutel:
            continue
        html = render_template(regio.template, **regio.context)
        assert not set(tags(html)) & set(TYPED_IN), regio.naam
        check_policy(html, regio.naam)


@each_state
def test_the_beamer_has_no_controls(live: Live) -> None:
    html = live.html(next(regio for regio in live.own if regio.publiek == "beamer"))
    assert not set(tags(html)) & {*TYPED_IN, "button", "a"}
    check_policy(html, "scherm")


@each_state
def test_a_panel_keeps_to_the_policy_and_holds_a_place_for_every_region_inside_it(live: Live) -> None:
    for publiek in ("zaal", "regie"):
        panel = next(regio for regio in live.own if regio.publiek == publiek and regio.sleutel)
        html = live.html(panel)
        check_policy(html, panel.naam)
        places = re.findall(r'data-regio="([\w-]+)"', html)
        inside = [regio.naam for regio in live.own if regio.publiek == publiek and not regio.sleutel]
        assert sorted(places) == sorted(set(places))
        assert set(inside) <= set(places), f"{publiek}: no place for {set(inside) - set(places)}"


@each_state
def test_headings_begin_once_at_the_top_on_phone_and_beamer_and_below_the_frame_in_the_regie(live: Live) -> None:
    by_name = {(regio.publiek, regio.naam): regio for regio in live.own}
    assert len(titles(live.html(by_name["zaal", "paneel"]))) == 1
    assert len(titles(live.html(by_name["beamer", "scherm"]))) == 1
    for (publiek, naam), regio in by_name.items():
        if publiek == "regie":
            assert "h1" not in tags(live.html(regio)), naam


@each_state
def test_the_pulse_renders_every_region_without_a_request(live: Live) -> None:
    for publiek in PUBLIEKEN:
        rendered = render_all(db.session(), live.evening, publiek)
        assert rendered
        for item in rendered:
            assert item.html.strip() or item.naam != MAIN[publiek] or publiek == "regie", item.naam
            assert "csrf_token" not in item.html
            assert item.versie[0] > 0


@each_state
def test_nothing_personal_stands_in_a_region_of_the_hall_or_the_beamer(live: Live, huis: Flask) -> None:
    """The same bytes go to everybody: whoever rendered them."""
    with huis.test_request_context("/d/x/", headers={"Cookie": "toestel_1=x"}):
        inside = [
            item.html for publiek in ("zaal", "beamer") for item in render_all(db.session(), live.evening, publiek)
        ]
    outside = [item.html for publiek in ("zaal", "beamer") for item in render_all(db.session(), live.evening, publiek)]
    strip = re.compile(r'<input type="hidden" name="csrf_token"[^>]*>|value="[\w-]{20,}"')
    assert [strip.sub("", html) for html in inside] == [strip.sub("", html) for html in outside]


def test_every_template_of_live_is_used_by_some_state(huis: Flask, gevuld: Gevuld) -> None:
    """A partial that no state shows is either dead or never looked at."""
    seen: set[str] = set()
    session = db.session()
    for plek in gevuld.wereld.plekken.values():
        evening = session.get_one(Bijeenkomst, plek.bijeenkomst)
        work = werkvorm_regios(session, evening)
        groups = {regio.publiek for regio in work}.difference(PUBLIEKEN)
        for publiek in (*PUBLIEKEN, *groups):
            seen |= {regio.template for regio in regios(session, evening, publiek, work)}
    plek = gevuld.wereld["belangen"]
    for wat in ("code", "zwart"):  # what lies over any step looks the same in each
        set_bedekking(plek.dialoog, plek.bijeenkomst, wat, aan=True, wie=WIE)
        seen |= {r.template for r in regios(session, session.get_one(Bijeenkomst, plek.bijeenkomst), "beamer")}
        set_bedekking(plek.dialoog, plek.bijeenkomst, wat, aan=False, wie=WIE)
    folder = Path(huis.root_path) / "templates"
    sources = {str(path.relative_to(folder)): path.read_text() for path in (folder / "live").rglob("*.html")}
    shown = set(seen)
    for _ in range(3):
        shown |= {name for name in sources if any(f'"{name}"' in sources.get(by, "") for by in shown)}
    assert sorted(name for name in sources if name not in shown) == []
