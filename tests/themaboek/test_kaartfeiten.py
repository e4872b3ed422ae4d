"""What stands at the head of a card: each thing in one line, from the book alone."""

from dataclasses import replace

import pytest

from dialoog.themaboek import boek as b
from dialoog.themaboek.maken.kaartfeiten import Feit, kaartfeiten, met_trekker
from tests.themaboek.rijk import maak_rijk
from tests.themaboek.voorbeeld import maak_voorbeeld

BOEK = maak_voorbeeld()


def feiten(nummer: int, boek: b.Boek = BOEK, **anders: object) -> dict[str, str]:
    kaart = replace(next(kaart for kaart in boek.voorstellen if kaart.nummer == nummer), **anders)  # type: ignore[arg-type]
    return {feit.naam: feit.tekst for feit in kaartfeiten(boek, kaart)}


def test_each_idea_has_its_colour_its_stickers_and_of_how_many_people() -> None:
    kaart = BOEK.voorstellen[0]
    regels = {feit.naam: feit for feit in kaartfeiten(BOEK, kaart)}
    assert regels["Komt van"].tekst == "Oplossing 1, gemaakt van 2 ideeën"
    assert regels["Idee 17"] == Feit("Idee 17", "14 stickers van 14 mensen", "rood", 14)
    assert regels["Idee 18"].tekst == "12 stickers van 12 mensen"


def test_draagvlak_stands_with_the_stickers_where_there_is() -> None:
    assert feiten(1, maak_rijk())["Idee 17"] == "14 stickers van 14 mensen, uit minstens 2 van 5 belangen"


def test_no_stickers_are_told_of_an_earlier_round_or_one_that_became_vervallen() -> None:
    assert feiten(1, uit_eerdere_ronde=True)["Idee 17"] == ""
    assert feiten(1, uit_eerdere_ronde=True)["Komt van"].endswith("uit een eerdere ronde")
    avond = BOEK.resultaten[2]
    weg = replace(BOEK, resultaten=(replace(avond, stemrondes=avond.stemrondes[:1]),))
    assert feiten(1, weg)["Idee 17"] == ""


def test_more_stickers_than_can_be_drawn_are_a_number() -> None:
    avond = BOEK.resultaten[2]
    ronde = replace(avond.stemrondes[1], uitslag=(b.UitslagRegel(1, 17, "Veel", 140, 60),))
    veel = replace(BOEK, resultaten=(replace(avond, stemrondes=(ronde,)),))
    feit = next(f for f in kaartfeiten(veel, veel.voorstellen[0]) if f.naam == "Idee 17")
    assert (feit.tekst, feit.stippen) == ("140 stickers van 60 mensen", 0)


def test_the_trekker_is_named_once_and_two_of_one_name_are_two() -> None:
    assert feiten(1)["Trekker"] == "Ouderenbond Lindehoven"
    assert feiten(1)["Ook eigenaar"] == "Inwoner 2"
    assert feiten(1, eigenaren=("Inwoner", "Inwoner"), trekker="Inwoner")["Ook eigenaar"] == "Inwoner"
    leeg = feiten(1, eigenaren=(), trekker="")
    assert (leeg["Trekker"], leeg["Eigenaren"]) == ("volgt", "volgt")
    assert met_trekker(("A", "B"), "B") == "B (trekker) en A"
    assert met_trekker(("A",), "") == "A"


@pytest.mark.parametrize(
    ("anders", "naam", "tekst"),
    [
        ({"plaats": None, "ideeen": ()}, "Komt van", "Een voorstel dat los staat van de oplossingen"),
        ({"ideeen": ()}, "Komt van", "Oplossing 1, een nieuwe tekst van de groep"),
        ({"deelvragen": (1, 2)}, "Deelvragen", "1 en 2"),
        ({"geen_deelvraag": True}, "Deelvraag", "bij geen van de deelvragen"),
        ({"akkoord": "Alle 14 aanwezigen kunnen zich vinden."}, "Akkoord", "Alle 14 aanwezigen kunnen zich vinden."),
        ({"gemeenten": ("Heiburg",)}, "Gemeente", "Heiburg"),
        ({"gewijzigd_na_akkoord": True}, "Let op", "Gewijzigd na akkoord."),
    ],
)
def test_what_a_card_has_is_said_and_what_it_has_not_is_no_line(
    anders: dict[str, object], naam: str, tekst: str
) -> None:
    assert feiten(1, **anders)[naam] == tekst
    assert {"Deelvraag", "Deelvragen", "Gemeente", "Let op"} & feiten(1).keys() == set()
