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
from dialoog.idee.keuze_rules import EENHEDEN, ZAAL, eenheid, passend_quotum
from dialoog.idee.kleuren_rules import MANIEREN
from dialoog.idee.kleuren_rules import ZAAL as MET_DE_ZAAL
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

    manier = RadioField(
        "Hoe krijgen de ideeën een kleur?",
        choices=[SelectChoice(key, words) for key, words in MANIEREN.items()],
        default=MET_DE_ZAAL,
        description="Dit kan anders tot er iemand gekleurd heeft.",
    )
    verdeeld = BooleanField(
        "In groepen: verdeel de ideeën. Anders kleurt elke groep alle ideeën",
        default=True,
    )
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
    """Settings of a step *kiezen*: `{"eenheid": zaal | groep | persoon, "quota": {kleur: aantal}}`.

    `quota_voor` says for which unit the numbers on the form were shown: with another unit chosen, numbers that nobody
    touched become the default of that one. It is no setting."""

    eenheid = RadioField(
        "Wie kiest?",
        choices=[SelectChoice(unit, words) for unit, words in EENHEDEN.items()],
        default=ZAAL,
        validate_choice=False,
    )
    quota_voor = HiddenField(default="")
    quota = FormField(QuotaForm, "Hoeveel ideeën per kleur? Voor elke groep, of voor de hele zaal.")

    def process(self, *args: Any, **kwargs: Any) -> None:
        super().process(*args, **kwargs)
        if not (args and args[0]) and not kwargs.get("formdata"):
            self.quota_voor.data = self.eenheid.data

    @property
    def data(self) -> dict[str, Any]:
        typed = {kleur: field.data for kleur, field in self.quota.form._fields.items()}
        unit = eenheid({"eenheid": self.eenheid.data})
        if any(not isinstance(n, int) for n in typed.values()):
            return {"eenheid": unit, "quota": typed}
        return {"eenheid": unit, "quota": passend_quotum(unit, self.quota_voor.data or "", typed)}


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
