"""What stands on the screens of *kleuren*: plain data for the templates, all under the key `werk`."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.groepen import groepen, kaarten
from dialoog.bijeenkomst.models import Stap
from dialoog.idee.kleuren import Gang
from dialoog.idee.kleuren_geven import mag_kleuren
from dialoog.idee.kleuren_rules import GROEPEN, IEDEREEN, ZAAL, Voorstel, eigen_volgorde
from dialoog.idee.kleuren_sluiten import eens
from dialoog.idee.kleuren_stand import (
    Afspraak,
    afspraak,
    eigen,
    groepsideeen,
    groepsstanden,
    is_gekleurd,
    is_klaar,
    kiezer_groep,
    kiezer_mens,
    mensenstand,
    teller,
    tellingen_per_idee,
)
from dialoog.idee.models import KLEUREN, Idee
from dialoog.idee.queries import Tellingen, deelvragen, ideeen, tel
from dialoog.idee.rules import WOORDEN, tegelmaat
from dialoog.idee.schermen import Context, kort

SMALLER = 160
"""Beside its spread an idea has 62% of the beamer's width: it counts as so many hundredths of its length."""


def fase(how: Afspraak, groups: int) -> str:
    """What a screen shows: the room colours (`zaal`), groups are missing (`zonder_groepen`), others colour (`open`), or
    what they chose is talked about (`bespreken`)."""
    if how.manier == ZAAL:
        return "zaal"
    if not how.open:
        return "bespreken"
    return "zonder_groepen" if how.manier == GROEPEN and not groups else "open"


