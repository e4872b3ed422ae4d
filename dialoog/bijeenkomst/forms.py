"""Forms of preparing evenings."""

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Optional, ValidationError

from dialoog.bijeenkomst.stapregel import MAX_INSTRUCTIE, MAX_NOTITIE, Stapregel
from dialoog.bijeenkomst.tonen import MAX_ALT, MAX_BLADTITEL, MAX_TEKST
from dialoog.velden import Regel, Tekst

MAX_TITEL = 120
MAX_PLAATS = 120


class Datum(DateField):
    """A date, or nothing; refused in plain words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([value for value in valuelist if value.strip()])
        except ValueError as error:
            raise ValueError("Deze datum kennen we niet. Schrijf hem zo: 2026-03-21, of laat hem leeg.") from error


class BijeenkomstForm(FlaskForm):
    """An evening: title, date, place. `versie` is the one that was shown."""

    titel = StringField("Titel", [Regel(MAX_TITEL), DataRequired("De titel is leeg. Schrijf een titel.")])
    datum = Datum("Datum", [Optional()])
    plaats = StringField("Plaats", [Regel(MAX_PLAATS)])
    versie = HiddenField()

    def validate_datum(self, field: Any) -> None:
        if field.data and not date(1990, 1, 1) <= field.data <= date(2100, 1, 1):
            raise ValidationError("Dit jaar klopt niet. Kijk de datum nog eens na.")


class NieuweBijeenkomstForm(BijeenkomstForm):
    """An evening more. `kenmerk` keeps a double press from making two."""

    met_draaiboek = BooleanField("Begin met het gewone draaiboek", default=True)
    kenmerk = HiddenField()


class NieuweStapForm(FlaskForm):
    """A step more; the choices are filled in by the view."""

    soort = SelectField("Werkvorm")
    na = SelectField("Plek", coerce=int)
    kenmerk = HiddenField()


class RegelForm(FlaskForm):
    """The line and the spreektekst of a step. `regelversie` is the one that was shown."""

    instructie = StringField(
        "Regel voor beamer en telefoon",
        [Regel(MAX_INSTRUCTIE)],
        description="Bijvoorbeeld: praat vijf minuten met uw buur. De regel staat bij elke werkvorm boven het werk.",
    )
    notitie = TextAreaField(
        "Spreektekst",
        [Tekst(MAX_NOTITIE)],
        description="Alleen voor de begeleiders. Dit komt op geen ander scherm.",
        render_kw={"rows": 4},
    )
    regelversie = IntegerField()

    @property
    def regel(self) -> Stapregel:
        """What was typed."""
        return Stapregel(self.instructie.data or "", self.notitie.data or "", self.regelversie.data or 0)


class StapForm(RegelForm):
    """A step as it is prepared: title, line, spreektekst; its settings are the werkvorm's own form."""

    titel = StringField("Titel", [Regel(MAX_TITEL), DataRequired("De titel is leeg. Schrijf een titel.")])
    versie = IntegerField()


# --- the own pages of tonen ------------------------------------------------------------------------------------------

LEEG = "Dit blad is leeg. Schrijf een titel of een tekst."


class TekstbladForm(FlaskForm):
    """An own text: title, text, or both."""

    titel = StringField("Titel", [Regel(MAX_BLADTITEL)])
    tekst = TextAreaField(
        "Tekst",
        [Tekst(MAX_TEKST)],
        description="Een regel die begint met een streepje wordt een punt. Een lange tekst gaat over meer bladen.",
        render_kw={"rows": 5},
    )

    def validate_tekst(self, field: Any) -> None:
        if not field.data and not self.titel.data:
            raise ValidationError(LEEG)


NAAST = "Staat naast de foto, op de beamer en op de telefoon. Een regel met een streepje ervoor wordt een punt."


class BeeldbladForm(FlaskForm):
    """A picture with words for who cannot see it."""

    foto = FileField(
        "Foto",
        [FileRequired("Kies eerst een foto.")],
        description="Een jpg, png of webp van hoogstens 15 MB. Waar en waarmee hij gemaakt is, wissen we.",
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )
    titel = StringField("Titel bij de foto", [Regel(MAX_BLADTITEL)])
    tekst = StringField(
        "Wat is er te zien?",
        [Regel(MAX_ALT), DataRequired("Schrijf in een zin wat er te zien is.")],
        description="Voor mensen die de foto niet zien. Bijvoorbeeld: het plein met lege banken.",
    )
    naast = TextAreaField("Tekst naast de foto", [Tekst(MAX_TEKST)], description=NAAST, render_kw={"rows": 4})


class BladForm(FlaskForm):
    """An own page that is there; `versie` is the one that was shown."""

    titel = StringField("Titel", [Regel(MAX_BLADTITEL)])
    tekst = TextAreaField("Tekst", [Tekst(MAX_TEKST)], render_kw={"rows": 10})
    naast = TextAreaField("Tekst naast de foto", [Tekst(MAX_TEKST)], description=NAAST, render_kw={"rows": 6})
    versie = IntegerField()

    def validate_tekst(self, field: Any) -> None:
        if not field.data and not self.titel.data:
            raise ValidationError(LEEG)
