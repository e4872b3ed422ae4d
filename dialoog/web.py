"""What every page shares: refusals as pages or JSON, security headers, static addresses, Jinja globals."""

from typing import Any

from flask import (
    Flask,
    Response,
    current_app,
    g,
    has_request_context,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf
from markupsafe import Markup
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter

from dialoog import assets, eens, klok, woorden
from dialoog.database import db
from dialoog.errors import BadInput, NotKnown, Refusal

csrf = CSRFProtect()
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self' {socket}; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; frame-src 'self'"
)
_PLAIN = {
    400: ("Kijk dit nog even na", "We konden dit niet lezen. Ga terug en probeer het nog eens."),
    404: ("Deze bladzijde is er niet", "Misschien is de link oud. Scan de QR-code op het scherm opnieuw."),
    405: ("Dat kan hier niet", "Ga terug en gebruik de knop op de bladzijde."),
    413: ("Dit is te groot", "Kies een kleiner bestand of een kortere tekst. Wat u al had, is veilig."),
    429: ("Even wachten", "Het is nu te druk. Wacht een minuut en probeer het nog eens."),
    500: ("Er ging iets mis bij ons", "Wat eerder is aangekomen, is veilig. Laad de bladzijde opnieuw."),
}


class RowNumber(IntegerConverter):
    """`<int:…>` in an address is the number of a row; one that no database can hold is a page that is not there."""

    def __init__(self, map: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(map, *args, **{"max": 2**31 - 1, **kwargs})


def init_app(app: Flask) -> None:
    """Attach the shared parts to the app."""
    app.url_map.converters["int"] = RowNumber
    assets.init_app(app)
    woorden.init_app(app)
    eens.init_app(app)
    app.jinja_env.globals.update(csrf_veld=csrf_veld)
    app.jinja_env.filters.update(klokslag=klok.klokslag, datum_lang=klok.datum_lang, datum_kort=klok.datum_kort)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.register_error_handler(Refusal, refuse)
    app.register_error_handler(CSRFError, refuse_token)
    app.register_error_handler(HTTPException, refuse_http)
    app.register_error_handler(OverflowError, refuse_number)
    app.register_error_handler(Exception, refuse_unknown)
    app.after_request(headers)


def csrf_veld() -> Markup:
    """The hidden token of a form, inside a request; nothing in a pushed region (it holds no inputs)."""
    if not has_request_context():
        return Markup()
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def wants_json() -> bool:
    return request.is_json or request.accept_mimetypes.best == "application/json"


def refuse(error: Refusal) -> ResponseReturnValue:
    """A refusal of a rule, as JSON for a phone's command or as a page."""
    db.session.rollback()
    if wants_json():
        body: dict[str, Any] = {"fout": {"kop": error.kop, "tekst": error.tekst}, "stand": error.stand}
        if isinstance(error, BadInput):
            body["fout"]["velden"] = error.velden
        return jsonify(body), error.status
    if isinstance(error, NotKnown) and request.path.startswith("/regie"):
        return redirect(url_for("begeleider.inloggen", verder=request.full_path.rstrip("?")))
    return render_template("fout.html", kop=error.kop, tekst=error.tekst, status=error.status), error.status


def refuse_token(_error: CSRFError) -> ResponseReturnValue:
    return _plain(
        "Deze bladzijde was te oud",
        "Er is niets veranderd. Laad de bladzijde opnieuw en doe het nog eens.",
        400,
    )


def refuse_http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    if error.code == 405 and request.method == "GET" and not wants_json() and (page := _page_above()):
        return redirect(page, 303)
    kop, tekst = _PLAIN.get(error.code, _PLAIN[400 if error.code < 500 else 500])
    return _plain(kop, tekst, error.code)


def _page_above() -> str | None:
    """The page nearest above an address that only takes forms: somebody loads the answer to a form anew, or comes
    back to it by the history. None: there is none."""
    path, routes = request.path.rstrip("/"), current_app.url_map.bind("")
    while path := path.rpartition("/")[0]:
        for page in (path, f"{path}/"):
            if routes.test(page, "GET"):
                return page
    return None


def refuse_number(_error: OverflowError) -> ResponseReturnValue:
    """A number in a form or a command that no database can hold."""
    db.session.rollback()
    return _plain(*_PLAIN[400], 400)


def refuse_unknown(error: Exception) -> ResponseReturnValue:
    """Anything unforeseen: logged by its kind and place, never with what was sent (a ballot may be in it)."""
    db.session.rollback()
    current_app.logger.error("unforeseen %s at %s", type(error).__name__, request.endpoint, exc_info=_safe(error))
    status = 503 if isinstance(error, OperationalError) else 500
    return _plain(*_PLAIN[500], status)


def _safe(error: Exception) -> Any:
    """A traceback, but not that of a database error: its message holds the values."""
    return None if isinstance(error, OperationalError) or hasattr(error, "params") else error


def _plain(kop: str, tekst: str, status: int) -> ResponseReturnValue:
    if wants_json():
        return jsonify({"fout": {"kop": kop, "tekst": tekst}, "stand": {}}), status
    return render_template("fout.html", kop=kop, tekst=tekst, status=status), status


def headers(response: Response) -> Response:
    """The content policy and its companions; pages of people are not kept by anybody."""
    scheme = "wss" if request.is_secure else "ws"
    response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY.format(socket=f"{scheme}://{request.host}"))
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    if request.endpoint != "static_bestand":
        response.headers.setdefault("Cache-Control", "no-store")
    g.pop("dialoog", None)
    return response
