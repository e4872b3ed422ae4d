"""What may not leave the house is in no file, whatever stands in the database."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.access import hash_token
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer, Pas
from dialoog.idee.models import Idee
from dialoog.opgave.models import Dialoog
from dialoog.overdracht.service import export_bytes, import_bytes
from dialoog.stemming.models import RondeIdee, Stembriefje, Stemronde, Sticker
from dialoog.voorstel.models import Oplossing, Voorstel
from tests.builders import make_begeleider, make_deelnemer
from tests.overdracht.voorbeeld import als_bytes, voorbeeld

GEHEIM = "NIETINHETBESTAND"


@pytest.fixture
def dialoog(session: Session) -> Dialoog:
    import_bytes(als_bytes(voorbeeld()))
    session.rollback()
    return session.scalars(select(Dialoog)).one()


def exported(session: Session) -> str:
    session.rollback()
    return export_bytes("duin").decode()


def test_names_without_a_yes_helpers_and_toehoorders_stay_at_home(session: Session, dialoog: Dialoog) -> None:
    mail = f"{GEHEIM}@streek.example"
    make_deelnemer(
        dialoog.id, f"{GEHEIM} een", organisatie="Nieuwe club", zonder_telefoon=True, helper=GEHEIM, mail=mail
    )
    make_deelnemer(dialoog.id, f"{GEHEIM} twee", organisatie=GEHEIM, soort="toehoorder")
    make_deelnemer(dialoog.id, f"{GEHEIM} drie", organisatie=GEHEIM, staat="verwijderd", naam_in_boek=True)
    text = exported(session)
    assert "Nieuwe club" in text
    assert "Ada Storm" in text
    assert GEHEIM not in text
    assert "Bo Helm" not in text


def test_accounts_codes_and_passes_stay_at_home(session: Session, dialoog: Dialoog) -> None:
    make_begeleider(dialoog.id, naam=f"{GEHEIM} begeleider", email=f"{GEHEIM}@streek.example".lower())
    with transaction() as write:
        person = write.scalars(select(Deelnemer)).first()
        assert person is not None
        write.add(Pas(deelnemer_id=person.id, token_hash=hash_token(GEHEIM), sinds=klok.nu()))
        oplossing = write.scalars(select(Oplossing)).first()
        assert oplossing is not None
        oplossing.vastgelegd_door = f"{GEHEIM} begeleider"
    text = exported(session)
    assert GEHEIM.lower() not in text.lower()
    assert hash_token(GEHEIM) not in text
    for evening in session.scalars(select(Bijeenkomst)):
        assert evening.code not in text
        assert evening.uitnodiging not in text
        assert evening.beamer_token not in text


def test_nobody_sees_who_wrote_an_idea(session: Session, dialoog: Dialoog) -> None:
    author = make_deelnemer(dialoog.id, "Zeldzame Naam", organisatie="Alleenstaand")
    before = exported(session)
    with transaction() as write:
        for idee in write.scalars(select(Idee)):
            idee.indiener = author
    assert exported(session) == before


@pytest.mark.parametrize("staat", ["verborgen", "ingetrokken"])
def test_hidden_and_withdrawn_ideas_leave_only_their_number(session: Session, dialoog: Dialoog, staat: str) -> None:
    with transaction() as write:
        idee = write.scalars(select(Idee).where(Idee.nummer == 2)).one()
        idee.staat, idee.tekst, idee.titel = staat, GEHEIM, GEHEIM
    text = exported(session)
    assert GEHEIM not in text
    assert f'"nummer": 2,\n      "tekst": null,\n      "staat": "{staat}"\n' in text


@pytest.mark.parametrize("staat", ["voorbereid", "open", "gesloten", "vervallen"])
def test_nothing_of_a_round_that_was_never_established_leaves(session: Session, dialoog: Dialoog, staat: str) -> None:
    before = exported(session)
    with transaction() as write:
        stap = write.scalars(select(Stap).where(Stap.soort == "stickeren")).one()
        ronde = Stemronde(
            dialoog_id=dialoog.id,
            bijeenkomst_id=stap.bijeenkomst_id,
            stap_id=stap.id,
            nummer=2,
            titel=f"{GEHEIM} ronde",
            reden=GEHEIM,
            staat=staat,
            bijzonderheden={},
            geopend=klok.nu() - timedelta(minutes=5),
        )
        write.add(ronde)
        write.flush()
        idee = write.scalars(select(Idee).where(Idee.nummer == 1)).one()
        write.add(RondeIdee(ronde=ronde.id, idee=idee.id))
        write.flush()
        write.add(Stembriefje(ronde=ronde.id, ballot=b"b" * 32, versie=1, kenmerk="kenmerk-van-telefoon", klaar=True))
        write.flush()
        write.add(Sticker(ronde=ronde.id, ballot=b"b" * 32, slot=1, laag=1, idee=idee.id, n=5, per_idee=1))
    assert exported(session) == before


def test_people_who_left_are_no_owner_in_the_file(session: Session, dialoog: Dialoog) -> None:
    with transaction() as write:
        person = write.scalars(select(Deelnemer).where(Deelnemer.naam == "Ada Storm")).one()
        person.staat = "verwijderd"
    text = exported(session)
    assert "Ada Storm" not in text
    assert '"eigenaren": [\n        "Duinschool 2"\n      ]' in text


def test_an_oplossing_that_was_taken_out_takes_its_card_along_as_in_the_book(
    session: Session, dialoog: Dialoog
) -> None:
    assert "Tien huizen op poten" in exported(session)
    with transaction() as write:
        write.scalars(select(Oplossing).where(Oplossing.plaats == 1)).one().verwijderd = True
    assert "Wonen op poten" not in exported(session)
    assert "Tien huizen op poten" not in exported(session)
    assert session.scalars(select(Voorstel).where(Voorstel.nummer == 3)).one().oplossing_id is not None


def test_what_a_running_step_remembers_stays_at_home(session: Session, dialoog: Dialoog) -> None:
    with transaction() as write:
        stap = write.scalars(select(Stap).where(Stap.soort == "kleuren")).one()
        stap.instellingen = {**stap.instellingen, "idee": 123456, "filter": GEHEIM}
    text = exported(session)
    assert "123456" not in text
    assert GEHEIM not in text


def test_an_export_changes_nothing(app: Flask, session: Session, dialoog: Dialoog) -> None:
    assert exported(session) == exported(session)
