"""A small dialogue with one of everything that the book holds, and what it must keep to itself."""

from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from dialoog import klok
from dialoog.bijeenkomst.models import Aanwezigheid, Belangactie
from dialoog.database import transaction
from dialoog.idee.models import Idee, IdeeDeelvraag, Kleur
from dialoog.opgave.models import Belang, Deelvraag
from dialoog.stemming.models import RondeIdee, Stemronde
from dialoog.voorstel.antwoorden import add_antwoord
from dialoog.voorstel.delen_schrijven import write_deel
from dialoog.voorstel.eigenaren import write_eigenaren
from dialoog.voorstel.inhoud import Kosten, Kostenregel
from dialoog.voorstel.kaarten import add_voorstel
from dialoog.voorstel.models import Oplossing
from tests import builders

MARIT = "Marit de Boer"
GEHEIM = ("Bram Zwijger", "Corrie Stil", "Kees Kijker", "Joke Helpt", "Wim Verborgen")
"""Names that nobody allowed in the book."""
VERBORGEN = "Dit idee mag niemand lezen"


@dataclass(frozen=True)
class Klein:
    """Ids. Six ideas: 1 to 3 chosen, 4 merged into 1, 5 hidden, 6 withdrawn. Only Amina may be named."""

    dialoog: int
    kickoff: int
    avond: int
    stappen: dict[str, int]
    ideeen: list[int]
    amina: int
    bram: int
    corrie: int
    begeleider: int
    ronde: int
    voorstel: int


def make_ronde(dialoog: int, avond: int, stap: int, staat: str, **fields: object) -> int:
    """A round on no list yet."""
    with transaction() as session:
        values = {"nummer": 1, "titel": "Stickeren, ronde 1", "bijzonderheden": {}, **fields}
        ronde = Stemronde(dialoog_id=dialoog, bijeenkomst_id=avond, stap_id=stap, staat=staat, **values)
        session.add(ronde)
        session.flush()
        return ronde.id


def put_list(ronde: int, counts: dict[int, int]) -> None:
    """Ideas with their stickers, each of another person."""
    with transaction() as session:
        session.add_all(RondeIdee(ronde=ronde, idee=key, stickers=n, mensen=n) for key, n in counts.items())


@pytest.fixture
def klein(app: Flask) -> Klein:
    """See `Klein`."""
    dialoog = builders.make_dialoog(staat="bezig", top=2)
    begeleider = builders.make_begeleider(dialoog, naam=MARIT)
    kickoff = builders.make_bijeenkomst(dialoog, "Kick-off", deur_open=False)
    avond = builders.make_bijeenkomst(dialoog, "Ideeënavond")
    builders.make_stap(kickoff, "belangen", "gedaan")
    soorten = ("ideeen", "kleuren", "kiezen", "stickeren", "uitslag", "voorstelkaarten")
    steps = {soort: builders.make_stap(avond, soort, "gedaan") for soort in soorten}
    amina = builders.make_deelnemer(
        dialoog, "Amina Bouzid", bijeenkomst=kickoff, belangen=(1, 2), organisatie="Wijkraad", naam_in_boek=True
    )
    bram = builders.make_deelnemer(dialoog, "Bram Zwijger", bijeenkomst=kickoff, organisatie="Woonbond")
    corrie = builders.make_deelnemer(
        dialoog, "Corrie Stil", bijeenkomst=avond, organisatie="Woonbond", zonder_telefoon=True, helper="Joke Helpt"
    )
    builders.make_deelnemer(dialoog, "Kees Kijker", bijeenkomst=kickoff, soort="toehoorder", belangen=())
    builders.make_deelnemer(dialoog, "Wim Verborgen", bijeenkomst=kickoff, staat="verwijderd", belangen=(3,))
    ideeen = builders.make_ideeen(dialoog, 6, steps["ideeen"], indiener=bram, titel="")
    fill_ideeen(dialoog, ideeen, steps)
    builders.choose(steps["kiezen"], ideeen[:3])
    ronde = make_ronde(
        dialoog, avond, steps["stickeren"], "vastgesteld", was_vastgesteld=True, vastgesteld=klok.nu(), briefjes=3,
        onthuld=0, bijzonderheden={"hulp": [["Joke Helpt", "Corrie Stil"]]},
    )  # fmt: skip
    put_list(ronde, dict(zip(ideeen, (3, 1, 1), strict=False)))
    voorstel = fill_uitkomst(dialoog, avond, ronde, ideeen, (amina, bram))
    fill_avond(dialoog, kickoff, avond, (amina, bram))
    return Klein(dialoog, kickoff, avond, steps, ideeen, amina, bram, corrie, begeleider, ronde, voorstel)


def fill_ideeen(dialoog: int, ideeen: list[int], steps: dict[str, int]) -> None:
    """States, colours and deelvragen."""
    with transaction() as session:
        rows = [session.get_one(Idee, number) for number in ideeen]
        first = session.scalars(select(Deelvraag.id).where(Deelvraag.dialoog_id == dialoog)).first()
        session.add(IdeeDeelvraag(idee_id=ideeen[0], deelvraag_id=first))
        rows[3].staat, rows[3].samengevoegd_in = "samengevoegd", rows[0].id
        rows[4].staat, rows[4].tekst = "verborgen", VERBORGEN
        rows[5].staat, rows[5].tekst = "ingetrokken", VERBORGEN
        for row, kleur in zip(rows[:2], ("rood", "geel"), strict=True):
            row.kleur = kleur
            session.add(Kleur(stap_id=steps["kleuren"], kiezer="zaal", idee_id=row.id, kleur=kleur))


def fill_uitkomst(dialoog: int, avond: int, ronde: int, ideeen: list[int], eigenaren: tuple[int, int]) -> int:
    """An oplossing of idea 1 with a card; question 1 was answered twice. Returns the card's id."""
    with transaction() as session:
        oplossing = Oplossing(dialoog_id=dialoog, ronde_id=ronde, plaats=1, titel="Een bank bij de halte")
        oplossing.ideeen = [session.get_one(Idee, ideeen[0])]
        session.add(oplossing)
        session.flush()
        card = add_voorstel(session, dialoog, "De bank", oplossing=oplossing.id)
        write_deel(session, card, Kosten((Kostenregel("Bank", "2 x 300", 600_00, 2027, "ex"),), 650_00), MARIT)
        add_antwoord(session, card.id, "voorstel", "<p>Het eerste antwoord</p>", MARIT)
        add_antwoord(session, card.id, "voorstel", "<p>Het laatste antwoord</p>", MARIT)
        who = {eigenaren[0]: True, eigenaren[1]: False}
        write_eigenaren(session, oplossing, who, MARIT, avond)
        return card.id


def fill_avond(dialoog: int, kickoff: int, avond: int, people: tuple[int, int]) -> None:
    """Amina was at both evenings, Bram went home; about the belang with nobody something was done at the kick-off."""
    with transaction() as session:
        session.add(Aanwezigheid(bijeenkomst_id=avond, deelnemer_id=people[0], staat="aanwezig"))
        session.add(Aanwezigheid(bijeenkomst_id=avond, deelnemer_id=people[1], staat="weg"))
        wonen = session.scalars(select(Belang).where(Belang.dialoog_id == dialoog, Belang.naam == "Wonen")).one()
        session.add(Belangactie(bijeenkomst_id=kickoff, belang_id=wonen.id, tekst="Wij bellen de woningbouw."))
