"""Every page, for everybody who gets it: valid, one h1, a title, labels, nothing the policy blocks, no dead link."""

from collections.abc import Iterator

import pytest

from dialoog import create_app
from dialoog.config import Config
from tests.bladzijde import Bladzijde
from tests.toegang.proef import Proef
from tests.toegang.rollen import ROLLEN
from tests.toegang.tabel import TABEL
from tests.toestanden import ALLE, ZEVEN
from tests.wereld import Gevuld

FILES = (
    "static_bestand",
    "voorstellen.formulier",
    "themaboek.download",
    "themaboek.download_kaart",
    "themaboek.download_verslag",
)
GETS = [name for key in TABEL if key.startswith("GET ") and (name := key.removeprefix("GET ")) not in FILES]
FOUTEN = [
    key.removeprefix("POST ") for key, row in TABEL.items() if key.startswith("POST ") and 400 in row.status.values()
]
TOESTANDEN = [*ALLE, *(f"leeg_{soort}" for soort in ZEVEN)]


@pytest.fixture(scope="module")
def proef(gevuld: Gevuld, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proef]:
    app = create_app(gevuld.kopie(tmp_path_factory.mktemp("bladzijden") / "huis"))
    app.config.update(RATELIMIT_ENABLED=False, WTF_CSRF_ENABLED=False)
    proef = Proef(app, gevuld.wereld, TABEL)
    yield proef
    proef.close()


def holds(faults: list[str], of: str) -> None:
    assert not faults, "\n".join([of, *dict.fromkeys(faults)])


@pytest.mark.parametrize("endpoint", GETS)
def test_a_page_is_sound_for_everybody_who_gets_it(proef: Proef, endpoint: str) -> None:
    row, seen = TABEL[f"GET {endpoint}"], 0
    for rule in proef.app.url_map.iter_rules(endpoint):
        for rol in ROLLEN:
            if row.status[rol] != 200:
                continue
            bezoek = proef.bezoek(row.toestand)
            path = bezoek.adres(rule, rol, **row.nummers(bezoek.plek.waarden))
            answer = proef.send(bezoek.client(rol), "GET", rule, path, row)
            seen += 1
            if answer.mimetype == "text/html":
                holds(Bladzijde(answer, proef.app).faults(), f"{path} as {rol}")
    assert seen or 200 not in row.status.values()


@pytest.mark.parametrize("endpoint", FOUTEN)
def test_a_page_with_errors_is_sound_too(proef: Proef, endpoint: str) -> None:
    row = TABEL[f"POST {endpoint}"]
    for rule in proef.app.url_map.iter_rules(endpoint):
        if "POST" not in (rule.methods or ()) or proef.is_command(rule):
            continue
        rol = next(rol for rol in ROLLEN if row.status[rol] == 400)
        bezoek = proef.bezoek(row.toestand)
        path = bezoek.adres(rule, rol, **row.nummers(bezoek.plek.waarden))
        answer = proef.send(bezoek.client(rol), "POST", rule, path, row)
        assert answer.status_code == 400
        holds(Bladzijde(answer, proef.app).faults(), f"POST {path} as {rol}")


@pytest.mark.parametrize("toestand", TOESTANDEN)
@pytest.mark.parametrize("scherm", ["telefoon", "toehoorder", "notulist", "beamer", "regie"])
def test_phone_beamer_and_regie_are_sound_in_every_state_of_the_evening(
    proef: Proef, toestand: str, scherm: str
) -> None:
    bezoek = proef.bezoek(toestand)
    plek = bezoek.plek
    own = {"beamer": f"/beamer/{plek.beamer}", "regie": plek.regie, "notulist": f"/notulist/{plek.korte_naam}/"}
    path = own.get(scherm, plek.telefoon)
    rol = {"beamer": "beamer", "regie": "begeleider", "telefoon": "eigenaar"}.get(scherm, scherm)
    answer = bezoek.client(rol).get(path)
    assert answer.status_code == 200
    holds(Bladzijde(answer, proef.app).faults(), f"{scherm} in {toestand}: {path}")


@pytest.mark.lang
@pytest.mark.parametrize("vraag", ["ja", "terug"])
@pytest.mark.parametrize("toestand", TOESTANDEN)
def test_the_question_before_an_act_is_a_sound_page(proef: Proef, toestand: str, vraag: str) -> None:
    bezoek = proef.bezoek(toestand)
    answer = bezoek.client("begeleider").get(f"{bezoek.plek.regie}?vraag={vraag}")
    assert answer.status_code == 200
    holds(Bladzijde(answer, proef.app).faults(), f"{toestand}?vraag={vraag}")


@pytest.mark.parametrize(
    ("path", "rol", "status"),
    [
        ("/bestaat-niet", "niemand", 404),
        ("/m/onbekend", "niemand", 404),
        ("/beamer/onbekend", "niemand", 404),
        ("/account/onbekend", "niemand", 404),
        ("/d/bestaat-niet/", "niemand", 404),
        ("/d/t-belangen/", "niemand", 401),
        ("/regie/bestaat-niet/avond", "begeleider", 404),
        ("/regie/t-ander/avond", "begeleider", 404),
    ],
)
def test_a_page_that_says_no_is_sound_too(proef: Proef, path: str, rol: str, status: int) -> None:
    answer = proef.bezoek("belangen").client(rol).get(path)
    assert answer.status_code == status
    holds(Bladzijde(answer, proef.app).faults(), path)


BROKEN = """<!doctype html><html lang="en"><head><title></title></head><body><h1>Eén</h1><h1>Twee</h1><h4>Diep</h4>
<p id="a">x</p><p id="a" style="color:red" onclick="x()">y<div></p></div><input name="n"><label for="weg">w</label>
<a href="https://elders.example/">e</a><a href="/nergens">n</a><form method="post" action="/"></form><button></button>
<script>alert(1)</script><style>p{}</style><img src="/static/x/y.png"></body></html>"""


def test_the_lamp_sees_what_it_was_made_for(config: Config) -> None:
    app = create_app(config)
    app.add_url_rule("/kapot", "kapot", lambda: BROKEN)
    app.after_request_funcs[None] = [lambda r: r.headers.update({"Content-Security-Policy": "x 'unsafe-inline'"}) or r]
    said = "\n".join(Bladzijde(app.test_client().get("/kapot"), app).faults())
    for words in (
        "invalid HTML", "id a stands 2 times", "no title", "lang en", "h1 of this page: ['Eén'", "0 times main",
        "h1 is followed by h4", "no label: <input name=n", "no words on <button", "no alt", "for=weg> points nowhere",
        "content policy", "<p style=", "<p onclick=", "<style>", "a script in the page", "leaves the host",
        "leads nowhere (404): /nergens", "a form without token",
    ):  # fmt: skip
        assert words in said
