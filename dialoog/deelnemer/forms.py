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
from dialoog.tekst import clean_line, parse_number, parse_numbers


def _line(typed: str | None) -> str:
    return clean_line(typed, 10_000_000)


def hoogstens(aantal: int) -> Any:
    """Validator: at most so many characters; says how many there are, and what was typed stays."""

    def check(_form: Any, field: Any) -> None:
        lang = len(field.data or "")
        if lang > aantal:
            raise ValidationError(f"Dit zijn {lang} tekens. Er passen er {aantal}. Maak het korter.")

    return check


class Vinkjes(SelectMultipleField):
    """Tick boxes. A choice that was taken away while somebody had the screen open is left out, not refused."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        known = {str(choice[0]) for choice in self.choices or []}
        self.data = [value for value in self.data or [] if value in known]


class Keuze(RadioField):
    """One of a few; anything else counts as not chosen."""

    def pre_validate(self, form: Any) -> None:
        if self.data not in {value for value, *_ in self.iter_choices()}:
            self.data = None


class AanmeldForm(FlaskForm):
    """The door on one screen. `vul(dialoog)` fills in the choices of the dialogue."""

    registratie = HiddenField(validators=[validators.Length(min=16, max=64)])
    pas = HiddenField(validators=[validators.Length(min=16, max=64)])
    naam = StringField("Uw naam", filters=[_line], validators=[hoogstens(rules.MAX_NAAM)])
    belangen = Vinkjes("Waar komt u voor op?")
    anders = StringField("Anders, namelijk", filters=[_line], validators=[hoogstens(rules.MAX_ANDERS)])
    namens = Keuze(
        "Namens wie doet u mee?",
        choices=[("organisatie", "Organisatie"), ("groep", "Groep"), ("uzelf", "Uzelf")],
        default=None,
    )
    organisatie = StringField(
        "Naam van uw organisatie of groep", filters=[_line], validators=[hoogstens(rules.MAX_ORGANISATIE)]
    )
    gemeenten = Vinkjes("Uit welke gemeente?")
    meekijken = BooleanField("Ik kijk alleen mee")

    def vul(self, dialoog: Dialoog) -> "AanmeldForm":
        """The choices: belangen with their sentence, gemeenten, the whole region, elsewhere."""
        self.belangen.choices = [(str(b.id), b.zin or b.naam) for b in dialoog.belangen]
        self.belangen.choices.append((ANDERS, "Anders, namelijk"))
        self.gemeenten.choices = [(str(g.id), g.naam) for g in dialoog.gemeenten]
        if self.gemeenten.choices:
            self.gemeenten.choices += [("regio", "De hele regio"), ("elders", "Ergens anders")]
        return self

    def validate_naam(self, field: Any) -> None:
        if not field.data:
            raise ValidationError("Vul uw naam in. Alleen uw voornaam mag ook.")

    def validate_belangen(self, field: Any) -> None:
        if not self.meekijken.data and not field.data:
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
        """What was filled in, as plain data; a toehoorder has no belang and comes from nowhere."""
        places = self.gemeenten.data or []
        chosen = self.belangen.data or []
        watching = bool(self.meekijken.data)
        values: dict[str, Any] = {
            "registratie": self.registratie.data or "",
            "naam": self.naam.data or "",
            "namens": self.namens.data or "uzelf",
            "organisatie": self.organisatie.data or "",
            "soort": "toehoorder" if watching else "deelnemer",
        }
        if not watching:
            values |= {
                "belangen": tuple(parse_numbers(chosen)),
                "anders": (self.anders.data or "") if ANDERS in chosen else "",
                "gemeenten": tuple(parse_numbers(places)),
                "herkomst": next((place for place in places if place in rules.HERKOMSTEN), ""),
            }
        return Aanmelding(**{**values, **extra})


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
        self.registratie.data = self.pas.data = "-" * 16
        self.versie.data = str(person.versie)
        self.meekijken.data = person.soort == "toehoorder"
        return self

    @property
    def gezien(self) -> int:
        """The version that was on the screen."""
        return parse_number(self.versie.data) or 0


class VermeldingForm(FlaskForm):
    """How the book names somebody, and the recorded yes for the name itself."""

    vermelding = StringField(
        "Hoe noemt het themaboek deze persoon?", filters=[_line], validators=[hoogstens(rules.MAX_ORGANISATIE)]
    )
    naam_in_boek = BooleanField("De naam mag in het themaboek")


class PersoonForm(GegevensForm):
    """A registration in the regie: other words, and who has no phone gets a helper. Imported people may be nameless."""

    zonder_telefoon = BooleanField("Doet mee zonder telefoon")
    helper = StringField("Wie helpt?", filters=[_line], validators=[hoogstens(rules.MAX_NAAM)])

    def __init__(self, *args: Any, naamloos: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._naamloos = naamloos
        self.naam.label.text = "Naam"
        self.belangen.label.text = "Komt op voor"
        self.namens.label.text = "Doet mee namens"
        self.namens.choices = [("organisatie", "Organisatie"), ("groep", "Groep"), ("uzelf", "Zichzelf")]
        self.organisatie.label.text = "Naam van de organisatie of groep"
        self.gemeenten.label.text = "Komt uit"
        self.meekijken.label.text = "Kijkt alleen mee (toehoorder)"

    def neem(self, person: Deelnemer) -> "PersoonForm":
        super().neem(person)
        self.zonder_telefoon.data, self.helper.data = person.zonder_telefoon, person.helper
        return self

    def validate_naam(self, field: Any) -> None:
        if not field.data and not self._naamloos:
            raise ValidationError("Vul een naam in. Alleen de voornaam mag ook.")

    def validate_belangen(self, field: Any) -> None:
        if not self.meekijken.data and not field.data:
            raise ValidationError("Kies waar deze persoon voor opkomt. Meer mag ook.")

    def validate_anders(self, field: Any) -> None:
        if ANDERS in (self.belangen.data or []) and not field.data and not self.meekijken.data:
            raise ValidationError("Schrijf waar deze persoon voor opkomt, of haal het vinkje bij Anders weg.")

    def validate_namens(self, field: Any) -> None:
        if not field.data and not self.meekijken.data:
            raise ValidationError("Kies namens wie deze persoon meedoet.")

    def validate_organisatie(self, field: Any) -> None:
        if self.namens.data in ("organisatie", "groep") and not field.data and not self.meekijken.data:
            raise ValidationError("Vul de naam van de organisatie of groep in, of kies Zichzelf.")

    def validate_gemeenten(self, field: Any) -> None:
        if not field.data and not self.meekijken.data and self.gemeenten.choices and not self._naamloos:
            raise ValidationError("Kies een gemeente. Meer mag ook.")

    def aanmelding(self, **extra: Any) -> Aanmelding:
        """As the door's, with who helps; `wie` (in `extra`) helps where no name was typed."""
        wie = str(extra.pop("wie", ""))
        without = bool(self.zonder_telefoon.data) and not self.meekijken.data
        helper = (self.helper.data or wie) if without else ""
        return super().aanmelding(zonder_telefoon=without, helper=helper, **extra)


class NieuwForm(PersoonForm):
    """Somebody more, typed in the regie: without a phone or not, here already or expected."""

    aanwezig = Keuze("Is deze persoon er al?", choices=[("ja", "Ja, is er"), ("nee", "Nee, komt nog")], default="ja")

    def neem_nieuw(self, registratie: str, *, begonnen: bool) -> "NieuwForm":
        """An empty form; before an evening somebody is expected, during it somebody is there, without a phone."""
        self.registratie.data = registratie
        self.pas.data = "-" * 16
        self.zonder_telefoon.data = begonnen
        self.aanwezig.data = "ja" if begonnen else "nee"
        return self
