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
from dialoog.bijeenkomst.queries import lijst
from dialoog.idee.keuze import per_kleur
from dialoog.idee.models import Idee
from dialoog.idee.queries import Tellingen, deelvragen, eerste_tekst, ideeen, keuzes, met_genoeg, tel, verbeterd
from dialoog.idee.rules import (
    KLEUREN,
    MUUR_NA_SLUITEN,
    STREEF,
    TEKST_MAX,
    TITEL_MAX,
    TITEL_STREEF,
    WOORDEN,
    is_vol,
    korte_titel,
    nog_te_kiezen,
    quota,
    tegelmaat,
    titel_voorstel,
)
from dialoog.tekst import parse_number

WAND_TELEFOON = 30
"""While ideas come in, a phone's wall shows the newest so many: each push goes to every phone."""
WAND_BEAMER = 72
"""The same for the beamer: more would take minutes to turn. After closing all of them stand on both walls."""

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
        "telling": telling,
        "wand": [{"nummer": i.nummer, "tekst": i.tekst, "bij": kort(i, telling)} for i in los],
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


def ideeen_regie(session: Session, stap: Stap, werk: Context) -> Context:
    """What only the regie has: the list with its sieve, the idea in hand, the form for paper."""
    asked = gevraagd()
    better = verbeterd(session, stap.bijeenkomst.dialoog_id)
    rows = [
        _rij(idee, werk["telling"], idee.id in better)
        for idee in reversed(werk["alle"])
        if idee.staat != "samengevoegd"
    ]
    return {
        **werk,
        "rijen": rows,
        "zeef": asked.zeef or "alle",
        "hand": in_hand(session, werk["alle"], asked, werk["telling"]),
        "namens": [(person.id, person.roepnaam) for person in lijst(session, stap.bijeenkomst_id, "aanwezig", "weg")],
        "kenmerk": secrets.token_hex(16),
        "fout": asked.fout,
        "form": asked.form,
    }


def _rij(idee: Idee, telling: Tellingen, better: bool) -> Context:
    zeven = ["alle"] if idee.staat == "los" else [idee.staat]
    if idee.staat == "los":
        zeven += [f"v{deelvraag.id}" for deelvraag in idee.deelvragen] or ["zonder"]
    merk = {"verborgen": "verborgen", "ingetrokken": "ingetrokken"}.get(idee.staat)
    return {
        "id": idee.id,
        "versie": idee.versie,
        "nummer": idee.nummer,
        "tekst": idee.tekst,
        "bij": kort(idee, telling) or "zonder vraag",
        "merk": merk or ("verbeterd" if better else "van papier" if idee.bron == "papier" else ""),
        "staat": idee.staat,
        "zeven": zeven,
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
        "stand": str(idee.versie),
        "vast": idee.vergrendeld_door,
        "bij": kort(idee, telling),
        "deelvragen": [deelvraag.id for deelvraag in idee.deelvragen],
        "eerste": eerste_tekst(session, idee.id),
        "toch": asked.toch,
        "fout": asked.fout,
        "form": asked.form,
    }


# --- kleuren --------------------------------------------------------------------------------------------------


def kleuren_werk(session: Session, stap: Stap) -> Context:
    """All screens of *kleuren*: the idea in hand and the four fields."""
    los = ideeen(session, stap.bijeenkomst.dialoog_id)
    telling = tel(los, deelvragen(session, stap.bijeenkomst.dialoog_id))
    hier = next((i for i in los if i.id == stap.instellingen.get("idee")), None)
    return {
        "idee": _kaart(hier, telling) if hier is not None else None,
        "tegels": tegelmaat(len(hier.tekst) if hier is not None else 0, telling.per_kleur),
        "vlakken": {k: [i.nummer for i in los if i.kleur == k] for k in KLEUREN},
        "nummers": {k: [{"id": i.id, "nummer": i.nummer} for i in los if i.kleur == k] for k in (*KLEUREN, None)},
        "klaar": len(los) - telling.zonder_kleur,
        "totaal": len(los),
        "zonder": telling.zonder_kleur,
        "zeef": stap.instellingen.get("filter") or "alle",
        "verder": stap.instellingen.get("verder", True),
        "woorden": WOORDEN,
    }


def _kaart(idee: Idee, telling: Tellingen) -> Context:
    return {
        "id": idee.id,
        "nummer": idee.nummer,
        "tekst": idee.tekst,
        "kleur": idee.kleur,
        "versie": idee.versie,
        "deelvraag": kort(idee, telling),
        "vast": idee.vergrendeld_door,
    }


# --- kiezen ---------------------------------------------------------------------------------------------------


def kiezen_werk(session: Session, stap: Stap) -> Context:
    """All screens of *kiezen*: what was chosen per colour and what is left of each quota."""
    los = ideeen(session, stap.bijeenkomst.dialoog_id)
    gekozen = keuzes(session, stap.id)
    chosen = {idee.id for idee in gekozen}
    doel = quota(stap.instellingen)
    per = per_kleur(gekozen)
    nog = nog_te_kiezen(doel, per)
    return {
        "alle": los,
        "getoond": bool(stap.instellingen.get("getoond")),
        "doel": doel,
        "nog": nog,
        "nog_totaal": sum(nog.values()),
        "aantal": len(gekozen),
        "doel_totaal": sum(doel.values()),
        "boven": {k: per[k] - doel[k] for k in KLEUREN if per.get(k, 0) > doel[k]},
        "vlakken": {
            k: {
                "gekozen": [i.nummer for i in gekozen if i.kleur == k],
                "quotum": doel[k],
                "ideeen": [{"nummer": i.nummer, "titel": korte_titel(i)} for i in gekozen if i.kleur == k],
                "bewaard": sum(i.kleur == k and i.id not in chosen for i in los),
            }
            for k in KLEUREN
        },
        "zonder_kleur": [{"nummer": i.nummer, "titel": korte_titel(i)} for i in gekozen if i.kleur is None],
        "lijst": [{"nummer": i.nummer, "titel": korte_titel(i), "tekst": i.tekst, "kleur": i.kleur} for i in gekozen],
        "rijen": {
            kleur: [_kiesrij(i, i.id in chosen, is_vol(doel, per, i.kleur)) for i in los if i.kleur == kleur]
            for kleur in (*KLEUREN, None)
        },
        "zonder_titel": [i.nummer for i in gekozen if not i.titel],
    }


def _kiesrij(idee: Idee, gekozen: bool, vol: bool) -> Context:
    return {
        "id": idee.id,
        "nummer": idee.nummer,
        "versie": idee.versie,
        "titel": idee.titel or idee.tekst,
        "eigen_titel": bool(idee.titel),
        "gekozen": gekozen,
        "vol": vol and not gekozen,
        "vast": bool(idee.vergrendeld_door),
    }


def kiezen_regie(session: Session, stap: Stap, werk: Context) -> Context:
    """What only the regie has: the idea in hand, with the form of its title."""
    alle = werk["alle"]
    hand = in_hand(session, alle, gevraagd(), tel(alle, deelvragen(session, stap.bijeenkomst.dialoog_id)))
    if hand is not None:
        hand["gekozen"] = any(rij["nummer"] == hand["nummer"] for rij in werk["lijst"])
        hand["stand"] = f"{hand['versie']}{'+' if hand['gekozen'] else ''}"
    return {**werk, "hand": hand, "titel_max": TITEL_MAX, "titel_streef": TITEL_STREEF}
