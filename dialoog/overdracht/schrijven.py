"""A `Bestand` as canonical bytes: the same dialogue gives the same file, byte for byte."""

import json
import re
from datetime import date
from typing import Any

from dialoog.overdracht import aantekeningen, vorm, vorm_kaart
from dialoog.overdracht.loten import schrijf_loting
from dialoog.overdracht.namen import in_bestand
from dialoog.voorstel.tekst import html_to_tekst, is_gewone_tekst

_NUMBERS = re.compile(r"\[\n\s+(\d+(?:,\n\s+\d+)*)\n\s+\]")
Plain = dict[str, Any]


def schrijf(bestand: vorm.Bestand) -> bytes:
    """UTF-8 JSON with a fixed order of keys, two spaces in, lists of numbers on one line, a line end at the end.

    A raw line end never stands inside a JSON text, so the pattern for numbers cannot meet one."""
    text = json.dumps(plain(bestand), ensure_ascii=False, indent=2)
    one_line = _NUMBERS.sub(lambda found: "[" + re.sub(r"\s+", " ", found[1]) + "]", text)
    return (one_line + "\n").encode()


def plain(bestand: vorm.Bestand) -> Plain:
    """The file as JSON data. Keys of the public format are always there; our own only where they say something."""
    return {
        "dialoog": vorm.VERSIE,
        "staat": bestand.staat,
        "korte_naam": bestand.korte_naam,
        "titel": bestand.titel,
        "thema": bestand.thema,
        "regio": bestand.regio,
        "bron": bestand.bron,
        "hoofdvraag": {"tekst": bestand.hoofdvraag, "kort": bestand.hoofdvraag_kort},
        "top": bestand.top,
        **own(vragen={key: bestand.vragen[key] for key in vorm.VRAGEN if key in bestand.vragen}),
        "deelvragen": [{"tekst": part.tekst, "kant": part.kant} for part in bestand.deelvragen],
        "kaders": [_kader(kader) for kader in bestand.kaders],
        "spelregels": list(bestand.spelregels),
        "belangen": [{"naam": belang.naam, "zin": belang.zin} for belang in bestand.belangen],
        "gemeenten": list(bestand.gemeenten),
        "bijeenkomsten": [_bijeenkomst(evening) for evening in bestand.bijeenkomsten],
        "deelnemers": [_deelnemer(person) for person in bestand.deelnemers],
        "ideeen": [_idee(idee) for idee in bestand.ideeen],
        "stemrondes": [_stemronde(ronde) for ronde in bestand.stemrondes],
        "oplossingen": [_oplossing(part, in_bestand(bestand.deelnemers)) for part in bestand.oplossingen],
        **own(kaarten_uiterlijk=_dag(bestand.kaarten_uiterlijk)),
        "voorstellen": [_voorstel(voorstel) for voorstel in bestand.voorstellen],
        **own(aantekeningen=aantekeningen.plain(bestand.aantekeningen)),
        **own(boek=bestand.boek, boekdelen=bestand.boekdelen),
    }


def own(**keys: Any) -> Plain:
    """Keys that are left out when they say nothing."""
    return {key: value for key, value in keys.items() if value or (value == 0 and value is not False)}


def _kader(kader: vorm.Kader) -> Plain:
    return {
        "soort": kader.soort,
        "tekst": kader.tekst,
        **own(onderdelen=list(kader.onderdelen)),
        "geldt_voor": kader.geldt_voor,
    }


def _bijeenkomst(evening: vorm.Bijeenkomst) -> Plain:
    return {
        "titel": evening.titel,
        "datum": evening.datum.isoformat() if evening.datum else None,
        "plaats": evening.plaats,
        "afgelopen": bool(evening.afgelopen),
        **own(belangenactie=[{"belang": actie.belang, "tekst": actie.tekst} for actie in evening.belangenactie]),
        **own(tafels=[own(naam=naam) for naam in evening.tafels]),
        **own(in_boek=evening.in_boek),
        **own(aantekeningen=aantekeningen.plain(evening.aantekeningen)),
        "draaiboek": [_stap(stap) for stap in evening.draaiboek or ()],
    }


