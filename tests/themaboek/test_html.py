"""The page that is read on screen, and from which Word and PDF are made."""

import re
from dataclasses import replace

import html5lib
import pytest
from lxml import html

from dialoog.errors import NotFound
from dialoog.themaboek import boek as b
from dialoog.themaboek.maken.html import render_html
from tests.themaboek.lezen import html_niveaus, slaat_over
from tests.themaboek.voorbeeld import maak_voorbeeld, tekst_van, uitslag

LEEG = b.Boek(titelblad=b.Titelblad("Nog niets", "2026-01-05"))
BOEKEN = pytest.mark.parametrize("boek", [maak_voorbeeld(), LEEG], ids=["vol", "leeg"])


def woorden(page: str) -> str:
    return " ".join(" ".join(str(stuk) for stuk in html.fromstring(page).xpath("//body//text()")).split())


def groslijst(page: str) -> list[list[str]]:
    rijen = html.fromstring(page).xpath("//section[@id='groslijst']//tbody/tr")
    return [[" ".join(cel.text_content().split()) for cel in rij] for rij in rijen]


@BOEKEN
def test_the_page_is_valid_dutch_html_with_one_h1_and_no_level_skipped(boek: b.Boek) -> None:
    page = render_html(boek)
    html5lib.HTMLParser(strict=True).parse(page)
    boom = html.fromstring(page)
    assert boom.get("lang") == "nl"
    assert html_niveaus(page).count(1) == 1
    assert not slaat_over(html_niveaus(page))
    ids = boom.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in boom.xpath("//nav//a/@href")} <= set(ids)


def test_every_table_has_a_caption_and_names_its_rows_and_columns() -> None:
    tabellen = html.fromstring(render_html(maak_voorbeeld())).xpath("//table")
    assert len(tabellen) > 15
    for tabel in tabellen:
        assert tabel.xpath("./caption")[0].text_content().strip()
        assert {kop.get("scope") for kop in tabel.xpath("./thead//th")} == {"col"}
        assert all(rij[0].get("scope") == "row" for rij in tabel.xpath("./tbody/tr"))


def test_each_idea_stands_once_in_the_groslijst_with_word_and_shape() -> None:
    rijen = groslijst(render_html(maak_voorbeeld()))
    assert [int(rij[0]) for rij in rijen] == list(range(1, 69))
    assert rijen[0][1:] == [tekst_van(1), "★ WOW (rood)"]
    assert rijen[67][2] == "nog geen kleur"


def test_hidden_withdrawn_and_merged_ideas_keep_their_number() -> None:
    rijen = groslijst(render_html(maak_voorbeeld()))
    assert rijen[35] == ["36", "Verborgen", "–"]
    assert rijen[36] == ["37", "Ingetrokken", "–"]
    assert rijen[62][1:] == [f"{tekst_van(63)} (samengevoegd met nr. 3)", "zie nr. 3"]


def test_an_empty_book_says_volgt_in_every_chapter() -> None:
    secties = html.fromstring(render_html(LEEG)).xpath("//main/section")
    zonder = [sectie.get("id") for sectie in secties if "volgt" not in sectie.text_content()]
    assert zonder == []


def test_an_empty_answer_says_volgt_and_amounts_alone_point_to_their_table() -> None:
    boom = html.fromstring(render_html(maak_voorbeeld()))
    antwoorden = [cel.text_content().strip() for cel in boom.xpath("//section[@id='voorstel-3']//tbody/tr/td")]
    assert antwoorden[7:9] == ["volgt", "volgt"]
    assert "volgt" not in antwoorden[6]
    boek = maak_voorbeeld()
    kaart = replace(boek.voorstellen[3], antwoorden=tuple(b.Antwoord(a.vraag) for a in boek.voorstellen[3].antwoorden))
    page = render_html(replace(boek, voorstellen=(kaart,)), voorstel=4)
    assert html.fromstring(page).xpath("//td")[7].text_content() == "De kosten staan in de tabel onder deze kaart."


