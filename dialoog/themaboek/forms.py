"""The form of an own text in the book."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField

from dialoog.tekst import parse_number
from dialoog.themaboek.service import MAX_EIGEN
from dialoog.velden import Tekst


class BoektekstForm(FlaskForm):
    """Own text of a part; `versie` is the one that was seen. Empty takes the text out of the book."""

    tekst = TextAreaField("Eigen tekst", [Tekst(MAX_EIGEN)])
    versie = HiddenField()

    @property
    def gezien(self) -> int:
        """The version that was seen; 0 where the page sent none."""
        return parse_number(self.versie.data) or 0
