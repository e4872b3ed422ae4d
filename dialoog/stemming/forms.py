"""Forms of this room. A ballot is judged by `rules.check_briefje` alone: its path is lean."""

from wtforms import Form, IntegerField, ValidationError, validators

from dialoog.stemming.service import MAX_N

_N = f"Kies een getal van 1 tot {MAX_N}."


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

    def validate_per_idee(self, field: IntegerField) -> None:
        """More on one idea than a person has makes no sense."""
        if field.data and self.n.data and field.data > self.n.data:
            raise ValidationError("Dit kan niet meer zijn dan het aantal stickers per persoon.")