def test_a_round_that_runs_shows_no_number_and_a_lapsed_one_its_reason() -> None:
    boek = maak_voorbeeld()
    rondes = tuple(
        b.Stemronde(titel, staat)
        for titel, staat in (("Nu bezig", "open"), ("Net dicht", "gesloten"), ("Straks", "voorbereid"))
    )
    laatste = replace(boek.resultaten[2], stemrondes=(*rondes, boek.resultaten[2].stemrondes[0]), oplossingen=())
    tekst = woorden(render_html(replace(boek, resultaten=(laatste,))))
    assert tekst.count("De stemronde loopt nog. De uitslag volgt.") == 4  # chapter 6 and bijlage 3
    assert "De stemronde is nog niet begonnen." in tekst
    assert "Deze ronde is vervallen: Op twee telefoons stond een oude lijst. De uitslag telt niet meer mee." in tekst
    assert "Stickers Mensen" not in tekst


def test_numbers_of_a_round_lapsed_after_vaststellen_stay_in_print_and_are_marked() -> None:
    boek = maak_voorbeeld()
    oud = replace(boek.resultaten[2].stemrondes[1], staat="vervallen", reden_vervallen="De lijst was fout")
    tekst = woorden(render_html(replace(boek, resultaten=(replace(boek.resultaten[2], stemrondes=(oud,)),))))
    assert "Deze ronde is vervallen: De lijst was fout." in tekst
    assert f"17 {tekst_van(17)} 14 14" in tekst


def test_the_top_shows_stickers_and_people_and_marks_a_shared_place() -> None:
    tabel = html.fromstring(render_html(maak_voorbeeld())).xpath("//section[@id='bijeenkomst-3']//table")[0]
    rijen = [[" ".join(cel.text_content().split()) for cel in rij] for rij in tabel.xpath("./tbody/tr")]
    assert len(rijen) == 6
    assert rijen[0] == ["1", "17", tekst_van(17), "14", "14"]
    assert [rij[0] for rij in rijen[4:]] == ["5 (gedeeld)", "5 (gedeeld)"]


def test_a_belang_with_nobody_is_said_with_what_was_done() -> None:
    tekst = woorden(render_html(maak_voorbeeld()))
    assert "Ondernemen in de wijk niemand De wijkraad belt drie winkeliers." in tekst
    assert "Niemand kwam op voor Ondernemen in de wijk." in tekst


def test_the_list_of_deelnemers_is_a_matrix_and_with_many_belangen_a_list() -> None:
    boek = maak_voorbeeld()
    assert "Samen 6 5 5 4 niemand" in woorden(render_html(boek))
    veel = tuple(f"Belang {n}" for n in range(9))
    page = render_html(replace(boek, belangen=veel, deelnemers=(b.Deelnemer("Wijkraad", veel[:2]),)))
    assert "Wijkraad Belang 0 en Belang 1" in woorden(page)


def test_a_departure_from_the_stickers_has_its_reason_and_who_recorded_it() -> None:
    hoe = "deze oplossing komt van een idee dat niet in de top stond."
    zin = f"{hoe} De reden: De wooncoach kwam in het gesprek naar voren"
    assert f"{zin} (vastgelegd door de procesbegeleider)." in woorden(render_html(maak_voorbeeld()))


def laatste_avond(*oplossingen: b.Oplossing) -> str:
    boek = maak_voorbeeld()
    return woorden(render_html(replace(boek, resultaten=(replace(boek.resultaten[2], oplossingen=oplossingen),))))


def test_each_oplossing_says_how_many_stickers_its_ideas_had() -> None:
    tekst = laatste_avond(b.Oplossing(1, "Samen", (17, 18)), b.Oplossing(2, "Los", ()))
    aantallen = {regel.nummer: regel.stickers for regel in uitslag()}
    assert f"Samen Idee 17 ({aantallen[17]} stickers) en idee 18 ({aantallen[18]} stickers) volgt" in tekst
    assert "Los Een nieuwe tekst" in tekst
    oud = laatste_avond(b.Oplossing(1, "Samen", (17, 18), uit_eerdere_ronde=True))
    assert "Idee 17 en idee 18" in oud


def test_an_idea_of_the_top_that_became_no_oplossing_is_named_with_its_stickers() -> None:
    top = [regel for regel in uitslag() if regel.plaats <= 5]
    gekozen = [b.Oplossing(n, f"Oplossing {n}", (regel.nummer,)) for n, regel in enumerate(top[1:6], 1)]
    weg = f"geen oplossing geworden: nr. {top[0].nummer}, {top[0].titel.removesuffix('.')} ({top[0].stickers} stickers)"
    assert weg in laatste_avond(*gekozen)
    assert "geen oplossing geworden" not in laatste_avond(*gekozen[:3])  # the group is still choosing


