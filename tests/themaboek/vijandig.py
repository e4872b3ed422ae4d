"""A book full of what people should not type, and do."""

from dataclasses import replace

from dialoog.themaboek import boek as b
from tests.themaboek.voorbeeld import BELANGEN, maak_voorbeeld

SCRIPT = "<script>alert(1)</script>"
FORMULE = '=HYPERLINK("http://kwaad.example","klik")'
EMOJI = "Feest \U0001f389\U0001f468‍\U0001f469‍\U0001f467 ❤️ \U0001f1f3\U0001f1f1 \U0001f44d\U0001f3fd"
RECHTS = "שלום לכולם ‮ مرحبا بالجميع"
BESTURING = "a\x00b\x07c\x0b\x1b[31m\ufffe rood"
CHINEES = "你好 世界"
TYPST = "#set page(width: 1pt) $x^2$ *vet* _schuin_ `code` @bron <label> // weg /* ook weg */ \\ ~ -- # = kop"
LIJST = "1. geen lijst"
STREEP = "- ook geen lijst"
LANG_WOORD = "w" * 200
VIJF_DUIZEND = "<ul>" + "<li>Een stap in de lijst van vijfduizend tekens.</li>" * 110 + "</ul>"
ALLES = (SCRIPT, FORMULE, EMOJI, RECHTS, BESTURING, CHINEES, TYPST, LIJST, STREEP, LANG_WOORD, "", "   ")


def maak_vijandig() -> b.Boek:
    boek = maak_voorbeeld()
    antwoorden = tuple(
        b.Antwoord(tekst or "Vraag?", f"<p>{tekst}</p><p onclick='x()'>{SCRIPT}<img src=x onerror=y()></p>")
        for tekst in ALLES[:9]
    )
    kaart = replace(boek.voorstellen[0], titel=SCRIPT, antwoorden=(*antwoorden, b.Antwoord(LANG_WOORD, VIJF_DUIZEND)))
    return replace(
        boek,
        titelblad=replace(boek.titelblad, titel=f"{SCRIPT} {EMOJI} {CHINEES}", regio=FORMULE, ondertitel=RECHTS),
        hoofdvraag=TYPST,
        kaders=tuple(b.Kader(tekst, "proces", ALLES) for tekst in ALLES),
        spelregels=ALLES,
        voorstellen=(kaart,),
        deelnemers=tuple(b.Deelnemer(tekst, BELANGEN[:1]) for tekst in ALLES),
        ideeen=tuple(b.Idee(n, tekst, "geel") for n, tekst in enumerate(ALLES, start=1)),
        eigen_tekst=(b.EigenTekst("inleiding", f"{FORMULE}<h1>Kop</h1><table><tr><td>{LIJST}</td></tr></table>"),),
        stappen=tuple(b.Stap(tekst, "geen datum", tekst) for tekst in ALLES),
    )
