"""Forms of accounts."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import Email, InputRequired, ValidationError

from dialoog.begeleider import rules
from dialoog.tekst import clean_line


def clean(hoogstens: int) -> Any:
    """A WTForms filter-like validator that cleans one line and refuses what is too long, typed text kept."""

    def check(_form: Any, field: Any) -> None:
        try:
            field.data = clean_line(field.data, hoogstens)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    return check


EMAIL_FOUT = "Dit is geen e-mailadres. Een e-mailadres ziet er zo uit: naam@voorbeeld.nl."


class InlogForm(FlaskForm):
    """Login."""

    email = EmailField("E-mailadres", [clean(rules.MAX_EMAIL), InputRequired("Vul uw e-mailadres in.")])
    wachtwoord = PasswordField("Wachtwoord", [InputRequired("Vul uw wachtwoord in.")])


class WachtwoordForm(FlaskForm):
    """A new password for an account that is there."""

    wachtwoord = PasswordField("Nieuw wachtwoord")

    email_bekend = ""

    def validate_wachtwoord(self, field: PasswordField) -> None:
        wrong = rules.wachtwoord_fout(field.data or "", self.email_bekend)
        if wrong:
            raise ValidationError(wrong)


class AccountForm(WachtwoordForm):
    """A new account whose e-mail address is known."""

    naam = StringField("Uw naam", [clean(rules.MAX_NAAM), InputRequired("Vul uw naam in. Deelnemers zien die niet.")])
    wachtwoord = PasswordField("Kies een wachtwoord")


class EersteForm(AccountForm):
    """The first account of a server."""

    email = EmailField(
        "E-mailadres",
        [
            clean(rules.MAX_EMAIL),
            InputRequired("Vul uw e-mailadres in. U logt ermee in."),
            Email(EMAIL_FOUT, check_deliverability=False),
        ],
    )


class UitnodigForm(FlaskForm):
    """Ask somebody to guide along."""

    email = EmailField(
        "E-mailadres van uw collega",
        [
            clean(rules.MAX_EMAIL),
            InputRequired("Vul het e-mailadres van uw collega in."),
            Email(EMAIL_FOUT, check_deliverability=False),
        ],
    )
