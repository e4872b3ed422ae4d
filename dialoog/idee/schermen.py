"""What stands on the screens of this room's werkvormen: plain data for the templates, all under the key `werk`.

In a request it knows which idea the regie has in hand (`?idee=`), through which sieve (`?zeef=`) and what was typed
wrong; in a push it knows none of that, and the regie's own script paints it again.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import g, has_request_context, request
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.queries import namen
from dialoog.idee.models import Idee
from dialoog.idee.muur import nu_ms, stand_van_muur
from dialoog.idee.queries import Tellingen, deelvragen, eerste_tekst, ideeen, met_genoeg, tel, verbeterd
from dialoog.idee.rules import (
    MUUR_NA_SLUITEN,
    STREEF,
    TEKST_MAX,
    titel_voorstel,
)
from dialoog.idee.vraag import vraagstanden, vragen_bij
from dialoog.tekst import parse_number

WAND_TELEFOON = 30
"""While ideas come in, a phone's wall shows the newest so many: each push goes to every phone."""
WAND_BEAMER = 72
"""The same for the beamer: more would take minutes to turn. After closing all of them stand on both walls."""

VRAAGWOORDEN = {"?": "vraag gesteld", "!": "antwoord binnen"}

Context = dict[str, Any]


@dataclass(frozen=True)
class Scherm:
    """What a page of the regie asked: the idea in hand, the sieve, and a form that was refused."""

    idee: int | None = None
    zeef: str = ""
    toch: bool = False
    fout: dict[str, Any] | None = None
    form: dict[str, Any] | None = None


def gevraagd() -> Scherm:
    """From the request that runs; empty in a push."""
    if not has_request_context():
        return Scherm()
    fout = g.get("idee_fout")
    return Scherm(
        idee=g.get("idee_in_hand") or parse_number(request.args.get("idee")),
        zeef=request.values.get("zeef", ""),
        toch=request.args.get("toch") == "ja",
        fout=fout,
        form={**request.form, "deelvragen": request.form.getlist("deelvragen")} if fout else None,
    )


def muur_zichtbaar(stap: Stap) -> bool:
    """Whether everybody may read the wall: at once, or after closing."""
    return stap.instellingen.get("muur") != MUUR_NA_SLUITEN or bool(stap.instellingen.get("gesloten"))


def kort(idee: Idee, telling: Tellingen) -> str:
    """The deelvragen of an idea in a few words; empty when it has none."""
    return ", ".join(rij.kort for rij in telling.per_deelvraag if any(d.id == rij.id for d in idee.deelvragen))


# --- ideeën ---------------------------------------------------------------------------------------------------


def ideeen_werk(session: Session, stap: Stap) -> Context:
    """Phone, beamer and regie of *ideeën*."""
    alle = ideeen(session, stap.bijeenkomst.dialoog_id, staten=())
    telling = tel(alle, deelvragen(session, stap.bijeenkomst.dialoog_id))
    is_open = not stap.instellingen.get("gesloten")
    los = [idee for idee in reversed(alle) if idee.staat == "los"]
    genoeg, aanwezig = met_genoeg(session, stap.bijeenkomst_id)
    return {
        "open": is_open,
        "muur": muur_zichtbaar(stap),
        "vast": bool(stap.instellingen.get("muur_vast")),
        "muurstand": stand_van_muur(stap.instellingen, nu_ms()),
        "telling": telling,
        "wand": [_wandkaart(i, telling) for i in los],
        "wand_telefoon": WAND_TELEFOON if is_open else len(los),
        "wand_beamer": WAND_BEAMER if is_open else len(los),
        "alle": alle,
        "nieuwste": los[0].nummer if los and is_open else None,
        "genoeg": genoeg,
        "aanwezig": aanwezig,
        "hoogstens": TEKST_MAX,
        "streef": STREEF,
        "instellingen": stap.instellingen,
    }