def kleuren_werk(session: Session, stap: Stap) -> Context:
    """All screens of *kleuren*: the agreement, the idea in hand, the four fields, and how far everybody is."""
    how = afspraak(stap)
    walk = Gang(session, stap, stap.bijeenkomst.dialoog_id)
    los = list(walk.ideeen.values())
    telling = tel(los, deelvragen(session, stap.bijeenkomst.dialoog_id))
    groups = groepsstanden(session, stap, los) if how.manier == GROEPEN else []
    now = fase(how, len(groups))
    hier = walk.ideeen.get(stap.instellingen.get("idee") or 0)
    spread = hier is not None and now == "bespreken" and bool(walk.voorstellen[hier.id].kiezers)
    length = (len(hier.voluit) * SMALLER // 100 if spread else len(hier.voluit)) if hier is not None else 0
    return {
        "fase": now,
        "manier": how.manier,
        "verdeeld": how.verdeeld,
        "gewist": how.gewist,
        "gekleurd": is_gekleurd(session, stap.id),
        "idee": _kaart(hier, telling, walk.voorstellen.get(hier.id)) if hier is not None else None,
        "tegels": tegelmaat(length, telling.per_kleur),
        "vlakken": {k: [i.nummer for i in los if i.kleur == k] for k in KLEUREN},
        "nummers": _nummers(walk) if now != "open" else {},
        "klaar": len(los) - telling.zonder_kleur if now != "bespreken" else len(los) - len(walk.zonder),
        "totaal": len(los),
        "zonder": len(walk.zonder),
        "zeef": walk.zeef,
        "zeven": _zeven(walk, telling, now) if now != "open" else [],
        "verder": stap.instellingen.get("verder", True),
        "woorden": WOORDEN,
        "eens": len(eens(walk)) if now == "bespreken" else 0,
        "mensen": mensenstand(session, stap, len(los)) if how.manier == IEDEREEN and not how.gewist else None,
        "kiezers": how.geteld,
        "groepen": groups,
        "teller": teller(session, stap.id),
        "ideeen": phone_ideeen(los, telling) if now == "open" else [],
    }


def _kaart(idee: Idee, telling: Tellingen, voorstel: Voorstel | None) -> Context:
    return {
        "id": idee.id,
        "nummer": idee.nummer,
        "tekst": idee.voluit,
        "kleur": idee.kleur,
        "versie": idee.versie,
        "deelvraag": kort(idee, telling),
        "vast": idee.vergrendeld_door,
        "voorstel": voorstel,
    }


def _nummers(walk: Gang) -> Context:
    """Per colour the ideas that pass the sieve; under None those that have none yet, as they are talked about."""
    rows: Context = {kleur: [] for kleur in (*KLEUREN, None)}  # type: ignore[misc]
    for number in sorted(walk.ideeen, key=lambda n: walk.ideeen[n].nummer):
        if walk.past(number):
            idee = walk.ideeen[number]
            rows[idee.kleur].append({"id": idee.id, "nummer": idee.nummer})  # type: ignore[index]
    return rows


def _zeven(walk: Gang, telling: Tellingen, now: str) -> list[Context]:
    """The kinds of ideas one may walk through, with how many there are: `{zeef, aantal, woord}`."""
    wanted = ["alle", "zonder", *(("betwist", "te_weinig") if now == "bespreken" else ()), *KLEUREN]
    words = {f"v{part.id}": part.kort for part in telling.per_deelvraag}
    if telling.zonder_vraag and words:
        words["v0"] = "zonder deelvraag"
    return [
        {"zeef": zeef, "aantal": sum(walk.past(number, zeef) for number in walk.ideeen), "woord": words.get(zeef, "")}
        for zeef in [*wanted, *words]
    ]


# --- phones that colour ---------------------------------------------------------------------------------------


def phone_ideeen(werk_ideeen: Sequence[Idee], telling: Tellingen) -> list[Context]:
    """The ideas as every phone gets them, by number; its own order comes with what is its own."""
    return [{"id": i.id, "nummer": i.nummer, "tekst": i.voluit, "bij": kort(i, telling)} for i in werk_ideeen]


def mijn_mens(session: Session, stap: Stap, deelnemer_id: int) -> Context:
    """What is this person's own while everybody colours: `{stap, mag, volgorde, kleuren, klaar}`; `kleuren` is idee →
    [colour, version]."""
    kiezer = kiezer_mens(deelnemer_id)
    own = eigen(session, stap.id, kiezer)
    counts = {idee: sum(per.values()) for idee, per in tellingen_per_idee(session, stap).items()}
    los = ideeen(session, stap.bijeenkomst.dialoog_id)
    return {
        **_mijn(session, stap, kiezer, own, eigen_volgorde(los, stap.id, kiezer, own, counts)),
        "mag": mag_kleuren(session, stap, deelnemer_id),
    }


def mijn_groep(session: Session, stap: Stap, groep_id: int) -> Context:
    """The same for a group, for the phone that holds its pen: its own share in order of number, or all ideas in the
    group's own order."""
    kiezer, how = kiezer_groep(groep_id), afspraak(stap)
    own = eigen(session, stap.id, kiezer)
    los = ideeen(session, stap.bijeenkomst.dialoog_id)
    numbers = [groep.id for groep in groepen(session, stap.bijeenkomst_id)]
    share = groepsideeen(los, numbers, groep_id, verdeeld=how.verdeeld)
    order = [i.id for i in share] if how.verdeeld else eigen_volgorde(share, stap.id, kiezer, {}, {})
    return {**_mijn(session, stap, kiezer, own, order), "mag": True}


def _mijn(
    session: Session, stap: Stap, kiezer: str, own: dict[int, tuple[str | None, int]], order: list[int]
) -> Context:
    return {
        "stap": stap.id,
        "kiezer": kiezer,
        "volgorde": order,
        "kleuren": {str(idee): list(given) for idee, given in own.items()},
        "klaar": is_klaar(session, stap.id, kiezer),
    }


def groepskaarten(session: Session, stap: Stap, werk: Context) -> list[Context]:
    """Groups for the regie: how far, and who writes (`zonder_telefoon`: nobody of them can)."""
    cards = {card.id: card for card in kaarten(session, groepen(session, stap.bijeenkomst_id))}
    return [{"stand": stand, "kaart": cards[stand.id]} for stand in werk["groepen"]]


def invulrijen(session: Session, stap: Stap, groep_id: int | None, gegeven: dict[int, str]) -> list[Context]:
    """Rows of the form in which the begeleider enters colours for a group, or (None) for one person."""
    los = ideeen(session, stap.bijeenkomst.dialoog_id)
    numbers = [groep.id for groep in groepen(session, stap.bijeenkomst_id)]
    verdeeld = groep_id is not None and afspraak(stap).verdeeld
    return [
        {"id": idee.id, "nummer": idee.nummer, "tekst": idee.voluit, "gekozen": gegeven.get(idee.id, "")}
        for idee in groepsideeen(los, numbers, groep_id or 0, verdeeld=verdeeld)
    ]
