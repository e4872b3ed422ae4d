"""The forms of the book: an own text, and how a part stands in it."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, StringField, TextAreaField

from dialoog.tekst import parse_number
from dialoog.themaboek.service import MAX_EIGEN
from dialoog.velden import Tekst


class HuisstijlForm(FlaskForm):
    """A reference.docx with the looks of the Word book."""

    bestand = FileField("Word-bestand met uw stijlen", description="Het eindigt op .docx en is hoogstens 3 MB.")


class _MetVersie(FlaskForm):
    """`versie` is the one that was seen."""

    versie = HiddenField()

    @property
    def gezien(self) -> int:
        """The version that was seen; 0 where the page sent none."""
        return parse_number(self.versie.data) or 0


class BoektekstForm(_MetVersie):
    """Own text of a part. Empty takes the text out of the book."""

    tekst = TextAreaField("Eigen tekst", [Tekst(MAX_EIGEN)])


class BoekdeelForm(_MetVersie):
    """How a part stands in the book: one of `models.DEELSTATEN`."""

    staat = StringField("Hoe staat het in het boek?")
