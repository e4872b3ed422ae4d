"""The part of a question's page that stands beside its text, as its template gets it."""

from typing import Any

from flask import request

from dialoog.database import db
from dialoog.errors import BadInput, Refusal
from dialoog.opgave.models import Dialoog
from dialoog.voorstel import inhoud as i
from dialoog.voorstel import rules
from dialoog.voorstel.bedragen import Optelling, Post, tel_op
from dialoog.voorstel.delen import kaders_over_voorstel
from dialoog.voorstel.delen_vorm import KOLOMMEN, vul
from dialoog.voorstel.errors import DeelBotst
from dialoog.voorstel.rijen import VoorstelRij

KOP = "kop"


def telling(inhoud: i.Inhoud) -> Optelling:
    """What a cost table comes to; nothing of another part."""
    if not isinstance(inhoud, i.Kosten):
        return Optelling()
    return tel_op((Post(row.centen, row.jaar, row.btw) for row in inhoud.regels), inhoud.totaal)


def deelblad(
    dialoog: Dialoog,
    kaart: VoorstelRij,
    plek: int,
    *,
    getypt: dict[str, Any] | None = None,
    fout: Refusal | None = None,
) -> dict[str, Any] | None:
    """None where a question has only its text. `getypt`: what was filled in and could not be saved, `fout` why."""
    soort = KOP if plek == 1 else next((s for s, at in rules.DEEL_PLEK.items() if at == plek), None)
    if soort is None or (soort == "deelvragen" and not dialoog.deelvragen):
        return None
    blad = {
        "soort": soort,
        "fout": fout,
        "fouten": fout.velden if isinstance(fout, BadInput) else {},
        "botst": isinstance(fout, DeelBotst),
        **naast(dialoog, kaart),
    }
    if soort == KOP:
        filled: dict[str, Any] = {"titel": kaart.titel, "gekozen": list(kaart.gemeente_ids)}
        return {**blad, "versie": kaart.versie, "wie": "", "moment": None, **(getypt or filled)}
    part = getattr(kaart.delen, soort)
    if soort == "kaders" and not blad["kaders"]:
        return None
    filled = getypt if getypt is not None else vul(part.inhoud)
    blad |= {"versie": part.versie, "wie": part.wie, "moment": part.moment, "nu": part.inhoud, **filled}
    if soort in KOLOMMEN:
        blad["leeg"] = dict.fromkeys(KOLOMMEN[soort], "")
        blad["erbij"] = fout is None and (not blad["regels"] or request.args.get("erbij") == "1")
        blad["telling"] = telling(part.inhoud)
    return blad


def naast(dialoog: Dialoog, kaart: VoorstelRij) -> dict[str, Any]:
    """What the parts of a card refer to: `deelvragen`, `kaders` and `gemeenten` of the dialogue, and its sums."""
    return {
        "deelvragen": [(place, vraag) for place, vraag in enumerate(dialoog.deelvragen, 1)],
        "kaders": kaders_over_voorstel(db.session(), dialoog.id),
        "gemeenten": [(gemeente.id, gemeente.naam) for gemeente in dialoog.gemeenten],
        "telling_nu": telling(kaart.delen.kosten.inhoud),
    }
