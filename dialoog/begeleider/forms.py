"""Forms of accounts."""

from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import DataRequired, Email, ValidationError

from dialoog.begeleider import rules
from dialoog.velden import Regel

EMAIL_FOUT = "Dit is geen e-mailadres. Een e-mailadres ziet er zo uit: naam@voorbeeld.nl."


class InlogForm(FlaskForm):
    """Login."""

    email = EmailField("E-mailadres", [Regel(rules.MAX_EMAIL), DataRequired("Vul uw e-mailadres in.")])
    wachtwoord = PasswordField("Wachtwoord", [DataRequired("Vul uw wachtwoord in.")])


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

    naam = StringField("Uw naam", [Regel(rules.MAX_NAAM), DataRequired("Vul uw naam in. Deelnemers zien die niet.")])
    wachtwoord = PasswordField("Kies een wachtwoord")


class EersteForm(AccountForm):
    """The first account of a server."""

    email = EmailField(
        "E-mailadres",
        [
            Regel(rules.MAX_EMAIL),
            DataRequired("Vul uw e-mailadres in. U logt ermee in."),
            Email(EMAIL_FOUT, check_deliverability=False),
        ],
    )
    wachtwoord = PasswordField("Kies een wachtwoord")  # again: errors are listed in this order, that of the page


class UitnodigForm(FlaskForm):
    """Ask somebody to guide along."""

    email = EmailField(
        "E-mailadres van uw collega",
        [
            Regel(rules.MAX_EMAIL),
            DataRequired("Vul het e-mailadres van uw collega in."),
            Email(EMAIL_FOUT, check_deliverability=False),
        ],
    )
