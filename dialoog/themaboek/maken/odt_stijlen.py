"""The styles of the ODT book: its whole `styles.xml`, in the looks of the Word book (`stijlen.py`)."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from dialoog.themaboek.maken.stijlen import DIEP, GRIJS, GROEN, INKT, KLEUREN, KRAFT, LETTER, LIJN

NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
}
"""The namespaces that an ODT speaks, by the prefixes that everybody uses."""
NIVEAUS = range(1, 7)


def text_of(element: etree._Element) -> str:
    """The words in a paragraph or heading."""
    return str(element.xpath("string()"))


def sleutel(naam: str) -> str:
    """A name of a style as it may stand in the file: a space is written `_20_`."""
    return naam.replace(" ", "_20_")


def _stijl(naam: str, p: str = "", t: str = "", *, op: str = "Standard", na: str = "", meer: str = "") -> str:
    """One paragraph style; `p` and `t`: properties of the paragraph and of its letters, `meer`: more attributes."""
    return (
        f'<style:style style:name="{sleutel(naam)}" style:display-name="{naam}" style:family="paragraph" '
        f'style:class="text"{f" style:parent-style-name={quoteattr(sleutel(op))}" if op else ""}'
        f"{f' style:next-style-name={quoteattr(sleutel(na))}' if na else ''}{meer}>"
        f"<style:paragraph-properties {p}/><style:text-properties {t}/></style:style>"
    )


def _teken(naam: str, t: str) -> str:
    return (
        f'<style:style style:name="{sleutel(naam)}" style:display-name="{naam}" style:family="text">'
        f"<style:text-properties {t}/></style:style>"
    )


def _ruimte(voor: float, na: float) -> str:
    return f'fo:margin-top="{voor}pt" fo:margin-bottom="{na}pt"'


def _letters(grootte: float = 0, kleur: str = "", *, vet: bool = False) -> str:
    return (
        (f' fo:font-size="{grootte}pt"' if grootte else "")
        + (f' fo:color="#{kleur}"' if kleur else "")
        + (' fo:font-weight="bold"' if vet else "")
    )


def _koppen() -> str:
    looks = {
        1: (_ruimte(0, 12) + ' fo:break-before="page"', _letters(22, DIEP, vet=True)),
        2: (_ruimte(18, 5), _letters(15, DIEP, vet=True)),
        3: (_ruimte(14, 3), _letters(12, INKT, vet=True)),
        4: (_ruimte(10, 2), _letters(10.5, INKT, vet=True)),
    }
    uit = []
    for niveau in NIVEAUS:
        p, t = looks.get(niveau, looks[4])
        meer = f' style:default-outline-level="{niveau}"'
        uit.append(_stijl(f"Heading {niveau}", f'{p} fo:keep-with-next="always"', t, na="Text body", meer=meer))
    band = f'fo:background-color="#{GROEN}" fo:border="none" fo:padding="8pt" '
    wit = _letters(18, "FFFFFF", vet=True)
    uit.append(_stijl("Kop van een kaart", f'{band}{_ruimte(0, 0)} fo:break-before="page"', wit, op="Heading 2",
                      na="Kaartfeit", meer=' style:default-outline-level="2"'))  # fmt: skip
    uit.append(_stijl("Kop zonder bladzijde", f'{band}{_ruimte(10, 0)} fo:break-before="auto"', wit, op="Heading 1",
                      na="Kaartfeit", meer=' style:default-outline-level="1"'))  # fmt: skip
    return "".join(uit)


def _titelblad() -> str:
    streep = f'fo:border-left="6pt solid #{GROEN}" fo:padding-left="12pt" '
    tab = '<style:tab-stops><style:tab-stop style:position="16cm" style:type="right" style:leader-text="."/>'
    regels = "".join(
        f'<style:style style:name="Contents_20_{n}" style:display-name="Contents {n}" style:family="paragraph" '
        f'style:class="index" style:parent-style-name="Standard"><style:paragraph-properties {p}>{tab}'
        f"</style:tab-stops></style:paragraph-properties><style:text-properties {t}/></style:style>"
        for n, p, t in ((1, _ruimte(6, 2), _letters(vet=True)), (2, _ruimte(0, 2) + ' fo:margin-left="0.6cm"', ""))
    )
    return (
        _stijl("Soort", streep + _ruimte(180, 0), _letters(13, GROEN, vet=True))
        + _stijl("Title", streep + _ruimte(0, 0), _letters(32, INKT, vet=True))
        + _stijl("Subtitle", streep + _ruimte(0, 0), _letters(15, GRIJS))
        + _stijl("Titelregel", streep + _ruimte(0, 0), _letters(12, GRIJS))
        + _stijl("Soort kaart", _ruimte(0, 2), _letters(11, GROEN, vet=True))
        + _stijl("Contents Heading", _ruimte(0, 12) + ' fo:break-before="page"', _letters(22, DIEP, vet=True))
        + regels
    )


def _alineas() -> str:
    kader = f'fo:border-left="3pt solid #C9AC78" fo:padding="4pt" fo:background-color="#{KRAFT}" '
    rand = f'fo:border-bottom="0.5pt solid #66756C" fo:padding-bottom="1pt" {_ruimte(10, 0)}'
    kleuren = "".join(
        _stijl(f"Vlak {naam}", f'fo:background-color="#{licht}" fo:padding="2pt" fo:border="none"',
               _letters(kleur=donker), op="Table Contents")
        + _teken(f"Kleur {naam}", _letters(kleur=vorm, vet=True))
        for naam, (vorm, donker, licht) in KLEUREN.items()
    )  # fmt: skip
    rechts = 'fo:text-align="end" style:justify-single-word="false"'
    return (
        _stijl("Text body", _ruimte(0, 7))
        + _stijl("First paragraph", _ruimte(6, 7), op="Text body", na="Text body")
        + _stijl("Lijst", _ruimte(0, 2), op="Text body")
        + _stijl("Quotations", 'fo:margin-left="0.6cm" fo:margin-right="0.6cm"', op="Text body")
        + _stijl("TableCaption", _ruimte(10, 4) + ' fo:keep-with-next="always"', _letters(9.5, GRIJS, vet=True))
        + _stijl("Table Contents", _ruimte(1.5, 1.5), 'fo:hyphenate="true" fo:hyphenation-remain-char-count="3"')
        + _stijl("Table Heading", "", _letters(vet=True), op="Table Contents")
        + _stijl("Tabelkop", 'fo:keep-with-next="always"', _letters(kleur=DIEP, vet=True), op="Table Contents")
        + _stijl("Tabelkop getal", rechts, op="Tabelkop")
        + _stijl("Getal", rechts, op="Table Contents")
        + _stijl("Rijkop getal", rechts, op="Table Heading")
        + _stijl("Vraag", "", op="Table Contents")
        + _stijl("Volgt", 'fo:border="0.8pt dashed #66756C" fo:padding="4pt"', _letters(kleur=GRIJS), op="Text body")
        + _stijl("Vervallen", kader, op="Text body")
        + _stijl("Hoofdvraag", kader, _letters(13, vet=True), op="Text body")
        + _stijl("Bron", "", _letters(9.5, GRIJS), op="Text body")
        + _stijl("Let op", kader, _letters(vet=True), op="Text body")
        + _feit()
        + _stijl("Kaartregel", 'fo:keep-with-next="always"', op="Text body")
        + _stijl("Schrijfregel", rand, op="Text body")
        + kleuren
    )


def _feit() -> str:
    """A line of facts on soft green, its name before a tab."""
    return (
        '<style:style style:name="Kaartfeit" style:family="paragraph" style:class="text" '
        'style:parent-style-name="Text_20_body"><style:paragraph-properties fo:background-color="#EDF3EE" '
        'fo:padding="3pt" fo:border="none" style:join-border="true" fo:margin-left="3.1cm" fo:margin-right="0cm" '
        f'fo:text-indent="-3.1cm" {_ruimte(0, 0)} fo:keep-with-next="always"><style:tab-stops>'
        '<style:tab-stop style:position="0cm"/></style:tab-stops></style:paragraph-properties></style:style>'
    )


def _lijsten() -> str:
    """Dashes, and numbers; every level a bit further in."""

    def plek(niveau: int) -> str:
        links = 0.6 * niveau
        return (
            '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
            '<style:list-level-label-alignment text:label-followed-by="listtab" '
            f'text:list-tab-stop-position="{links:.1f}cm" fo:text-indent="-0.5cm" fo:margin-left="{links:.1f}cm"/>'
            "</style:list-level-properties>"
        )

    streep = "".join(
        f'<text:list-level-style-bullet text:level="{n}" text:bullet-char="–">{plek(n)}</text:list-level-style-bullet>'
        for n in range(1, 11)
    )
    nummer = "".join(
        f'<text:list-level-style-number text:level="{n}" style:num-format="1" style:num-suffix=".">{plek(n)}'
        "</text:list-level-style-number>"
        for n in range(1, 11)
    )
    return (
        f'<text:list-style style:name="Streep">{streep}</text:list-style>'
        f'<text:list-style style:name="Nummer">{nummer}</text:list-style>'
    )


def _bladzijden(titel: str, datum: str, *, boek: bool) -> str:
    """A4 with a header (title and date) and a footer (page number); a book begins with a page without them."""
    maten = (
        '<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="1.25cm" '
        'fo:margin-bottom="1.25cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm" style:print-orientation="portrait"/>'
    )
    hoog = '<style:header-footer-properties fo:min-height="1.2cm" fo:margin-{}="0.4cm"/>'
    met = (
        f"<style:header-style>{hoog.format('bottom')}</style:header-style>"
        f"<style:footer-style>{hoog.format('top')}</style:footer-style>"
    )
    tab = '<style:tab-stops><style:tab-stop style:position="16cm" style:type="right"/></style:tab-stops>'
    auto = "".join(
        f'<style:style style:name="{naam}" style:family="paragraph" style:parent-style-name="{op}">'
        f"<style:paragraph-properties {p}>{tab}</style:paragraph-properties></style:style>"
        for naam, op, p in (
            ("Kopregel", "Bron", f'fo:border-bottom="0.5pt solid #{LIJN}" fo:padding-bottom="3pt"'),
            ("Voetregel", "Bron", ""),
        )
    )
    kop = f'<text:p text:style-name="Kopregel">{escape(titel)}<text:tab/>{escape(datum)}</text:p>'
    voet = (
        '<text:p text:style-name="Voetregel"><text:tab/>Bladzijde <text:page-number text:select-page="current">1'
        "</text:page-number> van <text:page-count>1</text:page-count></text:p>"
    )
    blad = f"<style:header>{kop}</style:header><style:footer>{voet}</style:footer>"
    titelblad = (
        '<style:master-page style:name="Titelblad" style:page-layout-name="Kaal" style:next-style-name="Standard"/>'
        if boek
        else ""
    )
    return (
        f'<office:automatic-styles>{auto}<style:page-layout style:name="Gewoon">{maten}{met}</style:page-layout>'
        f'<style:page-layout style:name="Kaal">{maten}</style:page-layout></office:automatic-styles>'
        f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Gewoon">{blad}'
        f"</style:master-page>{titelblad}</office:master-styles>"
    )


def styles_xml(titel: str, datum: str, *, boek: bool) -> bytes:
    """The whole of `styles.xml`: Dutch as the language, one family of letters. `boek`: with a title page."""
    letters = (
        f'style:font-name="{LETTER}" fo:font-size="10.5pt" fo:color="#{INKT}" fo:language="nl" fo:country="NL" '
        'style:language-asian="none" style:country-asian="none" style:language-complex="none" '
        'style:country-complex="none" fo:hyphenate="false"'
    )
    basis = (
        f'<style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="115%" '
        f'style:tab-stop-distance="1.25cm" fo:orphans="2" fo:widows="2"/><style:text-properties {letters}/>'
        '</style:default-style><style:default-style style:family="table"/>'
        '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    )
    tekens = (
        _teken("Strong Emphasis", _letters(vet=True))
        + _teken("Emphasis", 'fo:font-style="italic"')
        + _teken("Strong and Emphasis", 'fo:font-style="italic" fo:font-weight="bold"')
        + _teken("Internet link", f'fo:color="#{DIEP}" style:text-underline-style="solid"')
        + _teken("Index Link", f'fo:color="#{INKT}" style:text-underline-style="none"')
        + _teken("Bij", _letters(kleur=GRIJS))
        + _teken("Feitnaam", _letters(kleur=DIEP, vet=True))
        + _teken("Oordeel past", _letters(kleur=GROEN, vet=True))
        + _teken("Oordeel past niet", _letters(kleur="93390A", vet=True))
        + _teken("Oordeel open", _letters(kleur=GRIJS, vet=True))
        + _teken("Vraagnummer", _letters(kleur=GROEN, vet=True))
    )
    fonts = (
        f'<office:font-face-decls><style:font-face style:name="{LETTER}" svg:font-family="{LETTER}" '
        'style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls>'
    )
    namen = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NS.items())
    alles = basis + _koppen() + _titelblad() + _alineas() + tekens + _lijsten()
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {namen} office:version="1.3">{fonts}'
        f"<office:styles>{alles}</office:styles>{_bladzijden(titel, datum, boek=boek)}</office:document-styles>"
    ).encode()