def test_numbers_that_do_not_add_up_are_explained() -> None:
    boek = maak_voorbeeld()
    tekst = woorden(render_html(boek))
    assert f"19 deelnemers plakten mee, met samen {sum(regel.stickers for regel in uitslag())} stickers." in tekst
    weg = sum(idee.staat != "los" for idee in boek.ideeen)
    assert f"{weg} ideeën zijn samengevoegd, ingetrokken of verborgen. Die tellen hier niet mee." in tekst
    avond = replace(
        boek.resultaten[0], aanwezig=2, belangen=(b.BelangAanTafel("Wonen", 2), b.BelangAanTafel("Zorg", 1)),
        gemeenten=(b.Telling("Lindehoven", 2), b.Telling("Oeverbeek", 1)),
    )  # fmt: skip
    dubbel = woorden(render_html(replace(boek, resultaten=(avond,))))
    assert "Wie voor meer dan één belang opkomt, telt bij elk daarvan mee." in dubbel
    assert "Wie bij meer dan één gemeente hoort, telt bij elk daarvan mee." in dubbel
    enkel = woorden(render_html(replace(boek, resultaten=(replace(avond, aanwezig=3),))))
    assert "telt bij elk daarvan mee." not in enkel


def test_a_sum_of_amounts_with_and_without_btw_says_so() -> None:
    zin = "In de som staan bedragen met btw en bedragen zonder btw bij elkaar."
    kaart = maak_voorbeeld().voorstellen[1]
    assert kaart.kosten
    assert zin in woorden(render_html(maak_voorbeeld(), voorstel=2))
    gelijk = replace(kaart, kosten=replace(kaart.kosten, regels=kaart.kosten.regels[:2]))
    assert zin not in woorden(render_html(replace(maak_voorbeeld(), voorstellen=(gelijk,)), voorstel=2))


def test_chapter_5_tells_each_evening_in_one_paragraph() -> None:
    stappen = (b.Stap("De groep sprak.", "2026-03-12", "Een"), b.Stap("Daarna koos zij.", "2026-03-12", "Een"))
    boom = html.fromstring(render_html(replace(maak_voorbeeld(), stappen=(*stappen, b.Stap("Er kwamen kaarten.")))))
    assert [p.text_content() for p in boom.xpath("//*[@id='stappen']//p")] == [
        "De groep sprak. Daarna koos zij.",
        "Er kwamen kaarten.",
    ]
    assert [h.text_content() for h in boom.xpath("//*[@id='stappen']//h3")] == ["Een, 12 maart 2026", "Tussendoor"]


def test_a_part_can_be_left_out_or_not_available() -> None:
    page = render_html(replace(maak_voorbeeld(), weggelaten=("groslijst",), niet_beschikbaar=("feiten",)))
    boom = html.fromstring(page)
    assert not boom.xpath("//*[@id='groslijst']")
    assert "groslijst" not in "".join(boom.xpath("//nav//text()")).lower()
    assert "Niet beschikbaar." in boom.xpath("//section[@id='feiten']")[0].text_content()


def test_own_text_of_the_begeleider_joins_what_is_generated() -> None:
    boek = replace(
        maak_voorbeeld(), eigen_tekst=tuple(b.EigenTekst(deel, f"<p>Eigen {deel}.</p>") for deel in b.EIGEN_TEKST)
    )
    tekst = woorden(render_html(boek))
    assert [deel for deel in b.EIGEN_TEKST if tekst.count(f"Eigen {deel}.") != 1] == []


def test_the_colon_of_a_kader_stands_before_its_points() -> None:
    text = " ".join(html.fromstring(render_html(maak_voorbeeld())).text_content().split())
    assert "Het plan gaat over (het plan als geheel): wonen" in text


@pytest.mark.parametrize(
    ("many", "said"),
    [(0, "Er kwamen geen ideeën."), (1, "Er kwam 1 idee. Het staat in bijlage"), (2, "2 ideeën. Ze staan allemaal in")],
)
def test_ideas_are_counted_in_a_sentence_that_fits_the_number(many: int, said: str) -> None:
    boek = replace(maak_voorbeeld(), resultaten=(b.Resultaat("Avond", aanwezig=2, ideeen=many),))
    assert said in woorden(render_html(boek))


