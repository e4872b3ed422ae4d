"""Voorstelkaarten in the regie: the list, one card, writing, the empty form, and what stands on the beamer."""

from io import BytesIO
from typing import Any

from flask import Blueprint, g, make_response, redirect, render_template, request, send_file
from flask.typing import ResponseReturnValue

from dialoog import klok
from dialoog.access import config, for_begeleider
from dialoog.bijeenkomst.views.regie import back as back_to_avond
from dialoog.database import db
from dialoog.errors import NotNow, Refusal
from dialoog.themaboek.boek import Antwoord, Boek, Deelvraag, Kader, Titelblad, Voorstelkaart, boek_to_dict
from dialoog.themaboek.huisstijl import pad_voor_werk
from dialoog.velden import read_number, read_numbers
from dialoog.voorstel import kaarten, koppelen, queries, rules, schermen
from dialoog.voorstel.antwoorden import Schrijver
from dialoog.voorstel.eigenaren import stand_van
from dialoog.voorstel.errors import DeelBotst
from dialoog.voorstel.inbeeld import show_kaart
from dialoog.voorstel.kaartkop import change_voorstel
from dialoog.voorstel.na_akkoord import na_akkoord
from dialoog.voorstel.slot import set_slot
from dialoog.voorstel.termijn_zetten import iso
from dialoog.voorstel.views.deelblad import naast
from dialoog.voorstel.views.oplossingen import avond
from dialoog.voorstel.vrijwilligers import aanbod
from dialoog.werk import WerkFailed, run_werk

blueprint = Blueprint("voorstellen", __name__, url_prefix="/regie/<korte_naam>")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _adres() -> str:
    return f"/regie/{g.dialoog.korte_naam}/voorstellen"


def _render(template: str, status: int = 200, **context: Any) -> ResponseReturnValue:
    base = {"dialoog": g.dialoog, "plek": "avond", "adres": _adres(), "avond": avond()}
    return make_response(render_template(template, **base, **context), status)


@blueprint.get("/voorstellen")
@for_begeleider
def lijst() -> ResponseReturnValue:
    """All oplossingen and cards, also between the evenings."""
    return lijst_page(None)


def lijst_page(fout: Refusal | None) -> ResponseReturnValue:
    """`fout`: about the last day of all cards, the order, or a voorstel without an oplossing."""
    session = db.session()
    session.rollback()
    rows, cards = queries.oplossingen(session, g.dialoog.id), queries.voorstellen(session, g.dialoog.id)
    changed = na_akkoord(session, g.dialoog.id)
    offers, last = aanbod(session, g.dialoog.id), iso(g.dialoog.kaarten_uiterlijk)
    return _render(
        "voorstel/lijst.html",
        fout.status if fout else 200,
        werk={
            "rijen": [
                {
                    **schermen.regie_rij(row, len(rows)),
                    "aanbod": offers.get(row.id, []),
                    "gezien": stand_van(session, row.id),
                }
                for row in rows
            ],
            "weggehaald": [{"id": r.id, "titel": r.titel} for r in queries.weggehaald(session, g.dialoog.id)],
            "adres": f"/regie/{g.dialoog.korte_naam}",
        },
        kaarten=[
            schermen.kaart_rij(card) | {"dicht": card.dicht, "termijn": card.termijn, "daarna": changed.get(card.id)}
            for card in cards
        ],
        gezien=",".join(str(card.nummer) for card in cards),
        uiterlijk=request.form.get("uiterlijk", last) if fout else last,
        uiterlijk_nu=last,
        zonder_kaart=sum(1 for row in rows if row.voorstel is None),
        fout=fout,
        titel=request.form.get("titel", "") if fout else "",
    )


@blueprint.post("/voorstellen/maak")
@for_begeleider
def maak() -> ResponseReturnValue:
    """A card for every oplossing that has none."""
    kaarten.make_cards(g.dialoog.id, avond(), g.wie.naam)
    return redirect(_adres(), 303)


@blueprint.post("/voorstellen/los")
@for_begeleider
def los() -> ResponseReturnValue:
    """A voorstel without an oplossing."""
    try:
        nummer = kaarten.make_loose(g.dialoog.id, avond(), request.form.get("titel", ""), g.wie.naam)
    except Refusal as error:
        return lijst_page(error)
    return redirect(f"{_adres()}/{nummer}", 303)


@blueprint.get("/voorstellen/<int:nummer>")
@for_begeleider
def kaart(nummer: int) -> ResponseReturnValue:
    """One card: its title, gemeenten, lock, owners and ten answers."""
    return kaart_page(nummer, None)


@blueprint.post("/voorstellen/<int:nummer>")
@for_begeleider
def wijzig(nummer: int) -> ResponseReturnValue:
    chosen = read_numbers("gemeenten")
    try:
        change_voorstel(
            g.dialoog.id,
            avond(),
            nummer,
            read_number("versie"),
            request.form.get("titel", ""),
            chosen,
            Schrijver("begeleider", g.wie.naam),
        )
    except Refusal as error:
        if error.status == 404:
            raise
        return kaart_page(nummer, error)
    return redirect(f"{_adres()}/{nummer}", 303)


