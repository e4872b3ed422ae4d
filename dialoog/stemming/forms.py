"""Forms of this room. A ballot is judged by `rules.check_briefje` alone: its path is lean."""

from wtforms import Form, IntegerField, RadioField, SelectMultipleField, ValidationError, validators, widgets

from dialoog.idee.rules import KLEUREN
from dialoog.stemming.afspraken import DICHT, OPEN
from dialoog.stemming.draagvlak import GRENS, MAX_GRENS, MIN_GRENS
from dialoog.stemming.service import MAX_N

_N = f"Kies een getal van 1 tot {MAX_N}."
_GRENS = f"Kies een getal van {MIN_GRENS} tot {MAX_GRENS}."


class StickerenInstellingen(Form):
    """Settings of the step; they are fixed when its round opens."""

    n = IntegerField(
        "Stickers per persoon",
        validators=[validators.InputRequired(_N), validators.NumberRange(1, MAX_N, _N)],
        description="Iedereen krijgt er evenveel.",
    )
    per_idee = IntegerField(
        "Hoeveel daarvan passen op één idee?",
        validators=[validators.InputRequired(_N), validators.NumberRange(1, MAX_N, _N)],
        description="1: elke sticker op een ander idee.",
    )

    kleuren = SelectMultipleField(
        "Welke ideeën doen mee?",
        choices=[("grijs", "(nog) niet, grijs"), ("geel", "HOW, geel"), ("blauw", "NOW, blauw"), ("rood", "WOW, rood")],
        default=list(KLEUREN),
        option_widget=widgets.CheckboxInput(),
        validators=[validators.InputRequired("Kies minstens één kleur.")],
        description="Ideeën zonder kleur doen alleen mee als alle vier de kleuren meedoen.",
    )
    zichtbaar = RadioField(
        "Wanneer ziet de zaal de stand?",
        choices=[(DICHT, "Pas na de ronde"), (OPEN, "Meteen, terwijl iedereen plakt")],
        default=DICHT,
        description="Ziet iedereen de stand meteen, dan kunnen mensen elkaar volgen. Wie waar plakt, ziet niemand.",
    )
    grens = IntegerField(
        "Vanaf hoeveel mensen noemen we een belang bij het draagvlak?",
        default=GRENS,
        validators=[
            validators.InputRequired(_GRENS),
            validators.NumberRange(MIN_GRENS, MAX_GRENS, _GRENS),
        ],
        description="Belangen met minder mensen die plakten, tellen samen als overige. Zo is niemand te herkennen.",
    )

    def validate_per_idee(self, field: IntegerField) -> None:
        """More on one idea than a person has makes no sense."""
        if field.data and self.n.data and field.data > self.n.data:
            raise ValidationError("Dit kan niet meer zijn dan het aantal stickers per persoon.")
