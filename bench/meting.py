"""What was measured, in words, and whether it is good enough."""

import os
import platform
import re
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench.huis import STAPPEN, Huis

if TYPE_CHECKING:
    from bench.kijker import Proef

DOEL_MS = 300
"""95% of the taps stand on the beamer within so long."""
DOEL_GEHEUGEN = 1.2
"""Memory at the end, against that of minute 5."""
VROEG_S = 300


@dataclass
class Meting:
    """One evening. `geheugen`: (seconds since the begin, MB), about four a minute; `werk`: of each step (title, seconds
    it took, seconds of processor that the server used)."""

    huis: Huis
    telefoons: int
    minuten: float
    tempo: float
    begin: float = field(default_factory=time.monotonic)
    geheugen: list[tuple[float, float]] = field(default_factory=list)
    werk: list[tuple[str, float, float]] = field(default_factory=list)
    stappen: list[str] = field(default_factory=list)
    gedrukt: list[str] = field(default_factory=list)
    gestrand: str = ""
    proef: "Proef | None" = None

    def kijk(self, *, einde: bool = False) -> None:
        """Note the memory of the server, when it is time."""
        now = time.monotonic() - self.begin
        if einde or not self.geheugen or now - self.geheugen[-1][0] >= 15:
            self.geheugen.append((now, self.huis.rss_mb()))

    def begint(self, titel: str) -> Callable[[], None]:
        """A step (or the coming in) begins; call the answer when it is over."""
        at, cpu = time.monotonic(), self.huis.cpu_s()
        return lambda: self.werk.append((titel, time.monotonic() - at, self.huis.cpu_s() - cpu))

    @property
    def vroeg(self) -> tuple[float, float]:
        """Memory at minute 5, or half-way in an evening that is shorter than ten."""
        since = min(VROEG_S, self.minuten * 30)
        return next((row for row in self.geheugen if row[0] >= since), self.geheugen[-1])

    @property
    def groei(self) -> float:
        """Memory at the end, over that of early."""
        return self.geheugen[-1][1] / self.vroeg[1] if self.geheugen else 0.0


def p95(ms: Sequence[float]) -> float:
    """95% lies below; 0 without enough to say so."""
    return statistics.quantiles(ms, n=20)[-1] if len(ms) > 1 else 0.0


def fouten(log: str) -> list[str]:
    """Lines of the server's log that tell of an error, each once."""
    found = re.findall(r"^(?:.*\bERROR\b.*|\w+(?:\.\w+)*(?:Error|Exception)\b.*|Traceback.*)$", log, re.MULTILINE)
    return list(dict.fromkeys(found))


def beoordeel(meting: Meting, mensen: str, log: str) -> list[str]:
    """What was missed; empty: all is well."""
    missed = [f"the evening broke off: {meting.gestrand}"] if meting.gestrand else []
    if not meting.gestrand and meting.stappen != list(STAPPEN):
        missed.append("not all steps were played")
    ms = meting.proef.ms if meting.proef else []
    if not ms or p95(ms) >= DOEL_MS:
        missed.append(f"tap to beamer: p95 is {p95(ms):.0f} ms, the aim is under {DOEL_MS} ms")
    if meting.proef and meting.proef.kwijt:
        missed.append(f"{meting.proef.kwijt} ideas were not seen on the beamer")
    if not meting.geheugen or meting.groei > DOEL_GEHEUGEN:
        missed.append(f"memory grew by a factor {meting.groei:.2f}, the aim is at most {DOEL_GEHEUGEN}")
    missed += [f"in the server's log: {line}" for line in fouten(log)[:5]]
    if "Er waren geen fouten." not in mensen:
        missed.append("the phones met errors, or did not come to their end")
    return missed


def verslag(meting: Meting, command: str, mensen: str, log: str) -> str:
    """The figures, the machine and the command that repeats it."""
    proef = meting.proef
    lines = [
        "",
        command,
        f"machine: {processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}; "
        "server, phones and both browsers on it",
        f"people: {meting.telefoons} phones at {meting.tempo:g} times the speed of people, {meting.minuten:g} minutes",
        f"steps played: {', '.join(meting.stappen)}",
        f"green button: {len(meting.gedrukt)} presses; herstemming {_played(meting, 'Begin de herstemming')}, "
        f"lot {_played(meting, 'Trek een lot')}",
        _tijden("tap to beamer, ideas", proef.ms if proef else []),
        _tijden("tap in the regie to another step on a phone", proef.bladen if proef else []),
    ]
    if meting.geheugen:
        early, late = meting.vroeg, meting.geheugen[-1]
        lines.append(
            f"memory of the server: {early[1]:.0f} MB at {early[0] / 60:.1f} min, {late[1]:.0f} MB at the end "
            f"({late[0] / 60:.1f} min), factor {meting.groei:.2f}"
        )
        rows = meting.geheugen[:: max(1, len(meting.geheugen) // 12)]
        lines.append("  " + ", ".join(f"{at / 60:.0f}: {mb:.0f}" for at, mb in rows))
    lines.append("processor of the server, of the time each step took:")
    lines.append("  " + ", ".join(f"{titel} {100 * cpu / took:.0f}%" for titel, took, cpu in meting.werk))
    lines.append(f"errors in the server's log: {len(fouten(log))}")
    lines.append(mensen[mensen.find("Klaar.") :].strip() if "Klaar." in mensen else mensen[-600:])
    return "\n".join(lines)


def processor() -> str:
    """The model of this machine's processor."""
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else None
    return found.group(1).strip() if found else platform.processor() or platform.machine()


def _played(meting: Meting, words: str) -> str:
    return f"{sum(press.startswith(words) for press in meting.gedrukt)} times"


def _tijden(what: str, ms: Sequence[float]) -> str:
    if not ms:
        return f"{what}: nothing was measured"
    middle, slowest = statistics.median(ms), max(ms)
    return f"{what}: {len(ms)} times, median {middle:.0f} ms, p95 {p95(ms):.0f} ms, slowest {slowest:.0f} ms"
