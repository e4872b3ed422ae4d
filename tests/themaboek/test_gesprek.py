"""What a conversation brought stands in the section of its evening."""

from dataclasses import replace

from dialoog.themaboek.boek import Boek
from dialoog.themaboek.maken.html import render_html
from dialoog.themaboek.uitkomst import Gesprek, Resultaat
from dialoog.voorstel.tekst import tekst_to_html
from tests.themaboek.voorbeeld import maak_voorbeeld


def test_title_paragraphs_and_points_are_printed_and_markup_is_text() -> None:
    notes = Gesprek("Aan <tafel>", tekst_to_html("Het waait <b>hard</b>.\n- een dijk\n- een boom"))
    boek: Boek = replace(maak_voorbeeld(), resultaten=(Resultaat("Kick-off", gesprekken=(notes,)),))
    page = render_html(boek)
    assert "<h4>Aan &lt;tafel&gt;</h4>" in page
    assert "<p>Het waait &lt;b&gt;hard&lt;/b&gt;.</p>" in page
    assert "<li>een dijk</li>" in page
    assert "De uitkomst van deze bijeenkomst volgt" not in page
