"""One question of a card as a page: what phone, regie and notulist share. Works without a script."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import g, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from dialoog.database import db
from dialoog.errors import BadInput, NotFound, Refusal
from dialoog.opgave.models import Dialoog
from dialoog.velden import read_number
from dialoog.voorstel import queries, revisies, rules
from dialoog.voorstel.antwoorden import FORMULIER, Blad, Schrijver, antwoord_stand, lees, save_antwoord
from dialoog.voorstel.errors import AntwoordBotst, KaartOpSlot
from dialoog.voorstel.na_akkoord import na_akkoord
from dialoog.voorstel.tekst import clean_html, html_to_tekst, is_gewone_tekst
from dialoog.voorstel.views.aanvulblad import aanvulblad
from dialoog.voorstel.views.deelblad import deelblad

MAX_KENMERK = 40


@dataclass(frozen=True)
class Getypt:
    """What came of a page: plain text, or the HTML of the editor."""

    tekst: str
    html: str | None


def need_sleutel(plek: int) -> str:
    """The key of question 1 to 10. Raises NotFound."""
    key = rules.sleutel(plek)
    if key is None:
        raise NotFound("Deze vraag bestaat niet. Er zijn er tien.")
    return key


def page(
    template: str,
    dialoog: Dialoog,
    kaart: queries.VoorstelRij,
    plek: int,
    *,
    op_slot: bool,
    status: int = 200,
    tekst: str | None = None,
    html: str | None = None,
    fout: Refusal | None = None,
    **more: Any,
) -> ResponseReturnValue:
    """The page of a question. `tekst` or `html`: what was written, when it could not be saved; `fout` says why."""
    answer = kaart.antwoorden[need_sleutel(plek)]
    shown = answer.html if tekst is None else html
    context = {
        **_kop(dialoog, kaart, plek),
        "vakjes": list(kaart.vakjes),
        "kort": list(rules.KORT.values()),
        "antwoord": answer,
        "bewaard": html_to_tekst(answer.html),
        "tekst": html_to_tekst(answer.html) if tekst is None else tekst,
        "opmaak": shown,
        "botst": isinstance(fout, AntwoordBotst),
        "rijk": bool(shown) and not is_gewone_tekst(shown or ""),
        "op_slot": op_slot,
        "daarna": na_akkoord(db.session(), dialoog.id).get(kaart.id),
        "fout": fout,
        "deel": deelblad(dialoog, kaart, plek),
        "aanvullen": aanvulblad(kaart.id, need_sleutel(plek)),
    } | more
    return make_response(render_template(template, **context), status)


def _kop(dialoog: Dialoog, kaart: queries.VoorstelRij, plek: int) -> dict[str, Any]:
    head, help_ = rules.splits(rules.vraag_tekst(dialoog.vragen, need_sleutel(plek)))
    return {
        "dialoog": dialoog,
        "kaart": kaart,
        "vraagplek": plek,
        "sleutel": need_sleutel(plek),
        "vraag": head,
        "uitleg": help_,
    }


def save(
    template: str, dialoog: Dialoog, nummer: int, plek: int, schrijver: Schrijver, more: dict[str, Any]
) -> ResponseReturnValue:
    """Save what the form holds (`html` when the editor wrote it); then the page again, or the next question.
    `keuze`, in a conflict: `samen` both texts, `hunne` theirs, with mine among the former texts.

    `more`: what the template needs besides, with `adres` of the card."""
    need_sleutel(plek)
    typed, rich = request.form.get("tekst", ""), request.form.get("html") or None
    seen, choice = read_number("versie"), request.form.get("keuze")
    try:
        _bewaar(dialoog, nummer, plek, seen, Getypt(typed, rich), schrijver, choice)
    except (AntwoordBotst, KaartOpSlot, BadInput) as error:
        db.session.rollback()
        kaart = queries.find_voorstel(db.session(), dialoog.id, nummer)
        return page(
            template,
            dialoog,
            kaart,
            plek,
            op_slot=isinstance(error, KaartOpSlot),
            status=error.status,
            tekst=typed if rich is None else html_to_tekst(clean_html(rich)),
            html=None if rich is None else clean_html(rich),
            fout=error,
            **more,
        )
    onward = read_number("naar") if rules.sleutel(read_number("naar")) else plek
    return redirect(f"{more['adres']}/{onward}", 303)


def _bewaar(
    dialoog: Dialoog,
    nummer: int,
    plek: int,
    gezien: int,
    getypt: Getypt,
    schrijver: Schrijver,
    keuze: object,
    blad: Blad = FORMULIER,
) -> queries.AntwoordRij:
    """Save it as it is, under the text that lies there (`samen`), or only among the former texts (`hunne`)."""
    key = need_sleutel(plek)
    if keuze == "hunne":
        return revisies.keep_theirs(dialoog.id, nummer, key, gezien, getypt.tekst, getypt.html, schrijver)
    html = _together(dialoog, nummer, key, gezien, getypt) if keuze == "samen" else getypt.html
    return save_antwoord(dialoog.id, nummer, key, gezien, getypt.tekst, schrijver, html=html, blad=blad)


def _together(dialoog: Dialoog, nummer: int, key: str, gezien: int, getypt: Getypt) -> str:
    """Mine under what lies there, when that is still what I was shown."""
    there = queries.find_voorstel(db.session(), dialoog.id, nummer).antwoorden[key]
    _, mine = lees(getypt.tekst, getypt.html)
    return rules.join_texts(mine, there.html) if there.versie == gezien else mine


def save_json(dialoog: Dialoog, nummer: int, plek: int, schrijver: Schrijver) -> ResponseReturnValue:
    """`{versie, html | tekst, kenmerk, slag}` → `{antwoord: {versie, html, tekst, wie, moment}}`; 409 with `stand`
    when somebody else changed it since."""
    need_sleutel(plek)
    text, html, seen = g.command.get("tekst", ""), g.command.get("html"), g.command.get("versie")
    mark, beat = g.command.get("kenmerk", ""), g.command.get("slag", 0)
    readable = isinstance(text, str) and isinstance(mark, str) and len(mark) <= MAX_KENMERK
    if not readable or type(seen) is not int or type(beat) is not int or not (html is None or isinstance(html, str)):
        raise BadInput("We konden dit niet lezen. Uw tekst staat nog op dit toestel. Laad de bladzijde opnieuw.")
    blad = Blad(mark, min(max(beat, 0), 2**31 - 1))
    saved = _bewaar(dialoog, nummer, plek, seen, Getypt(text, html), schrijver, g.command.get("keuze"), blad)
    return jsonify({"antwoord": antwoord_stand(saved)})


def stand_json(dialoog: Dialoog, nummer: int, plek: int) -> ResponseReturnValue:
    """What stands there now: `{antwoord: {versie, html, tekst, wie, moment}}`."""
    card = queries.find_voorstel(db.session(), dialoog.id, nummer)
    return jsonify({"antwoord": antwoord_stand(card.antwoorden[need_sleutel(plek)])})


# --- former texts -----------------------------------------------------------------------------------------------


def former(
    kader: str, dialoog: Dialoog, nummer: int, plek: int, *, mag: bool, fout: Refusal | None = None, **more: Any
) -> ResponseReturnValue:
    """The page of the former texts of an answer. `kader`: the frame it stands in; `mag`: one may be put back."""
    card = queries.find_voorstel(db.session(), dialoog.id, nummer)
    rows = revisies.revisies(db.session(), card.id, need_sleutel(plek))
    context = {**_kop(dialoog, card, plek), "kader": kader, "revisies": rows, "mag": mag, "fout": fout, **more}
    return make_response(render_template("voorstel/eerder.html", **context), fout.status if fout else 200)


def put_back(
    dialoog: Dialoog, nummer: int, plek: int, schrijver: Schrijver, adres: str, again: Callable[[Refusal], Any]
) -> ResponseReturnValue:
    """Put `revisie` back on the version seen; `again` shows the page with what went wrong."""
    seen, wanted = read_number("versie"), read_number("revisie")
    try:
        revisies.put_back(dialoog.id, nummer, need_sleutel(plek), seen, wanted, schrijver)
    except (AntwoordBotst, KaartOpSlot) as error:
        db.session.rollback()
        return again(error)  # type: ignore[no-any-return]
    return redirect(f"{adres}/{plek}", 303)
