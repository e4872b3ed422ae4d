"""Forms of this room: JSON of phones and forms of the regie alike. The text itself is judged by the service."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
    widgets,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from dialoog.errors import BadInput
from dialoog.idee.rules import KLEUREN, MUUR_METEEN, MUUR_NA_SLUITEN, QUOTA


class IdeeForm(Form):
    """A new idea: {kenmerk, tekst, deelvragen: [ids]}."""

    kenmerk = StringField(validators=[validators.Length(min=8, max=64)])
    tekst = StringField()
    deelvragen = SelectMultipleField(coerce=int, validate_choice=False)


class WijzigForm(Form):
    """A changed idea: {versie, tekst, deelvragen: [ids]}."""

    versie = IntegerField(validators=[validators.InputRequired()])
    tekst = StringField()
    deelvragen = SelectMultipleField(coerce=int, validate_choice=False)


class StaatForm(Form):
    """Withdrawn or back: {versie, staat}."""

    versie = IntegerField(validators=[validators.InputRequired()])
    staat = RadioField(choices=[SelectChoice("los"), SelectChoice("ingetrokken")])


class PapierForm(Form):
    """An idea from paper. The choices of deelvragen and namens are the page's."""

    kenmerk = HiddenField(validators=[validators.Length(min=8, max=64)])
    namens = SelectField("Namens", coerce=int, validate_choice=False, default=0)
    tekst = TextAreaField("Het idee")
    deelvragen = SelectMultipleField(
        "Bij welke vraag hoort het?", coerce=int, validate_choice=False, option_widget=widgets.CheckboxInput()
    )


class IdeeenInstellingen(Form):
    """Settings of a step *ideeën*."""

    muur = RadioField(
        "Wanneer ziet iedereen de muur?",
        choices=[SelectChoice(MUUR_METEEN, "Meteen"), SelectChoice(MUUR_NA_SLUITEN, "Na het sluiten")],
        default=MUUR_METEEN,
    )


class KleurenInstellingen(Form):
    """Settings of a step *kleuren*."""

    verder = BooleanField("Ga na een kleur vanzelf naar het volgende idee zonder kleur", default=True)


def _aantal(label: str, kleur: str) -> IntegerField:
    return IntegerField(
        label,
        default=QUOTA[kleur],
        validators=[
            validators.InputRequired("Vul een getal in. Nul mag ook."),
            validators.NumberRange(0, 100, "Vul een getal in van 0 tot en met 100."),
        ],
    )


class QuotaForm(Form):
    """How many of each colour, in reading order."""

    grijs = _aantal("Grijs, (nog) niet", "grijs")
    geel = _aantal("Geel, HOW", "geel")
    blauw = _aantal("Blauw, NOW", "blauw")
    rood = _aantal("Rood, WOW", "rood")


class KiezenInstellingen(Form):
    """Settings of a step *kiezen*: `{"quota": {kleur: aantal}}`."""

    quota = FormField(QuotaForm, "Hoeveel ideeën kiest de zaal per kleur?")


assert tuple(QuotaForm()._fields) == KLEUREN


def from_json(kind: type[Form], body: Mapping[str, Any]) -> Any:
    """A checked form from a phone's JSON: text, numbers and lists of numbers; anything else is left out.

    Raises BadInput when it does not fit."""
    form = kind(_flat(body))
    if not form.validate():
        raise BadInput("We konden dit niet lezen. Laad de bladzijde opnieuw. Uw tekst blijft op uw telefoon.")
    return form


def _flat(body: Mapping[str, Any]) -> MultiDict[str, str]:
    flat: MultiDict[str, str] = MultiDict()
    for key, value in body.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str | int) and not isinstance(item, bool):
                flat.add(key, str(item))
    return flat
