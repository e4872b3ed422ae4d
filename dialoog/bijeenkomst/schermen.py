"""What stands on the three screens of an evening: the regions that page, join and pulse all use."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import segno
from flask import current_app
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst import rules, rust
from dialoog.bijeenkomst.groepen import Groepskaart, groepen, kaarten
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.queries import aan_tafel, live_stap, namen, stappen, verwacht, volgende_bijeenkomst
from dialoog.bijeenkomst.stille import RUSTIG, stille
from dialoog.bijeenkomst.werkvorm import Bevestiging, Knop, Publiek, Regio, Werkvorm, publiek_van_groep, werkvorm
from dialoog.bijeenkomst.zaal_schermen import over_het_scherm
from dialoog.blik import een_blik, onthoudt
from dialoog.config import Config
from dialoog.opgave.models import Dialoog
from dialoog.verslag.queries import laatste_stappen
from dialoog.woorden import met_punt

PUBLIEKEN: tuple[Publiek, ...] = ("zaal", "beamer", "regie")
"""The audiences that always have something to see; groups come and go beside them."""
EINDE = (
    "De deur gaat dicht en de telefoons zeggen dank u wel.",
    "Alles blijft bewaard. Het draaiboek kan later verder.",
)


def vraag_einde(session: Session, steps: Sequence[Stap]) -> Bevestiging:
    """What is asked before the evening ends; first what was left unfinished."""
    open_ends = tuple(line for stap in steps for line in werkvorm(stap.soort).bij_einde(session, stap))
    return Bevestiging("Wilt u de avond afsluiten?", (*open_ends, *EINDE), "Ja, sluit de avond af")


@onthoudt
def werkvorm_regios(session: Session, evening: Bijeenkomst) -> list[Regio]:
    """What the live step shows, to every audience; empty without a live step. Partials of a group may use `groep`;
    taking over its pen is no fact, so the version of the group counts along."""
    stap = live_stap(session, evening.id)
    found = werkvorm(stap.soort).regios(session, stap) if stap is not None else []
    if all(regio.publiek in PUBLIEKEN for regio in found):
        return found
    cards = {publiek_van_groep(card.id): card for card in kaarten(session, groepen(session, evening.id))}
    return [_van_groep(regio, cards[regio.publiek]) if regio.publiek in cards else regio for regio in found]


def _van_groep(regio: Regio, groep: Groepskaart) -> Regio:
    return replace(regio, context={"groep": groep, **regio.context}, teller=regio.teller + groep.versie)


def regios(
    session: Session, evening: Bijeenkomst, publiek: Publiek, werk: Sequence[Regio] | None = None
) -> list[Regio]:
    """All regions of one audience at this moment. `werk`: what `werkvorm_regios` gave, for who asks for more than one
    audience. A group has those of the live step only, or none."""
    with een_blik(session):
        return _regios(session, evening, publiek, werk)


def _regios(session: Session, evening: Bijeenkomst, publiek: Publiek, werk: Sequence[Regio] | None) -> list[Regio]:
    stap = live_stap(session, evening.id)
    form = werkvorm(stap.soort) if stap is not None else None
    own = [r for r in (werkvorm_regios(session, evening) if werk is None else werk) if r.publiek == publiek]
    if not own and publiek in PUBLIEKEN:
        own = [_stil(session, evening, publiek)]
    own = over_het_scherm(session, evening, stap, publiek, own)
    if publiek == "zaal":
        own = [*own, Regio("instructie", "zaal", "live/bijeenkomst/zaal_instructie.html")]
    if publiek == "regie":
        own += _regie(session, evening, stap, form)
    base = basis_context(session, evening, stap)
    return [Regio(r.naam, r.publiek, r.template, {**base, **r.context}, r.sleutel, r.teller) for r in own]


@onthoudt
def basis_context(session: Session, evening: Bijeenkomst, stap: Stap | None) -> dict[str, Any]:
    """What every partial may use: dialoog, bijeenkomst, stap; the code as shown (empty: door closed), the address
    that people type and its QR; `basis` is the address of the regie of this evening; `einde` and `nu` in ms."""
    dialoog = session.get_one(Dialoog, evening.dialoog_id)
    return {
        "dialoog": dialoog,
        "bijeenkomst": evening,
        "stap": stap,
        "instructie": stap.instructie if stap else "",
        "code": rules.code_op_scherm(evening.code) if evening.deur_open else "",
        "adres": adres_kort(),
        "qr": qr(f"{adres()}/m/{evening.uitnodiging}"),
        "basis": regie_adres(dialoog, evening),
        "einde": int(stap.einde.timestamp() * 1000) if stap and stap.einde else None,
        "nu": int(klok.nu().timestamp() * 1000) if stap and stap.einde else None,
    }


def regie_adres(dialoog: Dialoog, evening: Bijeenkomst) -> str:
    """Where the regie of an evening lives."""
    return f"/regie/{dialoog.korte_naam}/avond/{evening.id}"


def adres() -> str:
    """The address at which phones reach the app."""
    settings: Config = current_app.config["DIALOOG"]
    return settings.adres


def adres_kort() -> str:
    """The same as people type it: without the scheme."""
    return adres().split("://", 1)[-1]


@lru_cache(maxsize=64)
def qr(link: str) -> str:
    """A QR as SVG markup that scales."""
    return segno.make(link, error="m").svg_inline(border=0, omitsize=True)


def paneel_sleutel(evening: Bijeenkomst, stap: Stap | None, fase: str = "") -> str:
    """Key of a paneel: same key, same inputs."""
    return f"{evening.id}:{stap.id if stap else 0}:{stap.soort if stap else 'stil'}:{fase}"


def _stil(session: Session, evening: Bijeenkomst, publiek: Publiek) -> Regio:
    """No step is live: the door, or waiting, or the end."""
    fase = "afgelopen" if evening.afgelopen else "deur" if evening.deur_open else "dicht"
    tafel = aan_tafel(session, evening)
    later = volgende_bijeenkomst(session, evening) if fase == "afgelopen" else None
    context: Mapping[str, Any] = {"fase": fase, "tafel": tafel, "volgende": later}
    naam = {"zaal": "paneel", "beamer": "scherm", "regie": "werkvorm"}[publiek]
    # The regie's panel shows the tables: it is another one when somebody sits down. It holds no inputs.
    gasten = ":" + "-".join(str(b.aantal) for b in tafel.belangen) if publiek == "regie" else ""
    sleutel = None if publiek == "beamer" else paneel_sleutel(evening, None, fase) + gasten
    return Regio(naam, publiek, f"live/bijeenkomst/{publiek}_stil.html", context, sleutel)


def _regie(session: Session, evening: Bijeenkomst, stap: Stap | None, form: Werkvorm | None) -> list[Regio]:
    """What stands around the werkvorm in the regie."""
    steps = stappen(session, evening.id)
    live_id = stap.id if stap else None
    ready, total = form.voortgang(session, stap) if form and stap else (0, 0)
    folder = "live/bijeenkomst/regie_"
    last = laatste_stappen(session, evening.dialoog_id, bijeenkomst_id=evening.id)
    here = namen(session, evening.id, "aanwezig")
    away = stille(here) if stap and stap.soort not in RUSTIG and evening.pauze_sinds is None else []
    people = {
        "klaar": ready,
        "van": total,
        "aanwezig": here,
        "stil": away,
        "weg": namen(session, evening.id, "weg"),
        "verwacht": verwacht(session, evening),
        "toehoorders": namen(session, evening.id, "aanwezig", soort="toehoorder"),
        **(form.mensen(session, stap) if form and stap else {}),
    }
    green = knop(session, evening, stap)
    bar = {
        "knop_nu": green,
        "groen": rust.teken(evening.id, green),
        "vorige": rules.previous_stap(steps, live_id),
        "vraag_terug": form.vraag_bij_terug(session, stap) if form and stap else None,
        "vraag_einde": vraag_einde(session, steps),
    }
    return [
        Regio("kop", "regie", folder + "kop.html"),
        Regio("stapregel", "regie", folder + "stapregel.html", {}, f"{live_id}:{stap.regelversie if stap else 0}"),
        Regio("code", "regie", folder + "code.html"),
        Regio("hand", "regie", folder + "hand.html"),
        Regio("draaiboek", "regie", folder + "draaiboek.html", {"stappen": steps}),
        Regio("laatste", "regie", folder + "laatste.html", {"laatste": last}),
        Regio("mensen", "regie", folder + "mensen.html", people),
        Regio("knop", "regie", folder + "knop.html", bar),
    ]


def hierna(titel: str) -> str:
    """What comes next, as a sentence; a title that is a question keeps its own mark."""
    return met_punt(f"Hierna: {titel}")


def ga_naar(titel: str) -> str:
    """The words of the button that turns to this step: a verb and its thing (stijl.md, Parts)."""
    return f"Ga naar {titel}"


def knop(session: Session, evening: Bijeenkomst, stap: Stap | None) -> Knop | None:
    """The green button: the werkvorm's own, else the next step, else the end of the evening."""
    own = werkvorm(stap.soort).knop(session, stap) if stap is not None else None
    if own is not None and own.voorbij and (past := _verder(session, evening, stap)) is not None:
        return replace(own, ernaast=replace(past, tekst=own.voorbij))
    return own or _verder(session, evening, stap)


def _verder(session: Session, evening: Bijeenkomst, stap: Stap | None) -> Knop | None:
    """To the next step, else the end of the evening."""
    steps = stappen(session, evening.id)
    target = rules.next_stap(steps, stap.id if stap else None)
    seen = {"gezien": str(stap.id) if stap else ""}
    base = regie_adres(session.get_one(Dialoog, evening.dialoog_id), evening)
    if stap is None and not evening.deur_open and evening.afgelopen is None and target is not None:
        return Knop("Open de deur", f"{base}/deur", "Mensen kunnen dan naar binnen met de code.", {"open": "ja"})
    if target is not None:
        first = werkvorm(stap.soort).bij_verder(session, stap) if stap is not None else ""
        return Knop(ga_naar(target.titel), f"{base}/verder", f"{first} {hierna(target.titel)}".lstrip(), seen)
    if evening.afgelopen is None:
        end = "De deur gaat dicht. Het boek blijft open."
        return Knop("Sluit de avond af", f"{base}/afsluiten", end, seen, bevestiging=vraag_einde(session, steps))
    return None
