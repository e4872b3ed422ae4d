"""Pages of accounts: login, my dialogues, one-time links, colleagues."""

from flask import Blueprint, Flask, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from limits import RateLimitItemPerMinute

from dialoog import access
from dialoog.access import for_begeleider
from dialoog.begeleider import bekend, inlog, queries, rules, service
from dialoog.begeleider.errors import LinkOngeldig
from dialoog.begeleider.forms import AccountForm, EersteForm, InlogForm, UitnodigForm, WachtwoordForm
from dialoog.begeleider.links import Link, new_link, read, sign
from dialoog.begeleider.models import Begeleider
from dialoog.bijeenkomst.queries import current_bijeenkomst
from dialoog.database import db
from dialoog.errors import BadInput, NotKnown, TooMany
from dialoog.limits import limiter
from dialoog.opgave.views.zijlijst import zijlijst

blueprint = Blueprint("begeleider", __name__)

TRIES_PER_ACCOUNT = RateLimitItemPerMinute(10, 5)
TRIES_PER_ADDRESS = RateLimitItemPerMinute(200, 5)
TRIES_PER_DEVICE = RateLimitItemPerMinute(10, 5)
"""Wrong passwords per account from one address, and per address alone (a hall shares one); a device on which this
account logged in before has tries of its own, whatever others type."""
NIET_GOED = "Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Kijk ze allebei nog eens na."
DRUK = (
    "Er is te vaak een verkeerd wachtwoord ingevuld. Wacht vijf minuten en probeer het dan nog eens. "
    "Op een toestel waarop u eerder inlogde, kan het meteen."
)
DRUK_HIER = "Hier is te vaak een verkeerd wachtwoord ingevuld. Wacht vijf minuten en probeer het dan nog eens."


def register(app: Flask) -> None:
    """Hang the pages in the app."""
    app.register_blueprint(blueprint)


@blueprint.get("/inloggen")
def inloggen() -> ResponseReturnValue:
    """The login page; `verder` is where to go afterwards."""
    if current_user.is_authenticated:
        return redirect(_target())
    return render_template("begeleider/inloggen.html", form=InlogForm(formdata=None))


@blueprint.post("/inloggen")
def log_in() -> ResponseReturnValue:
    """Log in and go on; the page again when it does not fit."""
    form = InlogForm()
    if not form.validate():
        return render_template("begeleider/inloggen.html", form=form), 400
    email = rules.clean_email(form.email.data or "")
    if not _may_try(email):
        form.form_errors.append(DRUK_HIER if bekend.find(email) else DRUK)
        return render_template("begeleider/inloggen.html", form=form), 429
    account = service.check_login(email, form.wachtwoord.data or "")
    if account is None:
        _count_wrong(email)
        form.wachtwoord.errors = [NIET_GOED]
        return render_template("begeleider/inloggen.html", form=form), 400
    return _logged_in(account, _target())


@blueprint.post("/uitloggen")
def uitloggen() -> ResponseReturnValue:
    """Log out, here and in any copy of this cookie; twice is fine."""
    inlog.end()
    return redirect(url_for("begeleider.inloggen"), 303)


def _logged_in(account: Begeleider | None, verder: str) -> ResponseReturnValue:
    """Go on as this account, in a login of its own."""
    answer = current_app.make_response(redirect(verder, 303))
    if account is not None:
        inlog.begin(account)
        bekend.remember(answer, account.email)
    return answer


@blueprint.get("/regie/")
def dialogen() -> ResponseReturnValue:
    """My dialogues."""
    if not current_user.is_authenticated:
        raise NotKnown("Log eerst in.")
    session = db.session()
    found = queries.dialogen_van(session, current_user.id)
    evenings = {dialoog.id: current_bijeenkomst(session, dialoog.id) for dialoog in found}
    return render_template("begeleider/dialogen.html", dialogen=found, avonden=evenings)


@blueprint.get("/account/<token>")
def account(token: str) -> ResponseReturnValue:
    """What a one-time link asks. Opening it changes nothing."""
    link = _read(token)
    reason = service.why_not(db.session(), link)
    return _account_page(link, token, _form(link, empty=True), reason=reason)


@blueprint.post("/account/<token>")
def use_account(token: str) -> ResponseReturnValue:
    """Use the link up: an account, a new password, or a dialogue more."""
    link = _read(token)
    if not limiter.limiter.hit(TRIES_PER_ADDRESS, "account", access_address()):
        raise TooMany("Er zijn te veel accounts achter elkaar gemaakt. Wacht vijf minuten. De link blijft werken.")
    if link.doel == rules.DEMO:
        return _logged_in(queries.find_by_email(db.session(), link.email), _target())
    if _asks_login(link):
        return _accept(link)
    form = _form(link)
    if not form.validate():
        return _account_page(link, token, form), 400
    try:
        number = service.use_link(link, _typed(form, "naam"), _typed(form, "email"), _typed(form, "wachtwoord"))
    except BadInput as error:
        for naam, reden in error.velden.items():
            form[naam].errors = [error.tekst if naam == "email" else reden]
        return _account_page(link, token, form), 400
    return _logged_in(db.session.get(Begeleider, number), url_for("begeleider.dialogen"))


