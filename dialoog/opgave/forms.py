"""Forms of preparing: one form for the theme, and one row form per part that is a list."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Form, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from dialoog.opgave import rules
from dialoog.opgave.queries import THEMA_VELDEN
from dialoog.velden import Regel, Tekst


class NieuwForm(FlaskForm):
    """A new dialogue; `kenmerk` keeps a double press from making two."""

    titel = StringField(
        "Titel",
        [Regel(rules.MAX_TITEL), DataRequired("Geef de dialoog een titel. U kunt die later veranderen.")],
        description="Zoals hij op het scherm en op het boek komt.",
    )
    kenmerk = HiddenField()


class ThemaForm(FlaskForm):
    """Title, theme, region and the hoofdvraag in two lengths."""

    titel = StringField("Titel", [Regel(rules.MAX_TITEL), DataRequired("De titel is leeg. Schrijf een titel.")])
    thema = StringField("Thema", [Regel(rules.MAX_THEMA)])
    regio = StringField("Regio", [Regel(rules.MAX_THEMA)])
    hoofdvraag = TextAreaField(
        "Hoofdvraag, de officiële tekst",
        [Tekst(rules.MAX_VRAAG)],
        description="Woord voor woord zoals de raden hem stellen. Deze tekst komt in het boek.",
    )
    hoofdvraag_kort = StringField(
        "Hoofdvraag, kort",
        [Regel(rules.MAX_KORT)],
        description="Voor het grote scherm: één zin die men achterin kan lezen. Leeg: dan staat daar de officiële.",
    )
    gezien = HiddenField()

    def velden(self) -> dict[str, str]:
        """The typed fields, cleaned."""
        return {name: self[name].data or "" for name in THEMA_VELDEN}


class RijForm(Form):
    """A row of a list. `gezien` is the mark of the row as it was shown."""

    class Meta:
        locales = ["nl"]

    gezien = HiddenField()
    namen: tuple[str, ...] = ()

    def velden(self) -> dict[str, Any]:
        """The typed fields, cleaned, as they are kept."""
        return {name: self[name].data or "" for name in self.namen}

    def laad(self, velden: dict[str, Any]) -> None:
        """Show these stored fields."""
        for name in self.namen:
            self[name].data = velden[name]
        self.gezien.data = rules.mark(velden)


class DeelvraagRij(RijForm):
    namen = ("tekst", "kant")
    tekst = TextAreaField(
        "Deelvraag",
        [Regel(rules.MAX_VRAAG), DataRequired("Deze deelvraag is leeg. Schrijf een vraag of haal hem weg.")],
    )
    kant = StringField("Kant", [Regel(rules.MAX_KANT)], description="Bijvoorbeeld: vraagkant, tekort aan personeel.")


class KaderRij(RijForm):
    namen = ("soort", "tekst", "onderdelen", "geldt_voor")
    soort = HiddenField()
    tekst = TextAreaField(
        "Kader", [Regel(rules.MAX_KADER), DataRequired("Dit kader is leeg. Schrijf een zin of haal het weg.")]
    )
    geldt_voor = SelectField(
        "Geldt voor", choices=[("voorstel", "elk voorstel apart"), ("plan", "het plan als geheel")]
    )
    onderdelen = TextAreaField(
        "Onderdelen",
        [Tekst(rules.MAX_ONDERDELEN)],
        description="Alleen als dit kader punten heeft. Eén punt per regel.",
    )

    def velden(self) -> dict[str, Any]:
        lines = [line.strip() for line in (self.onderdelen.data or "").splitlines()]
        soort = self.soort.data if self.soort.data in rules.KADERSOORTEN else "inhoudelijk"
        return {
            "soort": soort,
            "tekst": self.tekst.data or "",
            "onderdelen": [line for line in lines if line],
            "geldt_voor": self.geldt_voor.data,
        }

    def laad(self, velden: dict[str, Any]) -> None:
        super().laad({**velden})
        self.onderdelen.data = "\n".join(velden["onderdelen"])


class SpelregelRij(RijForm):
    namen = ("tekst",)
    tekst = TextAreaField(
        "Spelregel",
        [Regel(rules.MAX_SPELREGEL), DataRequired("Deze spelregel is leeg. Schrijf een zin of haal hem weg.")],
    )


class BelangRij(RijForm):
    namen = ("naam", "zin")
    naam = StringField(
        "Belang",
        [Regel(rules.MAX_BELANG), DataRequired("Dit belang heeft geen naam. Schrijf een naam of haal het weg.")],
    )
    zin = StringField("Zin bij de deur", [Regel(rules.MAX_ZIN)])


class GemeenteRij(RijForm):
    namen = ("naam",)
    naam = StringField(
        "Gemeente",
        [Regel(rules.MAX_GEMEENTE), DataRequired("Deze gemeente heeft geen naam. Schrijf die of haal hem weg.")],
    )


RIJFORMS: dict[str, type[RijForm]] = {
    "deelvragen": DeelvraagRij,
    "kaders": KaderRij,
    "spelregels": SpelregelRij,
    "belangen": BelangRij,
    "gemeenten": GemeenteRij,
}


class StaatForm(FlaskForm):
    """Where the dialogue is, as the begeleider says it."""

    staat = RadioField(
        "Deze dialoog is",
        choices=[("voorbereiding", "in voorbereiding"), ("bezig", "bezig"), ("afgerond", "afgerond")],
    )
