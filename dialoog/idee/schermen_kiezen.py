"""What stands on the screens of *kiezen*: plain data for the templates, all under the key `werk`.

`fase` says who chooses now: `zaal` (the begeleider taps; also once everybody's choices were counted), `groep` or
`persoon`. While everybody chooses for himself nothing of it is on any shared screen but how many are ready.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.idee import keuze_kiezers as lezen
from dialoog.idee.keuze import per_kleur
from dialoog.idee.keuze_kiezers import Kiezer, Stand
from dialoog.idee.keuze_rules import (
    EENHEDEN,
    GROEP,
    PERSOON,
    ZAAL,
    boven,
    eenheid,
    in_woorden,
    namen_samen,
    samen_nog,
    tel_kleuren,
)
from dialoog.idee.keuze_tellen import gelijken
from dialoog.idee.models import Idee
from dialoog.idee.queries import deelvragen, ideeen, keuzes, tel
from dialoog.idee.rules import KLEUREN, TITEL_MAX, TITEL_STREEF, is_vol, korte_titel, nog_te_kiezen, opsomming, quota
from dialoog.idee.schermen import Context, gevraagd, in_hand, vraagtekens


def fase(session: Session, stap: Stap) -> str:
    """Who chooses now."""
    unit = eenheid(stap.instellingen)
    return ZAAL if unit == PERSOON and lezen.geteld(session, stap.id) else unit


def kiezen_werk(session: Session, stap: Stap) -> Context:
    """All screens of *kiezen*: what was chosen per colour and what is left of each quota."""
    los = ideeen(session, stap.bijeenkomst.dialoog_id)
    gekozen = keuzes(session, stap.id)
    now = fase(session, stap)
    doel = quota(stap.instellingen)
    groups = lezen.kiezers(session, stap) if now == GROEP else []
    live = [kiezer for kiezer in groups if not kiezer.oud]
    samen = {k: n * max(len(live), 1) for k, n in doel.items()} if now == GROEP else doel
    per = per_kleur(gekozen)
    busy = [_kleuren(kiezer.stand) for kiezer in live if not kiezer.stand.ingestuurd]
    nog = samen_nog(doel, busy) if now == GROEP else nog_te_kiezen(doel, per)
    names = lezen.wie_kozen(session, stap.id)
    return {
        "fase": now,
        "eenheid": eenheid(stap.instellingen),
        "eenheden": EENHEDEN,
        "alle": los,
        "getoond": bool(stap.instellingen.get("getoond")),
        "doel": doel,
        "doel_woorden": in_woorden(doel),
        "samen": samen,
        "nog": nog,
        "nog_totaal": sum(nog.values()),
        "aantal": len(gekozen),
        "doel_totaal": sum(samen.values()),
        "boven": boven(samen, per),
        "groepen": [_kaart(kiezer, doel) for kiezer in groups],
        "klaar": sum(kiezer.stand.ingestuurd for kiezer in live),
        "van": len(live),
        "teller": lezen.teller(session, stap.id),
        "tekens": vraagtekens(session, stap.bijeenkomst.dialoog_id),
        **_ideas(los, gekozen, samen, nog, names, lezen.keren(session, stap.id)),
        **_everyone(session, stap, now),
    }


def _ideas(
    los: Sequence[Idee],
    gekozen: Sequence[Idee],
    samen: dict[str, int],
    nog: dict[str, int],
    names: dict[int, list[str]],
    keren: dict[int, int],
) -> Context:
    """The ideas in their fields: chosen, to choose from, without a title. `names`: idee → the groups that chose it."""
    wie = {key: namen_samen(groups) for key, groups in names.items()}
    dubbel = {key for key, groups in names.items() if len(groups) > 1}
    chosen = {idee.id for idee in gekozen}
    per = per_kleur(list(gekozen))
    return {
        "vlakken": {
            k: {
                "gekozen": [i.nummer for i in gekozen if i.kleur == k],
                "quotum": samen[k],
                "nog": nog.get(k, 0),
                "ideeen": [_titel(i, wie) for i in gekozen if i.kleur == k],
                "bewaard": sum(i.kleur == k and i.id not in chosen for i in los),
            }
            for k in KLEUREN
        },
        "zonder_kleur": [_titel(i, wie) for i in gekozen if i.kleur is None],
        "lijst": [{**_titel(i, wie), "tekst": i.voluit, "kleur": i.kleur} for i in gekozen],
        "rijen": {
            kleur: [
                _kiesrij(i, i.id in chosen, is_vol(samen, per, i.kleur), wie.get(i.id, ""), keren.get(i.id, 0))
                for i in los
                if i.kleur == kleur
            ]
            for kleur in (*KLEUREN, None)
        },
        "dubbel": _dubbel([f"nr. {i.nummer} ({wie[i.id]})" for i in gekozen if i.id in dubbel]),
        "zonder_titel": [i.nummer for i in gekozen if not i.titel],
    }


def _dubbel(delen: list[str]) -> str:
    """What two groups chose, for one line of the beamer: by number where that fits; the regie names all of them."""
    return opsomming(delen) if len(delen) <= 2 else f"{len(delen)} ideeën, elk telt één keer"


def _titel(idee: Idee, wie: dict[int, str]) -> Context:
    return {"nummer": idee.nummer, "titel": korte_titel(idee), "wie": wie.get(idee.id, "")}


def _kiesrij(idee: Idee, gekozen: bool, vol: bool, wie: str, keer: int) -> Context:
    return {
        "id": idee.id,
        "nummer": idee.nummer,
        "versie": idee.versie,
        "titel": idee.titel or idee.voluit,
        "kort": korte_titel(idee),
        "tekst": idee.voluit,
        "eigen_titel": bool(idee.titel),
        "gekozen": gekozen,
        "vol": vol and not gekozen,
        "vast": bool(idee.vergrendeld_door),
        "wie": wie,
        "keer": keer,
    }


def _kleuren(stand: Stand) -> dict[str, int]:
    return tel_kleuren([idee.kleur for idee in stand.gekozen])


def _kaart(kiezer: Kiezer, doel: dict[str, int]) -> Context:
    """A group as beamer and regie show it."""
    per = _kleuren(kiezer.stand)
    nog = nog_te_kiezen(doel, per)
    return {
        "id": kiezer.groep,
        "naam": kiezer.naam[:1].upper() + kiezer.naam[1:],
        "oud": kiezer.oud,
        "klaar": kiezer.stand.ingestuurd,
        "gekozen": len(kiezer.stand.gekozen),
        "nog": list(nog.items()),
        "nog_woorden": in_woorden(nog),
        "boven": list(boven(doel, per).items()),
    }


def _everyone(session: Session, stap: Stap, now: str) -> Context:
    """How far everybody is, or the ties that the counts left. Never what somebody chose."""
    if now == PERSOON:
        people = lezen.personen(session, stap)
        return {"klaar": sum(p.ingestuurd for p in people), "van": len(people), "gelijk": []}
    ties = gelijken(session, stap)
    return {
        "gelijk": [
            {
                "kleur": tie.kleur,
                "plekken": tie.plekken,
                "keer": tie.keer,
                "ideeen": [{"id": i.id, "nummer": i.nummer, "titel": korte_titel(i)} for i in tie.over],
            }
            for tie in ties
        ]
    }


def groep_werk(kiezer: Kiezer, doel: dict[str, int]) -> Context:
    """What the phones of one group see of their choice: all of them the same, live."""
    stand = kiezer.stand
    return {
        **_kaart(kiezer, doel),
        "stand": stand.json(),
        "lijst": [{"nummer": i.nummer, "titel": korte_titel(i), "kleur": i.kleur} for i in stand.gekozen],
        "gevallen": [gevallen_zin(idee) for idee in stand.gevallen],
    }


def gevallen_zin(idee: Idee) -> str:
    """Why a chosen idea is no longer among the choices."""
    if idee.staat == "samengevoegd":
        return f"Nummer {idee.nummer} is samengevoegd met een ander idee. Dat staat nu bij uw keuze."
    return f"Nummer {idee.nummer} is {idee.staat}. Het telt niet meer mee."


def kiezen_regie(session: Session, stap: Stap, werk: Context) -> Context:
    """What only the regie has: the idea in hand, with the form of its title; who chooses, while that can change."""
    alle = werk["alle"]
    hand = in_hand(session, alle, gevraagd(), tel(alle, deelvragen(session, stap.bijeenkomst.dialoog_id)))
    if hand is not None:
        hand["gekozen"] = any(rij["nummer"] == hand["nummer"] for rij in werk["lijst"])
        hand["stand"] = f"{hand['versie']}{'+' if hand['gekozen'] else ''}{werk['tekens'].get(hand['id'], '')}"
    return {
        **werk,
        "hand": hand,
        "titel_max": TITEL_MAX,
        "titel_streef": TITEL_STREEF,
        "begonnen": lezen.begonnen(session, stap.id),
    }
