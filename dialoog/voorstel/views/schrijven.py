"""One question of a card as a page: what phone and regie share. Works without a script."""

from typing import Any

from flask import make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from dialoog.database import db
from dialoog.errors import BadInput, NotFound, Refusal
from dialoog.opgave.models import Dialoog
from dialoog.velden import read_number
from dialoog.voorstel import queries, rules
from dialoog.voorstel.errors import AntwoordBotst, KaartOpSlot
from dialoog.voorstel.kaarten import Schrijver, save_antwoord
from dialoog.voorstel.tekst import html_to_tekst, is_gewone_tekst


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
    fout: Refusal | None = None,
    **more: Any,
) -> ResponseReturnValue:
    """The page of a question. `tekst`: what was typed, when it could not be saved; `fout` says why."""
    key = need_sleutel(plek)
    answer = kaart.antwoorden[key]
    saved = html_to_tekst(answer.html)
    head, help_ = rules.splits(rules.vraag_tekst(dialoog.vragen, key))
    context = {
        "dialoog": dialoog,
        "kaart": kaart,
        "vraagplek": plek,
        "vraag": head,
        "uitleg": help_,
        "vakjes": rules.completeness(kaart.gevuld),
        "kort": list(rules.KORT.values()),
        "antwoord": answer,
        "bewaard": saved,
        "tekst": saved if tekst is None else tekst,
        "botst": isinstance(fout, AntwoordBotst),
        "rijk": not is_gewone_tekst(answer.html),
        "op_slot": op_slot,
        "fout": fout,
    }
    return make_response(render_template(template, **context, **more), status)


def save(
    template: str, dialoog: Dialoog, nummer: int, plek: int, schrijver: Schrijver, more: dict[str, Any]
) -> ResponseReturnValue:
    """Save what the form holds; then the page again, or the next question. `keuze=samen`: both texts.

    `more`: what the template needs besides, with `adres` of the card."""
    key = need_sleutel(plek)
    typed = request.form.get("tekst", "")
    if request.form.get("keuze") == "samen":
        typed = _together(dialoog, nummer, key, typed)
    try:
        save_antwoord(dialoog.id, nummer, key, read_number("versie"), typed, schrijver)
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
            tekst=typed,
            fout=error,
            **more,
        )
    onward = read_number("naar") if rules.sleutel(read_number("naar")) else plek
    return redirect(f"{more['adres']}/{onward}", 303)


def _together(dialoog: Dialoog, nummer: int, key: str, mine: str) -> str:
    """Mine under what lies there, when that is still what I was shown."""
    there = queries.find_voorstel(db.session(), dialoog.id, nummer).antwoorden[key]
    return rules.join_texts(mine, html_to_tekst(there.html)) if there.versie == read_number("versie") else mine
