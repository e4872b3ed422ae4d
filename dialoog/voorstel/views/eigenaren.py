"""Who owns an oplossing, in the regie: named from the list or new, with the history, and a new pass for each."""

from typing import Any

from flask import Blueprint, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from dialoog.access import config, for_begeleider, hash_token, new_token
from dialoog.database import db
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.queries import deelnemers, get_deelnemer
from dialoog.deelnemer.toegang import replace_pas
from dialoog.errors import BadInput, NotFound, Refusal
from dialoog.velden import read_number, read_numbers
from dialoog.voorstel import brief, eigenaren, queries
from dialoog.voorstel.errors import OplossingVeranderd
from dialoog.voorstel.queries_eigenaar import eigen_voorstellen, eigenaar_geschiedenis, is_eigenaar
from dialoog.voorstel.views.oplossingen import avond, back, page

blueprint = Blueprint("eigenaren", __name__, url_prefix="/regie/<korte_naam>/oplossingen/<int:oplossing_id>/eigenaren")


@blueprint.get("")
@for_begeleider
def wie(oplossing_id: int) -> ResponseReturnValue:
    """Who owns it, and who did before."""
    return _blad(oplossing_id, None)


@blueprint.post("")
@for_begeleider
def noem(oplossing_id: int) -> ResponseReturnValue:
    """Name them: `eigenaren`, `trekker` (0: none yet, `nieuw`: the new person), and with `nieuw_naam` somebody who is
    not on the list."""
    gezien, trekker = request.form.get("gezien", ""), read_number("trekker") or None
    try:
        eigenaren.set_eigenaren(
            g.dialoog.id,
            avond(),
            oplossing_id,
            gezien,
            read_numbers("eigenaren"),
            trekker,
            g.wie.naam,
            nieuw=_nieuw(),
        )
    except Refusal as error:
        if error.status == 404:
            raise
        return _blad(oplossing_id, error)
    return back()


def _nieuw() -> eigenaren.Nieuw | None:
    naam, organisatie = request.form.get("nieuw_naam", ""), request.form.get("nieuw_organisatie", "")
    as_trekker = request.form.get("trekker") == "nieuw"
    if not (naam.strip() or organisatie.strip() or as_trekker):
        return None
    mark = request.form.get("registratie", "")
    if not 16 <= len(mark) <= 64:
        raise BadInput("Dit formulier was niet compleet. Laad de bladzijde opnieuw.")
    return eigenaren.Nieuw(mark, naam, organisatie, as_trekker)


def _blad(oplossing_id: int, fout: Refusal | None) -> ResponseReturnValue:
    session = db.session()
    session.rollback()
    row = queries.get_oplossing(session, g.dialoog.id, oplossing_id)
    now = eigenaren.current(session, oplossing_id)
    typed = fout is not None and not isinstance(fout, OplossingVeranderd)
    return page(
        "voorstel/eigenaren.html",
        fout.status if fout else 200,
        rij=row,
        mensen=sorted(deelnemers(session, g.dialoog.id), key=lambda person: person.naam.casefold()),
        gekozen=read_numbers("eigenaren") if typed else list(now),
        trekker=request.form.get("trekker", 0) if typed else next((p for p, t in now.items() if t), 0),
        nieuw={name: request.form.get(name, "") for name in ("nieuw_naam", "nieuw_organisatie")} if fout else {},
        registratie=(request.form.get("registratie") if fout else None) or new_token(),
        nu=[_eigenaar(person, now) for person in _mensen(now)],
        pas=new_token(),
        gezien=eigenaren.stand_van(session, oplossing_id),
        geschiedenis=eigenaar_geschiedenis(session, oplossing_id),
        fout=fout,
    )


def _mensen(now: dict[int, bool]) -> list[Deelnemer]:
    rows = db.session.scalars(select(Deelnemer).where(Deelnemer.id.in_(now), Deelnemer.staat == "actief"))
    return sorted(rows, key=lambda person: (not now[person.id], person.id))


def _eigenaar(person: Deelnemer, now: dict[int, bool]) -> dict[str, Any]:
    return {"id": person.id, "naam": person.roepnaam, "trekker": now[person.id], "mail": person.mail}


@blueprint.post("/<int:deelnemer_id>/pas")
@for_begeleider
def pas(oplossing_id: int, deelnemer_id: int) -> ResponseReturnValue:
    """A new pass for an eigenaar, in the place of the older ones; its link stands on this one answer and never again.
    `pas`: the random token of the form, so that sent twice is one pass."""
    session, token = db.session(), request.form.get("pas", "")
    row = queries.get_oplossing(session, g.dialoog.id, oplossing_id)
    if not is_eigenaar(session, row.id, deelnemer_id):
        raise NotFound("Deze persoon is geen eigenaar (meer).")
    if not 16 <= len(token) <= 64 or not token.isascii():
        raise BadInput("Dit formulier was niet compleet. Laad de bladzijde opnieuw.")
    replace_pas(g.dialoog.id, deelnemer_id, hash_token(token), g.wie.naam)
    person = get_deelnemer(db.session(), g.dialoog.id, deelnemer_id)
    link = f"{config().adres}/ik#{token}"
    over = brief.onderwerp(g.dialoog.titel)
    words = brief.brief(person.roepnaam, eigen_voorstellen(db.session(), person.id), link, g.wie.naam)
    shown = render_template(
        "voorstel/pas.html",
        dialoog=g.dialoog,
        avond=avond(),
        terug=f"/regie/{g.dialoog.korte_naam}/oplossingen/{oplossing_id}/eigenaren"
        + (f"?avond={avond()}" if avond() else ""),
        persoon=person,
        link=link,
        over=over,
        brief=words,
        mailto=brief.mailto(person.mail, over, words),
        fout=None,
    )
    answer = make_response(shown)
    answer.headers["Cache-Control"] = "no-store"
    return answer
