"""Forms of preparing evenings."""

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, Optional, ValidationError

from dialoog.velden import Regel

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


class StapForm(FlaskForm):
    """Title of a step; its settings are the werkvorm's own form."""

    titel = StringField("Titel", [Regel(MAX_TITEL), DataRequired("De titel is leeg. Schrijf een titel.")])
    versie = IntegerField()