@blueprint.route("/regie/<korte_naam>/begeleiders", methods=["GET", "POST"])
@for_begeleider
def begeleiders() -> ResponseReturnValue:
    """Who guides this dialogue; a link for a colleague. Making the link writes nothing."""
    form = UitnodigForm() if request.method == "POST" else UitnodigForm(formdata=None)
    url, status = None, 200
    if request.method == "POST":
        if form.validate():
            link = new_link(rules.UITNODIGING, form.email.data or "", g.dialoog.id)
            url = access.config().adres.rstrip("/") + account_path(link)
        else:
            status = 400
    return (
        render_template(
            "begeleider/begeleiders.html",
            form=form,
            url=url,
            begeleiders=queries.begeleiders_van(db.session(), g.dialoog.id),
            dialoog=g.dialoog,
            plek="voorbereiden",
            zij=zijlijst(db.session(), g.dialoog, "begeleiders"),
        ),
        status,
    )


def account_path(link: Link) -> str:
    """Path of a one-time link."""
    return url_for("begeleider.account", token=sign(current_app.config["SECRET_KEY"], link))


def access_address() -> str:
    """The network address that asks."""
    return request.remote_addr or "onbekend"


def _target() -> str:
    return rules.local_path(request.args.get("verder")) or url_for("begeleider.dialogen")


def _may_try(email: str) -> bool:
    strategy = limiter.limiter
    if device := bekend.find(email):
        return strategy.test(TRIES_PER_DEVICE, "inloggen", "toestel", device)
    return strategy.test(TRIES_PER_ACCOUNT, "inloggen", email, access_address()) and strategy.test(
        TRIES_PER_ADDRESS, "inloggen", access_address()
    )


def _count_wrong(email: str) -> None:
    if device := bekend.find(email):
        limiter.limiter.hit(TRIES_PER_DEVICE, "inloggen", "toestel", device)
        return
    limiter.limiter.hit(TRIES_PER_ACCOUNT, "inloggen", email, access_address())
    limiter.limiter.hit(TRIES_PER_ADDRESS, "inloggen", access_address())


def _read(token: str) -> Link:
    """The link of a token; one for the demo only where the demo runs. Raises LinkOngeldig."""
    link = read(current_app.config["SECRET_KEY"], token)
    if link.doel == rules.DEMO:
        known = queries.find_by_email(db.session(), link.email)
        if known is None or not current_app.config.get("DIALOOG_DEMO"):
            raise LinkOngeldig("Deze link is voor een demo, en die draait hier niet.")
    return link


def _asks_login(link: Link) -> bool:
    """An invitation for somebody who has an account: logging in is enough, and no link sets his password."""
    return link.doel == rules.UITNODIGING and queries.find_by_email(db.session(), link.email) is not None


def _accept(link: Link) -> ResponseReturnValue:
    if not current_user.is_authenticated or current_user.email != link.email:
        return redirect(url_for("begeleider.inloggen", verder=request.path), 303)
    service.accept_uitnodiging(link, current_user.id)
    return redirect(url_for("begeleider.dialogen"), 303)


def _form(link: Link, *, empty: bool = False) -> WachtwoordForm:
    known = link.email and queries.find_by_email(db.session(), link.email) is not None
    kind = EersteForm if not link.email else WachtwoordForm if known else AccountForm
    form: WachtwoordForm = kind(formdata=None) if empty else kind()
    form.email_bekend = link.email
    return form


def _typed(form: WachtwoordForm, naam: str) -> str:
    """What stands in a field; empty where this form has no such field."""
    return str(form[naam].data or "") if naam in form else ""


def _account_page(link: Link, token: str, form: WachtwoordForm, reason: str | None = None) -> str:
    return render_template(
        "begeleider/account.html",
        link=link,
        form=form,
        reden=reason,
        vraagt_login=_asks_login(link),
        ingelogd=current_user.is_authenticated and current_user.email == link.email,
        pad=url_for("begeleider.account", token=token, verder=rules.local_path(request.args.get("verder"))),
        demo=link.doel == rules.DEMO,
        nieuw=isinstance(form, AccountForm),
        eerste=isinstance(form, EersteForm),
    )
