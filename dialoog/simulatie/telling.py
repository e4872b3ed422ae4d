"""What the simulated phones sent and what arrived."""

import statistics
from collections import Counter
from dataclasses import dataclass, field

SOORTEN = ("tafels", "pen", "ideeën", "kleuren", "keuzes", "stickers", "aanbod", "aanvulling",
           "instemming", "overig")  # fmt: skip


@dataclass
class Telling:
    """`gestuurd`: commands, by kind; `aangekomen`: answered with yes; `geweigerd`: with no; `opnieuw`: tries after a
    line that failed; `duur_ms`: from tap to answer, of who had wifi at the tap; `fouten`: what should never happen, as
    sentences."""

    telefoons: int = 0
    verbonden: int = 0
    binnen: int = 0
    gestuurd: Counter[str] = field(default_factory=Counter)
    aangekomen: Counter[str] = field(default_factory=Counter)
    geweigerd: Counter[str] = field(default_factory=Counter)
    opnieuw: int = 0
    duur_ms: list[float] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)

    def regel(self, klok: str, stap: str) -> str:
        """The line of one second."""
        return (
            f"{klok}  binnen {self.binnen} van {self.telefoons}  verbonden {self.verbonden}  {stap or 'geen stap'}  "
            f"gestuurd {self.gestuurd.total()}  aangekomen {self.aangekomen.total()}  "
            f"geweigerd {self.geweigerd.total()}  opnieuw {self.opnieuw}  fouten {len(self.fouten)}"
        )

    def slot(self) -> list[str]:
        """What is said at the end."""
        lines = ["Klaar. Dit is gestuurd en aangekomen:"]
        for soort in SOORTEN:
            sent = self.gestuurd[soort]
            if sent:
                said = f"{self.aangekomen[soort]} aangekomen, {self.geweigerd[soort]} geweigerd"
                lines.append(f"  {soort}: {sent} gestuurd, {said}, {self.onderweg(soort)} zonder antwoord")
        if len(self.duur_ms) > 1:
            half, most = statistics.median(self.duur_ms), statistics.quantiles(self.duur_ms, n=20)[-1]
            lines.append(f"  Antwoord na de tik: de helft binnen {half:.0f} ms, 95% binnen {most:.0f} ms.")
        lines += [f"  Fout: {fout}" for fout in dict.fromkeys(self.fouten)]
        if not self.fouten:
            lines.append("  Er waren geen fouten.")
        return lines

    def onderweg(self, soort: str) -> int:
        """Commands of this kind without an answer."""
        return self.gestuurd[soort] - self.aangekomen[soort] - self.geweigerd[soort]