def _wandkaart(idee: Idee, telling: Tellingen) -> Context:
    """A card of the wall: `tekst` with all that came in, as the beamer shows it; a phone has `eigen` and `erbij`."""
    return {
        "nummer": idee.nummer,
        "tekst": idee.voluit,
        "eigen": idee.tekst,
        "erbij": [(other.nummer, other.tekst) for other in idee.erbij],
        "bij": kort(idee, telling),
    }


def ideeen_regie(session: Session, stap: Stap, werk: Context) -> Context:
    """What only the regie has: the list with its sieve, the idea in hand, the form for paper."""
    asked = gevraagd()
    better = verbeterd(session, stap.bijeenkomst.dialoog_id)
    signs = vraagtekens(session, stap.bijeenkomst.dialoog_id)
    rows = [
        _rij(idee, werk["telling"], idee.id in better, signs.get(idee.id, ""))
        for idee in reversed(werk["alle"])
        if idee.staat != "samengevoegd"
    ]
    return {
        **werk,
        "rijen": rows,
        "zeef": asked.zeef or "alle",
        "hand": in_hand(session, werk["alle"], asked, werk["telling"]),
        "namens": [(person.id, person.roepnaam) for person in namen(session, stap.bijeenkomst_id, "aanwezig", "weg")],
        "kenmerk": secrets.token_hex(16),
        "fout": asked.fout,
        "form": asked.form,
    }


def _rij(idee: Idee, telling: Tellingen, better: bool, teken: str) -> Context:
    zeven = ["alle"] if idee.staat == "los" else [idee.staat]
    if idee.staat == "los":
        zeven += [f"v{deelvraag.id}" for deelvraag in idee.deelvragen] or ["zonder"]
    merk = {"verborgen": "verborgen", "ingetrokken": "ingetrokken"}.get(idee.staat) or VRAAGWOORDEN.get(teken)
    return {
        "id": idee.id,
        "versie": f"{idee.versie}{teken}",
        "nummer": idee.nummer,
        "tekst": idee.voluit,
        "bij": kort(idee, telling),
        "merk": merk or ("verbeterd" if better else "van papier" if idee.bron == "papier" else ""),
        "staat": idee.staat,
        "zeven": zeven,
    }


def vraagtekens(session: Session, dialoog_id: int) -> dict[int, str]:
    """idee → "?" while a question to its author is open, "!" when it was answered: part of what a screen shows."""
    signs = {"open": "?", "beantwoord": "!"}
    return {idee: signs[staat] for idee, staat in vraagstanden(session, dialoog_id).items()}


def _bij_idee(session: Session, idee: Idee) -> Context:
    """What stands beside an idea in hand (`regie_bijidee.html`)."""
    return {
        "erbij": [(other.nummer, other.tekst) for other in idee.erbij],
        "gesprek": vragen_bij(session, idee),
        "kenmerk": secrets.token_hex(16),
    }


def in_hand(session: Session, alle: Sequence[Idee], asked: Scherm, telling: Tellingen) -> Context | None:
    """The idea in hand with what may be done with it; None when none is chosen."""
    idee = next((i for i in alle if i.id == asked.idee), None)
    if idee is None:
        return None
    return {
        "id": idee.id,
        "nummer": idee.nummer,
        "tekst": idee.tekst,
        "titel": idee.titel,
        "voorstel": titel_voorstel(idee.tekst),
        "kleur": idee.kleur,
        "staat": idee.staat,
        "versie": idee.versie,
        "stand": f"{idee.versie}{vraagtekens(session, idee.dialoog_id).get(idee.id, '')}",
        "bij_idee": _bij_idee(session, idee),
        "vast": idee.vergrendeld_door,
        "bij": kort(idee, telling),
        "deelvragen": [deelvraag.id for deelvraag in idee.deelvragen],
        "eerste": eerste_tekst(session, idee.id),
        "toch": asked.toch,
        "fout": asked.fout,
        "form": asked.form,
    }
