"""The cost table: the app's sum beside the stated total, a difference said and not mended (question 8 of a card)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from dialoog.themaboek.boek import Kosten
from dialoog.themaboek.maken.tekst import bedrag


@dataclass(frozen=True, slots=True)
class Optelling:
    """`som`: None where no line has an amount. `verschil`: stated total minus sum, None where one is absent.
    `btw_gemengd`: some amounts are with btw and some without, so that their sum is neither; `per_btw` then says what
    each comes to. `per_jaar`: by year, lines without one last; empty where all amounts are of one year or of none."""

    som: Decimal | None
    opgegeven: Decimal | None
    zonder_bedrag: int
    btw_gemengd: bool = False
    per_jaar: tuple[tuple[int | None, Decimal], ...] = ()
    per_btw: tuple[tuple[str, Decimal], ...] = ()

    @property
    def verschil(self) -> Decimal | None:
        return None if self.som is None or self.opgegeven is None else self.opgegeven - self.som

    @property
    def zin(self) -> str:
        """What the reader should know about the totals, "" where they agree or there is only one."""
        zinnen = []
        if self.verschil:
            meer = "hoger" if self.verschil > 0 else "lager"
            zinnen.append(f"Het opgegeven totaal is {bedrag(abs(self.verschil))} {meer} dan de som van de regels.")
        if self.zonder_bedrag and self.som is not None:
            zinnen.append(
                "Van 1 regel is het bedrag nog niet bekend."
                if self.zonder_bedrag == 1
                else f"Van {self.zonder_bedrag} regels is het bedrag nog niet bekend."
            )
        if self.btw_gemengd:
            zinnen.append("In de som staan bedragen met btw en bedragen zonder btw bij elkaar.")
        return " ".join(zinnen)


def leesbaar(text: str | None) -> Decimal | None:
    """The amount, or None where the text is none."""
    try:
        amount = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return amount if amount is not None and amount.is_finite() else None


def optelling(kosten: Kosten) -> Optelling:
    bedragen = [leesbaar(regel.bedrag) for regel in kosten.regels]
    bekend = [amount for amount in bedragen if amount is not None]
    jaren: dict[int | None, Decimal] = {}
    soorten: dict[str, Decimal] = {}
    for regel, amount in zip(kosten.regels, bedragen, strict=True):
        if amount is not None:
            jaren[regel.jaar] = jaren.get(regel.jaar, Decimal(0)) + amount
            soorten[regel.btw] = soorten.get(regel.btw, Decimal(0)) + amount
    gemengd = len(soorten.keys() - {""}) > 1
    return Optelling(
        sum(bekend, Decimal(0)) if bekend else None,
        leesbaar(kosten.opgegeven_totaal),
        len(bedragen) - len(bekend),
        gemengd,
        tuple(sorted(jaren.items(), key=lambda paar: (paar[0] is None, paar[0] or 0))) if len(jaren) > 1 else (),
        tuple((btw, soorten[btw]) for btw in ("ex", "incl", "") if btw in soorten) if gemengd else (),
    )