@blueprint.post("/voorstellen/<int:nummer>/oplossing")
@for_begeleider
def koppel(nummer: int) -> ResponseReturnValue:
    """Which oplossing it belongs to: `oplossing`, 0 for none; `versie` of the card as it was seen."""
    chosen = read_number("oplossing")
    try:
        koppelen.set_oplossing(g.dialoog.id, avond(), nummer, read_number("versie"), chosen or None, g.wie.naam)
    except Refusal as error:
        if error.status == 404:
            raise
        return kaart_page(nummer, error, oplossing=chosen)
    return redirect(f"{_adres()}/{nummer}" + (f"?avond={avond()}" if avond() else ""), 303)


def kaart_page(
    nummer: int, fout: Refusal | None, *, oplossing: int | None = None, uiterlijk: str | None = None
) -> ResponseReturnValue:
    """`fout` is about the title and the gemeenten, or about what was chosen as `oplossing` or typed as `uiterlijk`."""
    session = db.session()
    session.rollback()
    card = queries.find_voorstel(session, g.dialoog.id, nummer)
    typed = fout is not None and oplossing is None and uiterlijk is None
    mine = card.oplossing.id if card.oplossing else 0
    free = [row for row in queries.oplossingen(session, g.dialoog.id) if row.voorstel is None or row.id == mine]
    asked = [(key, rules.vraag_tekst(g.dialoog.vragen, key)) for key in rules.SLEUTELS]
    return _render(
        "voorstel/kaart.html",
        fout.status if fout else 200,
        kaart=card,
        vragen=asked,
        gemeenten=[(gemeente.id, gemeente.naam) for gemeente in g.dialoog.gemeenten],
        gekozen=read_numbers("gemeenten") if typed else card.gemeente_ids,
        deel_van={rules.SLEUTELS[plek - 1]: soort for soort, plek in rules.DEEL_PLEK.items()},
        naast=naast(g.dialoog, card),
        botst=isinstance(fout, DeelBotst),
        oplossingen=[(row.id, f"Plaats {row.plaats}: {row.titel}") for row in free],
        oplossing=oplossing if oplossing in {0, *(row.id for row in free)} else mine,
        fout=fout,
        daarna=na_akkoord(session, g.dialoog.id).get(card.id),
        uiterlijk=iso(card.termijn.van_kaart) if uiterlijk is None else uiterlijk,
        titel=request.form.get("titel", "") if typed else card.titel,
    )


@blueprint.post("/voorstellen/<int:nummer>/slot")
@for_begeleider
def slot(nummer: int) -> ResponseReturnValue:
    """Lock the card for its eigenaren, or open it, again after its last day."""
    locked = request.values.get("op_slot") == "ja"
    set_slot(g.dialoog.id, avond(), nummer, op_slot=locked, wie=g.wie.naam)
    evening = avond()
    return back_to_avond(evening) if evening else redirect(f"{_adres()}/{nummer}", 303)


@blueprint.get("/voorstellen/<int:nummer>/formulier.docx")
@for_begeleider
def formulier(nummer: int) -> ResponseReturnValue:
    """The empty form to hand out: ten questions with room to write. Made in a child process."""
    card = queries.find_voorstel(db.session(), g.dialoog.id, nummer)
    looks = pad_voor_werk(config(), g.dialoog.id)
    payload = {"soort": "formulier", "boek": boek_to_dict(_leeg_boek(card)), "voorstel": nummer, "huisstijl": looks}
    db.session.rollback()
    try:
        data = run_werk(payload)
    except WerkFailed as error:
        raise NotNow(str(error), kop="Het formulier is er nog niet") from error
    name = f"voorstel-{nummer}-formulier.docx"
    return send_file(BytesIO(data), WORD, as_attachment=True, download_name=name)


def _leeg_boek(card: queries.VoorstelRij) -> Boek:
    """Only what the form prints: the questions, the deelvragen and the kaders."""
    dialoog = g.dialoog
    return Boek(
        titelblad=Titelblad(
            titel=dialoog.titel, datum=klok.vandaag().isoformat(), thema=dialoog.thema, regio=dialoog.regio
        ),
        deelvragen=tuple(Deelvraag(d.tekst, d.kant) for d in dialoog.deelvragen),
        kaders=tuple(Kader(k.tekst, k.soort, tuple(k.onderdelen), k.geldt_voor) for k in dialoog.kaders),
        voorstellen=(
            Voorstelkaart(
                nummer=card.nummer,
                titel=card.titel,
                antwoorden=tuple(Antwoord(rules.vraag_tekst(dialoog.vragen, key)) for key in rules.SLEUTELS),
                gemeenten=card.gemeenten,
            ),
        ),
    )


@blueprint.post("/avond/<int:bijeenkomst_id>/stap/<int:stap_id>/kaart")
@for_begeleider
def toon(bijeenkomst_id: int, stap_id: int) -> ResponseReturnValue:
    """Put a card and a question on the beamer: `voorstel`, `vraag`, and `blad` of its answer."""
    place, page = read_number("vraag") or 1, read_number("blad") or 1
    show_kaart(g.dialoog.id, bijeenkomst_id, stap_id, read_number("voorstel"), place, page)
    return back_to_avond(bijeenkomst_id)
