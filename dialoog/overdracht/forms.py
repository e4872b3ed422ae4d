"""Form of this room."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.validators import Length


class BestandForm(FlaskForm):
    """A file to read. `kenmerk` is the page's own random number: a second arrival reads nothing twice."""

    kenmerk = HiddenField(validators=[Length(min=8, max=64)])
    bestand = FileField("Uitwisselbestand", description="Een bestand dat op .json eindigt, van hoogstens 4 MB.")
