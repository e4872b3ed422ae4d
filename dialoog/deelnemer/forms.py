"""Forms about people."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    ValidationError,
    validators,
    widgets,
)

from dialoog.deelnemer import rules
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.rules import ANDERS, Aanmelding
from dialoog.opgave.models import Dialoog
from dialoog.tekst import clean_line


def _line(typed: str | None) -> str:
    return clean_line(typed, 100_000)


def hoogstens(aantal: int) -> Any:
    """Validator: at most so many characters; says how many there are, and what was typed stays."""

    def check(_form: Any, field: Any) -> None:
        lang = len(field.data or "")
        if lang > aantal:
            raise ValidationError(f"Dit zijn {lang} tekens. Er passen er {aantal}. Maak het korter.")

    return check


class AanmeldForm(FlaskForm):
    """The door on one screen. `vul(dialoog)` fills in the choices of the dialogue."""

    registratie = HiddenField(validators=[validators.Length(min=16, max=64)])
    pas = HiddenField(validators=[validators.Length(min=16, max=64)])
    naam = StringField("Uw naam", filters=[_line], validators=[hoogstens(rules.MAX_NAAM)])
    belangen = SelectMultipleField("Waar komt u voor op?", option_widget=widgets.CheckboxInput())
    anders = StringField("Anders, namelijk", filters=[_line], validators=[hoogstens(rules.MAX_ANDERS)])
    namens = RadioField(
        "Namens wie doet u mee?",
        choices=[("organisatie", "Organisatie"), ("groep", "Groep"), ("uzelf", "Uzelf")],
        validators=[validators.Optional()],
    )
    organisatie = StringField(
        "Naam van uw organisatie of groep", filters=[_line], validators=[hoogstens(rules.MAX_ORGANISATIE)]
    )
    gemeenten = SelectMultipleField("Uit welke gemeente?", option_widget=widgets.CheckboxInput())
    meekijken = BooleanField("Ik kijk alleen mee")

    def vul(self, dialoog: Dialoog) -> "AanmeldForm":
        """The choices: belangen with their sentence, gemeenten, the whole region, elsewhere."""
        self.belangen.choices = [(str(b.id), b.zin or b.naam) for b in dialoog.belangen]
        self.belangen.choices.append((ANDERS, "Anders, namelijk"))
        self.gemeenten.choices = [(str(g.id), g.naam) for g in dialoog.gemeenten]
        self.gemeenten.choices += [("regio", "De hele regio"), ("elders", "Ergens anders")]
        return self

    def validate_naam(self, field: Any) -> None:
        if not field.data:
            raise ValidationError("Vul uw naam in. Alleen uw voornaam mag ook.")

    def validate_belangen(self, field: Any) -> None:
        if not self.meekijken.data and not field.data and not self.anders.data:
            raise ValidationError("Kies waar u voor opkomt. Meer mag ook.")

    def validate_anders(self, field: Any) -> None:
        if ANDERS in (self.belangen.data or []) and not field.data and not self.meekijken.data:
            raise ValidationError("Schrijf waar u voor opkomt, of haal het vinkje bij Anders weg.")

    def validate_namens(self, field: Any) -> None:
        if not field.data and not self.meekijken.data:
            raise ValidationError("Kies namens wie u meedoet.")

    def validate_organisatie(self, field: Any) -> None:
        if self.namens.data in ("organisatie", "groep") and not field.data and not self.meekijken.data:
            raise ValidationError("Vul de naam van uw organisatie of groep in.")

    def validate_gemeenten(self, field: Any) -> None:
        if not field.data and not self.meekijken.data and self.gemeenten.choices:
            raise ValidationError("Kies uw gemeente. Meer mag ook.")

    def aanmelding(self, **extra: Any) -> Aanmelding:
        """What was filled in, as plain data."""
        places = self.gemeenten.data or []
        chosen = self.belangen.data or []
        return Aanmelding(
            registratie=self.registratie.data or "",
            naam=self.naam.data or "",
            namens=self.namens.data or "uzelf",
            organisatie=self.organisatie.data or "",
            belangen=tuple(int(b) for b in chosen if b.isdigit()),
            anders=(self.anders.data or "") if ANDERS in chosen else "",
            gemeenten=tuple(int(g) for g in places if g.isdigit()),
            herkomst=next((g for g in places if g in rules.HERKOMSTEN), ""),
            soort="toehoorder" if self.meekijken.data else "deelnemer",
            **extra,
        )


class GegevensForm(AanmeldForm):
    """Correcting a registration; `versie` is the one seen."""

    versie = HiddenField(default="0")

    def neem(self, person: Deelnemer) -> "GegevensForm":
        """Fill in what is known of a person."""
        self.naam.data = person.naam or ""
        self.namens.data = person.namens
        self.organisatie.data = person.organisatie
        self.anders.data = person.anders
        self.belangen.data = [str(row.belang_id) for row in person.belang_rijen] + ([ANDERS] if person.anders else [])
        self.gemeenten.data = [str(g.id) for g in person.gemeenten] + ([person.herkomst] if person.herkomst else [])
        self.registratie.data = person.registratie
        self.pas.data = "-" * 16
        self.versie.data = str(person.versie)
        return self


class ZonderTelefoonForm(AanmeldForm):
    """Somebody without a phone, typed in the regie; the helper acts for that person."""

    helper = StringField("Wie helpt?", filters=[_line], validators=[hoogstens(rules.MAX_NAAM)])