def test_one_voorstel_alone_holds_that_card_and_nothing_else() -> None:
    tekst = woorden(render_html(maak_voorbeeld(), voorstel=2))
    assert "Voorstel 2: De klusbus" in tekst
    assert "Som van de regels" in tekst
    assert "Ideeëngroslijst" not in tekst
    with pytest.raises(NotFound, match="Voorstel 9"):
        render_html(maak_voorbeeld(), voorstel=9)


def test_the_file_stands_alone_and_the_preview_needs_no_unsafe_policy() -> None:
    alleen = render_html(maak_voorbeeld())
    assert not re.findall(r"(?:src|url\(|@import|<link|https?:)", alleen)
    voorbeeld = render_html(maak_voorbeeld(), css_href="/static/abc/css/boek.css")
    assert not re.findall(r"<style|style=|<script| on\w+=", voorbeeld)
    assert '<link rel="stylesheet" href="/static/abc/css/boek.css">' in voorbeeld


def test_every_column_width_of_the_page_is_in_the_sheet() -> None:
    page = render_html(maak_voorbeeld())
    sheet = html.fromstring(page).xpath("//style/text()")[0]
    klassen = set(html.fromstring(page).xpath("//col/@class"))
    assert [klasse for klasse in klassen if f".{klasse} " not in sheet] == []


def test_headings_of_an_answer_stand_below_those_of_its_card_and_its_tables_have_headers() -> None:
    rijk = "<h3>Kop</h3><h4>Tussenkop</h4><table><thead><tr><th>Post</th></tr></thead><tbody></tbody></table>"
    book = maak_voorbeeld()
    card = replace(book.voorstellen[1], antwoorden=(b.Antwoord("Eén", rijk), b.Antwoord("Twee", "<h4>Laag</h4>")))
    book = replace(book, voorstellen=(card,))
    page = render_html(book)
    assert "<h4>Kop</h4><h5>Tussenkop</h5>" in page
    assert "<h4>Laag</h4>" in page
    assert '<th scope="col">Post</th>' in page
    assert not slaat_over(html_niveaus(page))
    assert not slaat_over(html_niveaus(render_html(book, voorstel=card.nummer)))


def test_a_card_prints_its_deelvragen_results_costs_per_year_and_kaders_once_each() -> None:
    page = render_html(maak_voorbeeld(), voorstel=2)
    boom = html.fromstring(page)
    tables = {table.get("class").split()[-1]: table for table in boom.xpath("//table")}
    assert [cel.text_content() for cel in tables["opbrengst"].xpath(".//tbody/tr[1]/*")] == [
        "Klussen bij ouderen", "1.250,5", "uur", "eind 2028",
    ]  # fmt: skip
    verdicts = [rij.xpath("./*")[1].text_content() for rij in tables["kadertoets"].xpath(".//tbody/tr")]
    assert verdicts == ["✓ Past", "✗ Past niet", "Nog niet bekeken"]
    assert "De bus is nieuw." in tables["kadertoets"].text_content()
    sums = {
        rij.xpath("./th")[0].text_content(): rij.xpath("./td")[-1].text_content()
        for rij in tables["kosten"].xpath(".//tr[td]")
    }
    assert sums["Waarvan exclusief btw"] == "€\xa042.700,00"
    assert sums["Som van de regels"] == "€\xa045.220,00"
    assert sums["Opgegeven totaal"] == "€\xa045.400,00"
    assert woorden(page).count("Deelvraag 1 (") == 1
    assert "Bij geen van de deelvragen." in woorden(render_html(maak_voorbeeld(), voorstel=3))


def test_costs_add_up_per_year_where_there_is_more_than_one() -> None:
    regels = (
        b.KostenRegel("Een", bedrag="10.10", jaar=2028),
        b.KostenRegel("Twee", bedrag="0.20", jaar=2027),
        b.KostenRegel("Drie", bedrag="1.00"),
    )
    kaart = replace(maak_voorbeeld().voorstellen[1], kosten=b.Kosten(regels))
    tekst = woorden(render_html(replace(maak_voorbeeld(), voorstellen=(kaart,)), voorstel=2))
    for zin in ("Som van 2027", "Som van 2028", "Som zonder jaar"):
        assert tekst.count(zin) == 1
