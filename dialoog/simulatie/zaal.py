"""A hall of simulated people: some come late, some go home, some change phone or lose the wifi."""

import logging
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import requests
import socketio

from dialoog import klok
from dialoog.simulatie.gedrag import doe
from dialoog.simulatie.mensen import namen
from dialoog.simulatie.telefoon import Afgelopen, GeenOefening, Telefoon
from dialoog.simulatie.telling import Telling

logging.getLogger("engineio.client").setLevel(logging.CRITICAL)  # it reports every line that breaks, and ours do
BINNENKOMST_S = 40.0
"""Within so long everybody who is on time has come in."""


@dataclass(frozen=True)
class Lot:
    """What happens to a person, in seconds after the start (0: it does not)."""

    laat: float = 0
    weg: float = 0
    toestel: float = 0
    wifi: float = 0


def trek_lot(kans: random.Random) -> Lot:
    """One in ten comes late, one in twelve goes home, one in ten changes phone, one in five loses the wifi."""
    return Lot(
        laat=kans.uniform(60, 240) if kans.random() < 0.10 else kans.uniform(0, BINNENKOMST_S),
        weg=kans.uniform(900, 2400) if kans.random() < 0.08 else 0,
        toestel=kans.uniform(120, 1500) if kans.random() < 0.10 else 0,
        wifi=kans.uniform(60, 1200) if kans.random() < 0.20 else 0,
    )


class Zaal:
    """`aantal` phones that join with `code`. `run` returns when the evening is over, or after so many minutes."""

    def __init__(self, server: str, code: str, aantal: int, tempo: float = 1.0, zaad: int | None = None) -> None:
        self.telling = Telling(telefoons=aantal)
        self._kans = random.Random(zaad)
        self._code = code
        self._einde = threading.Event()
        self._geen_oefening = False
        self.telefoons = [
            Telefoon(server, naam, self.telling, random.Random(self._kans.random()), tempo)
            for naam in namen(self._kans, aantal)
        ]

    def stop(self) -> None:
        """Everybody goes home."""
        self._einde.set()

    def run(self, zeg: Callable[[str], None], minuten: float = 180) -> Telling:
        """Play until the end, saying one line a second. Raises GeenOefening before anything was sent."""
        end = time.monotonic() + minuten * 60
        first, rest = self.telefoons[0], self.telefoons[1:]
        first.kom_binnen(self._code)  # whether it is a rehearsal is known before the others come
        threads = [threading.Thread(target=self._leef, args=(first, Lot(wifi=90)), daemon=True)]
        threads += [
            threading.Thread(target=self._leef, args=(phone, trek_lot(self._kans)), daemon=True) for phone in rest
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads) and time.monotonic() < end and not self._einde.is_set():
            zeg(self.telling.regel(f"{klok.lokaal(klok.nu()):%H:%M:%S}", first.soort))
            self._einde.wait(1)
        self._einde.set()
        for phone in self.telefoons:
            phone.weg = True
            phone.nieuws.set()
        for thread in threads:
            thread.join(10)
        return self.telling

    def _leef(self, telefoon: Telefoon, lot: Lot) -> None:
        """One person's evening."""
        try:
            if not telefoon.dialoog:
                if self._einde.wait(lot.laat / telefoon.tempo):
                    return
                telefoon.kom_binnen(self._code)
            telefoon.verbind()
            self._avond(telefoon, lot, time.monotonic())
        except (Afgelopen, GeenOefening):
            pass
        except (requests.RequestException, socketio.exceptions.SocketIOError, ValueError, KeyError) as error:
            self.telling.fouten.append(f"{type(error).__name__}: {error}"[:200])
        finally:
            self._naar_huis(telefoon)

    def _avond(self, telefoon: Telefoon, lot: Lot, begin: float) -> None:
        done: set[str] = set()
        while not self._einde.is_set():
            telefoon.nieuws.clear()
            if telefoon.sleutel not in done:
                done.add(telefoon.sleutel)
                doe(telefoon)
            telefoon.nieuws.wait(5)
            gone = (time.monotonic() - begin) * telefoon.tempo
            if lot.weg and gone > lot.weg:
                return
            if lot.toestel and gone > lot.toestel and "toestel" not in done:
                done.add("toestel")
                telefoon.wissel_van_toestel()
            if lot.wifi and gone > lot.wifi and "wifi" not in done:
                done.add("wifi")
                threading.Thread(target=self._zonder_wifi, args=(telefoon,), daemon=True).start()
            if telefoon.soort == "stil" and telefoon.fase == "afgelopen":
                return

    def _zonder_wifi(self, telefoon: Telefoon) -> None:
        telefoon.verbreek()
        telefoon.offline = True
        self._einde.wait(telefoon.kans.uniform(10, 40) / telefoon.tempo)
        telefoon.offline = False
        if not self._einde.is_set():
            telefoon.verbind()

    def _naar_huis(self, telefoon: Telefoon) -> None:
        telefoon.offline = False
        telefoon.verbreek()
        if telefoon.dialoog:
            telefoon.dialoog = ""
            self.telling.binnen -= 1
