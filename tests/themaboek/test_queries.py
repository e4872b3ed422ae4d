"""From database to book: everything once, and nothing that is not the book's to tell."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.aantekeningen import save_aantekening
from dialoog.bijeenkomst.facts import AanwezigheidVeranderd, Binnengekomen, StapBegonnen
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.service import go_to_step, next_step
from dialoog.database import db, transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.models import Idee
from dialoog.opgave.models import Kader
from dialoog.stemming.facts import RondeVastgesteld
from dialoog.stemming.models import Stemronde
from dialoog.themaboek import boek as b
from dialoog.themaboek.maken.html import render_html
from dialoog.themaboek.models import Boektekst
from dialoog.themaboek.queries import boek, boekteksten
from dialoog.themaboek.service import save_boektekst
from dialoog.verslag.models import Feit
from dialoog.verslag.service import announce, undo_feit
from dialoog.voorstel.delen_schrijven import write_deel
from dialoog.voorstel.inhoud import Kaders, Toets
from dialoog.voorstel.models import Voorstel
from tests import builders
from tests.themaboek.conftest import GEHEIM, MARIT, VERBORGEN, Klein, make_ronde, put_list


def made(klein: Klein) -> b.Boek:
    db.session.rollback()
    return boek(db.session(), klein.dialoog)


def as_text(book: b.Boek) -> str:
    return json.dumps(b.boek_to_dict(book), ensure_ascii=False)


def avond(book: b.Boek) -> b.Resultaat:
    return next(resultaat for resultaat in book.resultaten if resultaat.titel == "Ideeënavond")


def test_every_part_of_the_dialogue_is_in_the_book_once(klein: Klein) -> None:
    book = made(klein)
    assert (book.titelblad.titel, book.titelblad.regio, book.titelblad.werkdocument) == (
        "Samen in de wijk",
        "De Streek",
        True,
    )
    assert book.begeleiders == (MARIT,)
    assert [moment.titel for moment in book.bijeenkomsten] == ["Kick-off", "Ideeënavond"]
    assert [kader.soort for kader in book.kaders] == ["inhoudelijk", "proces", "financieel"]
    assert [idee.nummer for idee in book.ideeen] == [1, 2, 3, 4, 5, 6]
    assert [card.titel for card in book.voorstellen] == ["De bank"]
    page = render_html(book)
    once = ("Laat uitpraten.", "Vraag door.", "Kader over proces", "Hoe wonen wij later fijn?", "Het laatste antwoord")
    for words in (*once, book.hoofdvraag, "Idee 4 voor de wijk"):
        assert page.count(words) == 1, words


def test_the_evening_tells_what_it_brought(klein: Klein) -> None:
    result = avond(made(klein))
    assert result.ideeen == 6
    assert [(telling.naam, telling.aantal) for telling in result.ideeen_per_deelvraag] == [
        ("Deelvraag 1, wonen", 1),
        ("Deelvraag 2, samen leven", 0),
        ("Zonder deelvraag", 3),
    ]
    assert result.kleuren == b.KleurTelling(rood=1, geel=1, zonder=1)
    assert [idee.nummer for idee in result.gekozen] == [1, 2, 3]
    (ronde,) = result.stemrondes
    assert [(r.plaats, r.nummer, r.stickers, r.mensen) for r in ronde.uitslag] == [
        (1, 1, 3, 3),
        (2, 2, 1, 1),
        (2, 3, 1, 1),
    ]
    assert (ronde.briefjes, ronde.gelijk_aan_de_rand) == (3, True)
    assert [(o.plaats, o.titel, o.ideeen, o.voorstel) for o in result.oplossingen] == [
        (1, "Een bank bij de halte", (1,), 1)
    ]


def test_belangen_are_counted_per_evening_and_nobody_says_what_was_done(klein: Klein) -> None:
    kickoff, evening = made(klein).resultaten
    at_kickoff = {belang.naam: (belang.aantal, belang.actie) for belang in kickoff.belangen}
    assert at_kickoff["Zelf ouder worden"] == (2, "")
    assert at_kickoff["Wonen"] == (0, "Wij bellen de woningbouw.")
    assert {belang.naam: belang.aantal for belang in evening.belangen}["Zelf ouder worden"] == 3
    assert (kickoff.aanwezig, evening.aanwezig) == (2, 3)


def test_an_evening_that_did_not_begin_brought_nothing_and_counts_nobody(klein: Klein) -> None:
    builders.make_bijeenkomst(klein.dialoog, "Slotavond", deur_open=False)
    book = made(klein)
    assert book.bijeenkomsten[-1] == b.Moment("Slotavond", "2026-11-24", "Dorpshuis", None)
    assert "Slotavond" not in [result.titel for result in book.resultaten]


def test_nobody_is_named_without_a_recorded_yes(klein: Klein) -> None:
    with transaction() as session:
        head = {"dialoog": klein.dialoog, "bijeenkomst": klein.avond}
        announce(session, Binnengekomen(**head, deelnemer=klein.bram, naam="Bram Zwijger"))
        announce(
            session,
            AanwezigheidVeranderd(**head, deelnemer=klein.bram, naam="Bram Zwijger", van="aanwezig", naar="weg"),
        )
        hulp = (("Joke Helpt", "Corrie Stil"),)
        announce(session, RondeVastgesteld(**head, ronde=klein.ronde, titel="Ronde", briefjes=3, stickers=5, hulp=hulp))
    book = made(klein)
    text = as_text(book)
    assert [naam for naam in GEHEIM if naam in text] == []
    assert [(d.vermelding, d.naam) for d in book.deelnemers] == [
        ("Wijkraad", "Amina Bouzid"),
        ("Woonbond", None),
        ("Woonbond 2", None),
    ]
    assert (book.voorstellen[0].trekker, book.voorstellen[0].eigenaren) == (
        "Amina Bouzid",
        ("Amina Bouzid", "Woonbond"),
    )
    assert "De bank" in text
    assert "Voor 1 deelnemer plakte iemand anders de stickers." in text


def test_a_yes_that_is_taken_back_takes_the_name_out(klein: Klein) -> None:
    with transaction() as session:
        session.get_one(Deelnemer, klein.amina).naam_in_boek = False
    assert "Amina" not in as_text(made(klein))


def test_who_wrote_an_idea_is_not_in_the_book(klein: Klein) -> None:
    before = as_text(made(klein))
    with transaction() as session:
        for number in klein.ideeen:
            session.get_one(Idee, number).indiener = klein.amina
    assert as_text(made(klein)) == before


def test_a_hidden_or_withdrawn_idea_has_its_number_and_state_only(klein: Klein) -> None:
    book = made(klein)
    assert [(idee.tekst, idee.staat) for idee in book.ideeen[4:]] == [("", "verborgen"), ("", "ingetrokken")]
    assert book.ideeen[3].samengevoegd_in == 1
    assert VERBORGEN not in as_text(book)
    with transaction() as session:
        session.get_one(Idee, klein.ideeen[1]).staat = "verborgen"
    book = made(klein)
    assert "Idee 2 voor de wijk" not in as_text(book)
    assert [idee.nummer for idee in avond(book).gekozen] == [1, 3]


@pytest.mark.parametrize("staat", ["voorbereid", "open", "gesloten"])
def test_nothing_of_a_round_is_in_the_book_before_it_is_vastgesteld(klein: Klein, staat: str) -> None:
    other = builders.make_stap(klein.avond, "stickeren", "live")
    ronde = make_ronde(klein.dialoog, klein.avond, other, staat, nummer=2, titel="Stickeren, ronde 2")
    put_list(ronde, dict.fromkeys(klein.ideeen[:3], 4321))
    with transaction() as session:
        session.get_one(Stemronde, ronde).briefjes = 8765
    book = made(klein)
    second = avond(book).stemrondes[1]
    assert (second.titel, second.staat, second.briefjes, second.uitslag) == ("Stickeren, ronde 2", staat, 0, ())
    assert "4321" not in as_text(book)
    assert "8765" not in as_text(book)
    if staat != "voorbereid":
        assert "De stemronde loopt nog. De uitslag volgt." in render_html(book)


def test_a_round_that_fell_after_its_result_keeps_its_numbers_and_says_so(klein: Klein) -> None:
    with transaction() as session:
        row = session.get_one(Stemronde, klein.ronde)
        row.staat, row.reden = "vervallen", "Er ontbrak een idee"
    book = made(klein)
    (ronde,) = avond(book).stemrondes
    assert (ronde.staat, ronde.reden_vervallen, len(ronde.uitslag)) == ("vervallen", "Er ontbrak een idee", 3)
    assert avond(book).oplossingen[0].uit_eerdere_ronde


def test_a_round_that_fell_before_its_result_has_no_numbers(klein: Klein) -> None:
    with transaction() as session:
        row = session.get_one(Stemronde, klein.ronde)
        row.staat, row.was_vastgesteld, row.reden = "vervallen", False, "De wifi viel uit"
    (ronde,) = avond(made(klein)).stemrondes
    assert (ronde.uitslag, ronde.briefjes, ronde.reden_vervallen) == ((), 0, "De wifi viel uit")


def test_the_card_has_ten_answers_in_order_the_latest_of_each_and_its_costs(klein: Klein) -> None:
    (card,) = made(klein).voorstellen
    assert len(card.antwoorden) == 10
    assert card.antwoorden[0] == b.Antwoord("Wat is concreet het voorstel?", "<p>Het laatste antwoord</p>")
    assert [answer.antwoord_html for answer in card.antwoorden[1:]] == [""] * 9
    assert (card.plaats, card.ideeen) == (1, (1,))
    assert card.kosten == b.Kosten((b.KostenRegel("Bank", "2 x 300", "600.00", 2027, "ex"),), "650.00")


def test_of_own_text_the_latest_version_is_printed(klein: Klein) -> None:
    save_boektekst(klein.dialoog, "feiten", "Er zijn 3 bussen.", 0, MARIT)
    save_boektekst(klein.dialoog, "feiten", "- Er zijn 4 bussen.\n- En een trein.", 1, MARIT)
    save_boektekst(klein.dialoog, "inleiding", "Welkom.", 0, MARIT)
    save_boektekst(klein.dialoog, "inleiding", "", 1, MARIT)
    book = made(klein)
    assert book.eigen("feiten") == "<ul><li>Er zijn 4 bussen.</li><li>En een trein.</li></ul>"
    assert [own.deel for own in book.eigen_tekst] == ["feiten"]
    assert boekteksten(db.session(), klein.dialoog)["inleiding"].versie == 2
    assert db.session.query(Boektekst).count() == 4


def test_a_kader_with_points_stands_whole_beside_its_verdict(klein: Klein) -> None:
    with transaction() as session:
        kader = session.query(Kader).filter_by(dialoog_id=klein.dialoog).order_by(Kader.volgorde).first()
        kader.geldt_voor, kader.tekst, kader.onderdelen = "voorstel", "Erbij staat wie betaalt:", ["nu", "later"]
        write_deel(session, session.get_one(Voorstel, klein.voorstel), Kaders((Toets(kader.id, "past"),)), MARIT)
    assert made(klein).voorstellen[0].kadertoets[0].kader == "Erbij staat wie betaalt: nu en later"


# --- chapter 5 ------------------------------------------------------------------------------------------------


def test_the_record_tells_the_steps_that_were_held_in_whole_sentences(klein: Klein) -> None:
    evening = builders.make_bijeenkomst(klein.dialoog, "Slotavond")
    first = builders.make_stap(evening, "belangen")
    builders.make_stap(evening, "stickeren")
    go_to_step(klein.dialoog, evening, None, first, MARIT)
    steps = [step.wat for step in made(klein).stappen if step.bijeenkomst == "Slotavond"]
    assert steps == ["De groep keek wie er aan tafel zat."]


def test_a_step_that_was_undone_did_not_happen(klein: Klein) -> None:
    evening = builders.make_bijeenkomst(klein.dialoog, "Slotavond")
    builders.make_stap(evening, "belangen")
    next_step(klein.dialoog, evening, None, MARIT)
    feit = db.session.query(Feit).filter_by(bijeenkomst_id=evening, wat=StapBegonnen.__name__).one()
    undo_feit(klein.dialoog, feit.id, MARIT)
    assert "Slotavond" not in {step.bijeenkomst for step in made(klein).stappen}


def test_an_evening_from_a_file_is_told_by_its_draaiboek(klein: Klein) -> None:
    steps = [step.wat for step in made(klein).stappen if step.bijeenkomst == "Kick-off"]
    assert steps == [
        "Er waren 2 deelnemers aanwezig.",
        "Voor 3 belangen was er niemand.",
        "De groep keek wie er aan tafel zat.",
    ]


def test_what_was_written_down_at_an_evening_is_told_with_its_steps(klein: Klein) -> None:
    for soort, key in (("kans", "a"), ("bedreiging", "b"), ("kans", "c"), ("afspraak", "d"), ("expert", "e")):
        data = {"tekst": f"Tekst {key}"}
        save_aantekening(klein.dialoog, soort, data, MARIT, kenmerk=key, bijeenkomst_id=klein.kickoff)
    steps = [step.wat for step in made(klein).stappen if step.bijeenkomst == "Kick-off"]
    assert steps[3:] == [
        "De groep noemde 2 kansen en 1 bedreiging.",
        "Er kwam 1 reactie van een expert.",
        "De groep maakte 1 afspraak.",
    ]


def test_what_happens_after_the_evening_stands_between_the_evenings(klein: Klein) -> None:
    with transaction() as session:
        session.get_one(Bijeenkomst, klein.avond).afgelopen = datetime(2020, 1, 1, tzinfo=UTC)
    named = [step for step in made(klein).stappen if "eigenaren" in step.wat]
    assert [(step.bijeenkomst, step.wat) for step in named] == [("", "Voor 1 oplossing zijn eigenaren aangewezen.")]


# --- size -----------------------------------------------------------------------------------------------------


def questions(session: Session, dialoog: int) -> int:
    """How many statements the book takes."""
    session.rollback()
    session.expire_all()
    seen: list[str] = []

    def count(*args: object) -> None:
        seen.append(str(args[2]))

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        boek(session, dialoog)
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    return len(seen)


def test_the_number_of_questions_does_not_grow_with_ideas_and_people(klein: Klein, session: Session) -> None:
    before = questions(session, klein.dialoog)
    builders.make_ideeen(klein.dialoog, 600, klein.stappen["ideeen"])
    for number in range(30):
        builders.make_deelnemer(klein.dialoog, f"Buur {number}", bijeenkomst=klein.avond)
    assert questions(session, klein.dialoog) <= before + 2  # deelvragen and what came in are read 500 ideas at a time
    assert len(boek(session, klein.dialoog).ideeen) == 606
