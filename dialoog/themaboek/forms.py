"""The forms of the book: an own text, how a part stands in it, its looks and its editions."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from dialoog.tekst import parse_number
from dialoog.themaboek.service import MAX_EIGEN
from dialoog.themaboek.uitgaven import MAX_REDEN
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


class UitgaveForm(FlaskForm):
    """Which files the next edition gets. `kenmerk`: random number of the page."""

    kenmerk = HiddenField()
    soorten = SelectMultipleField(
        "Voor wie?",
        choices=[
            SelectChoice("openbaar", "Openbaar: mag op een website"),
            SelectChoice("volledig", "Volledig: voor de groep en de gemeenten"),
        ],
        default=["openbaar", "volledig"],
        validate_choice=False,
    )
    formaten = SelectMultipleField(
        "Welke bestanden?",
        choices=[
            SelectChoice("docx", "Word"),
            SelectChoice("pdf", "Pdf"),
            SelectChoice("xlsx", "Excel, lijsten"),
            SelectChoice("odt", "ODT"),
            SelectChoice("html", "Webpagina"),
            SelectChoice("json", "Uitwisselbestand"),
        ],
        default=["docx", "pdf", "xlsx"],
        validate_choice=False,
    )


class IntrekForm(FlaskForm):
    """Why an edition counts no longer."""

    reden = TextAreaField("Waarom trekt u deze uitgave in?", [Tekst(MAX_REDEN)])