def _stap(stap: vorm.Stap) -> Plain:
    found: Plain = {"soort": stap.soort, "titel": stap.titel, "staat": stap.staat}
    found |= own(instellingen=dict(sorted(stap.instellingen.items())))
    found |= own(instructie=stap.instructie, spreektekst=stap.spreektekst, gesprek=stap.gesprek)
    if stap.soort == "tonen":
        found["bladen"] = [_blad(blad) for blad in stap.bladen or ()]
    if stap.soort in ("ideeen", "kiezen"):
        found["ideeen"] = list(stap.ideeen or ())
    if stap.soort == "kiezen":
        found |= own(keuzen=per_nummer({nummer: list(places) for nummer, places in stap.keuzen.items()}))
        found |= own(meegekomen=per_nummer({nummer: list(places) for nummer, places in stap.meegekomen.items()}))
        found |= own(keuzetelling=per_nummer(stap.keuzetelling))
    if stap.soort == "kleuren":
        found["kleuren"] = per_nummer(stap.kleuren or {})
        found |= own(kleurders=stap.kleurders, kleurtelling=per_nummer(stap.kleurtelling))
    return found


def _blad(blad: vorm.Blad) -> Plain:
    return {"soort": blad.soort, **own(titel=blad.titel, tekst=blad.tekst, beeld=blad.beeld, naast=blad.naast)}


def per_nummer(values: dict[int, Any]) -> Plain:
    """Keys of ideas as text, in order of number."""
    return {str(number): values[number] for number in sorted(values)}


def _deelnemer(person: vorm.Deelnemer) -> Plain:
    return {
        "naam": (person.naam or None) if person.naam_in_boek else None,
        "namens": person.namens,
        "organisatie": person.organisatie,
        "belangen": list(person.belangen),
        **own(anders=person.anders),
        "gemeenten": list(person.gemeenten),
        **own(herkomst=person.herkomst),
        "vermelding": person.vermelding,
        "naam_in_boek": person.naam_in_boek,
        **own(zonder_telefoon=person.zonder_telefoon),
        "aanwezig": list(person.aanwezig),
    }


def _idee(idee: vorm.Idee) -> Plain:
    if idee.staat in vorm.ZONDER_TEKST:
        return {"nummer": idee.nummer, "tekst": None, "staat": idee.staat}
    return {
        "nummer": idee.nummer,
        "tekst": idee.tekst,
        "titel": idee.titel or None,
        "deelvragen": list(idee.deelvragen),
        "kleur": idee.kleur,
        "gekozen": idee.gekozen,
        "samengevoegd_in": idee.samengevoegd_in,
        "staat": idee.staat,
    }


def _stemronde(ronde: vorm.Stemronde) -> Plain:
    return {
        "titel": ronde.titel,
        "nummer": ronde.nummer,
        "bijeenkomst": ronde.bijeenkomst,
        "stap": ronde.stap,
        "soort": ronde.soort,
        **own(van=ronde.van),
        "stickers_per_persoon": ronde.stickers_per_persoon,
        "per_idee": ronde.per_idee,
        **own(zichtbaar=ronde.zichtbaar, zonder_sleutel=ronde.zonder_sleutel),
        "staat": ronde.staat,
        **own(reden=ronde.reden),
        "briefjes": ronde.briefjes,
        "stickers": per_nummer(ronde.stickers),
        "mensen": per_nummer(ronde.mensen),
        "draagvlak": per_nummer(ronde.draagvlak),
        **own(
            kleuren=list(ronde.kleuren),
            draagvlak_vanaf=ronde.draagvlak_vanaf,
            draagvlak_belangen=list(ronde.draagvlak_belangen),
            draagvlak_reden=ronde.draagvlak_reden,
        ),
        **own(loting=schrijf_loting(ronde.loting)),
    }


def _oplossing(oplossing: vorm.Oplossing, names: list[str]) -> Plain:
    return {
        "plaats": oplossing.plaats,
        "titel": oplossing.titel,
        "ideeen": list(oplossing.ideeen),
        "tekst": oplossing.tekst,
        "reden": oplossing.reden,
        "eigenaren": [names[at] for at in oplossing.eigenaren],
        "trekker": names[oplossing.trekker] if oplossing.trekker is not None else None,
        **own(
            eerdere_eigenaren=[
                {
                    "wie": names[was.wie],
                    **own(trekker=was.trekker),
                    "van": was.van.strftime(vorm.MOMENT),
                    "tot": was.tot.strftime(vorm.MOMENT),
                }
                for was in oplossing.eerdere_eigenaren
            ]
        ),
        "ronde": oplossing.ronde,
    }


def _voorstel(voorstel: vorm_kaart.Voorstel) -> Plain:
    return {
        "nummer": voorstel.nummer,
        "titel": voorstel.titel,
        "plaats": voorstel.plaats,
        "gemeenten": list(voorstel.gemeenten),
        "antwoorden": _antwoorden(voorstel.antwoorden),
        **own(
            deelvragen=list(voorstel.deelvragen),
            geen_deelvraag=voorstel.geen_deelvraag,
            resultaten=[_resultaat(row) for row in voorstel.resultaten],
            kosten=_kosten(voorstel.kosten) if voorstel.kosten else None,
            kadertoets=[_toets(row) for row in voorstel.kadertoets],
            aanvullingen=[_aanvulling(row) for row in voorstel.aanvullingen],
            instemming=[_instemming(row) for row in voorstel.instemming],
            op_slot=voorstel.op_slot,
            uiterlijk=_dag(voorstel.uiterlijk),
            heropend=_dag(voorstel.heropend),
        ),
    }


def _dag(dag: date | None) -> str | None:
    return dag.isoformat() if dag else None


def _resultaat(row: vorm_kaart.Resultaat) -> Plain:
    return {"wat": row.wat, "aantal": row.aantal or None, "eenheid": row.eenheid, "wanneer": row.wanneer}


def _toets(row: vorm_kaart.Kadertoets) -> Plain:
    return {"kader": row.kader, "oordeel": row.oordeel, **own(argument=row.argument)}


def _aanvulling(row: vorm_kaart.Aanvulling) -> Plain:
    more = own(reden=row.reden, verwerkt=row.verwerkt)
    return {"vraag": row.vraag, "tekst": row.tekst, "staat": row.staat, **more}


def _instemming(row: vorm_kaart.Instemming) -> Plain:
    return {
        "datum": row.datum.isoformat(),
        "bijeenkomst": row.bijeenkomst,
        "aanwezig": row.aanwezig,
        "antwoorden": row.antwoorden,
        "ja": row.ja,
        "nog_niet": row.nog_niet,
        **own(redenen=list(row.redenen), conclusie=row.conclusie, gewijzigd=list(row.gewijzigd)),
    }


def _antwoorden(answers: dict[str, str]) -> Plain:
    found: Plain = {}
    for key in vorm.VRAGEN:
        html = answers.get(key, "")
        if not html:
            continue
        found[key] = html_to_tekst(html)
        if not is_gewone_tekst(html):
            found[f"{key}_html"] = html
    return found


def _kosten(kosten: vorm_kaart.Kosten) -> Plain:
    return {
        "regels": [
            {
                "post": regel.post,
                "berekening": regel.berekening,
                "bedrag": regel.bedrag,
                "jaar": regel.jaar,
                "btw": regel.btw,
            }
            for regel in kosten.regels
        ],
        "opgegeven_totaal": kosten.opgegeven_totaal,
    }
