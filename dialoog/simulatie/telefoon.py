"""One simulated phone: joins by the door, keeps a socket open, sends commands until they are answered."""

import json
import random
import secrets
import threading
import time
from typing import Any
from urllib.parse import urlsplit

import requests
import socketio
from lxml import html
from lxml.html import HtmlElement

from dialoog.simulatie.telling import Telling

GETYPT = {"naam", "anders", "organisatie"}
TIJDELIJK = (408, 429, 500, 502, 503, 504)
WACHT_S = 15
EERSTE_POGING_S, LAATSTE_POGING_S = 1.0, 15.0
"""The patience of the outbox (static/js/outbox.js), and how long it waits between tries: twice as long each time."""
OPGEVEN_S = 120


class Afgelopen(Exception):
    """The evening or the rehearsal is over for this phone."""


class GeenOefening(Exception):
    """The code leads to a real dialogue: nothing was sent."""


class Telefoon:
    """A phone of `naam`. All times are in seconds; `tempo` 2 is twice as quick as people are."""

    def __init__(self, server: str, naam: str, telling: Telling, kans: random.Random, tempo: float) -> None:
        self.server, self.naam, self.telling, self.kans, self.tempo = server.rstrip("/"), naam, telling, kans, tempo
        self.http = requests.Session()
        self.http.headers.update({"Origin": self.server, "User-Agent": "Mozilla/5.0 (Mobile; simulatie)"})
        self.dialoog = ""
        self.pas = ""
        self.sleutel = ""
        """Key of the paneel that is shown: `bijeenkomst:stap:soort:fase`."""
        self.nieuws = threading.Event()
        """Set when another paneel came."""
        self.vellen: dict[int, Any] = {}
        """ronde → what this phone itself keeps of its ballot; gone with the phone."""
        self.offline = False
        self.weg = False
        self._socket: socketio.Client | None = None
        self._lijf: dict[str, str] = {}
        self._regios: dict[str, str] = {}

    # --- the door ---------------------------------------------------------------------------------------------

    def kom_binnen(self, code: str) -> None:
        """Type the code and fill in the door. Raises GeenOefening, Afgelopen (the door is closed)."""
        front: Any = html.fromstring(self._vraag("GET", "/").text)
        answer = self._vraag("POST", "/", data={**_hidden(front.xpath("//form")[0]), "code": code})
        if answer.status_code != 200 or "/m/" not in answer.url:
            raise Afgelopen
        if "oefenbalk" not in answer.text:
            raise GeenOefening
        page = html.fromstring(answer.text)
        body = self._vul_in(page)
        self.pas = str(body.get("pas", ""))
        joined = self._vraag("POST", urlsplit(answer.url).path, data=body)
        if joined.status_code != 200 or "/d/" not in joined.url:
            raise Afgelopen
        self.dialoog = urlsplit(joined.url).path.strip("/").split("/")[-1]
        self.telling.binnen += 1
        self._lees(joined.text)

    def _vul_in(self, page: HtmlElement) -> dict[str, Any]:
        form = page.xpath("//form[@data-module='deur']")[0]
        body: dict[str, Any] = _hidden(form)
        choices = {name: [e.get("value") for e in form.iter("input") if e.get("name") == name] for name in KEUZES}
        belangen = [value for value in choices["belangen"] if value != "anders"] or ["anders"]
        more = self.kans.random() < 0.15 and len(belangen) > 1
        body |= {"naam": self.naam, "belangen": self.kans.sample(belangen, 2 if more else 1), "namens": "uzelf"}
        if belangen == ["anders"]:
            body["anders"] = "De buurt"
        if choices["gemeenten"]:
            body["gemeenten"] = [self.kans.choice(choices["gemeenten"])]
        return body

    def wissel_van_toestel(self) -> None:
        """Come back on another phone with the pas."""
        self.verbreek()
        self.vellen.clear()
        self.http.cookies.clear()
        answer = self._vraag("POST", "/ik/ja", json={"pas": self.pas, "kenmerk": nieuw_kenmerk()})
        if answer.status_code != 200:
            raise Afgelopen
        self.laad()
        self.verbind()

    # --- the page and the socket ------------------------------------------------------------------------------

    def laad(self) -> None:
        """Load the page of the evening again."""
        answer = self._vraag("GET", f"/d/{self.dialoog}/")
        if answer.status_code in (403, 404, 410):
            raise Afgelopen
        self._lees(answer.text)

    def _lees(self, text: str) -> None:
        page: Any = html.fromstring(text)
        self._lijf = {str(name): str(value) for name, value in page.xpath("//body")[0].attrib.items()}
        panel, own = page.xpath("//*[@data-paneel='paneel']"), page.xpath("//template[@data-groep]")
        self._regios = {"groep": _binnen(own[0])} if own else {}
        if panel:
            self._regios["paneel"] = _binnen(panel[0])
            self._nieuw(panel[0].get("data-sleutel") or "")

    @property
    def blad(self) -> Any:
        """What this phone shows now: the paneel, with what was pushed into it since."""
        regions = dict(self._regios)
        page: Any = html.fragment_fromstring(regions.pop("paneel", ""), create_parent="body")
        for naam, words in regions.items():
            for place in page.xpath(f"//*[@data-regio='{naam}']"):
                for child in list(place):
                    place.remove(child)
                place.append(html.fragment_fromstring(words, create_parent="div"))
        return page

    @property
    def wie(self) -> str:
        """Number of the person."""
        return self._lijf.get("data-wie", "")

    @property
    def soort(self) -> str:
        """Which werkvorm is live, `stil` without one."""
        return self.sleutel.split(":")[2] if self.sleutel.count(":") > 1 else "stil"

    @property
    def fase(self) -> str:
        return self.sleutel.split(":")[3] if self.sleutel.count(":") > 2 else ""

    def verbind(self) -> None:
        """Open the socket, as the page does, and hear its news."""
        client = socketio.Client(http_session=self.http, reconnection_delay=0.5, reconnection_delay_max=8)
        client.on("connect", lambda: self._meld(client))
        client.on("regio", self._regio)
        client.on("groep", self._groep)
        client.on("bericht", self._bericht)
        client.connect(self.server, transports=["websocket"], wait_timeout=WACHT_S)
        self._socket = client
        self.telling.verbonden += 1

    def _meld(self, client: socketio.Client) -> None:
        place = {"pagina": "telefoon", "dialoog": int(self._lijf.get("data-dialoog") or 0)}
        place["bijeenkomst"] = int(self._lijf.get("data-bijeenkomst") or 0)
        client.emit("aanwezig", place, callback=self._aangemeld)

    def _aangemeld(self, answer: dict[str, Any]) -> None:
        for regio in answer.get("regios", ()):
            self._regio(regio)

    def _groep(self, message: dict[str, Any]) -> None:
        self._regios.pop("groep", None)
        for regio in message.get("regios", ()):
            self._regio(regio)

    def _regio(self, regio: dict[str, Any]) -> None:
        naam, sleutel = regio.get("naam"), regio.get("sleutel")
        if naam == "paneel" and sleutel == self.sleutel:
            return
        if naam == "paneel":
            self._regios = {}  # what lies in the paneel comes with it
        self._regios[str(naam)] = regio.get("html") or ""
        if naam == "paneel" and sleutel:
            self._nieuw(sleutel)

    def _bericht(self, bericht: dict[str, Any]) -> None:
        if bericht.get("opnieuw"):
            self._nieuw("opnieuw")

    def _nieuw(self, sleutel: str) -> None:
        if sleutel != self.sleutel:
            self.sleutel = sleutel
            self.nieuws.set()

    def verbreek(self) -> None:
        """Close the socket."""
        if self._socket is not None:
            self._socket.disconnect()
            self._socket = None
            self.telling.verbonden -= 1

    # --- doing ------------------------------------------------------------------------------------------------

    def denk(self, seconden: float) -> bool:
        """Wait as a person does, around so many seconds; False when another paneel came meanwhile."""
        return not self.nieuws.wait(seconden * self.kans.lognormvariate(0, 0.5) / self.tempo)

    def mijn(self) -> dict[str, Any]:
        """What is mine in the live step."""
        found: dict[str, Any] = self._vraag("GET", f"/d/{self.dialoog}/mijn").json()
        return found

    def stuur(
        self, soort: str, pad: str, body: dict[str, Any], mag_niet: tuple[int, ...] = ()
    ) -> tuple[int, dict[str, Any]]:
        """A command, sent until it is answered, as the outbox of a phone does; (status, answer). A refusal other than
        409 or one in `mag_niet` is an error of the app or of this phone."""
        self.telling.gestuurd[soort] += 1
        began, wifi = time.monotonic(), not self.offline
        answer = self._vraag("POST", f"/d/{self.dialoog}{pad}", json=body, headers={"Accept": "application/json"})
        if wifi:
            self.telling.duur_ms.append(1000 * (time.monotonic() - began))
        said = "aangekomen" if answer.status_code == 200 else "geweigerd"
        getattr(self.telling, said)[soort] += 1
        if answer.status_code >= 500 or (answer.status_code in (400, 403, 404) and answer.status_code not in mag_niet):
            self.telling.fouten.append(f"{pad}: {answer.status_code} {answer.text[:120]}")
        try:
            data = answer.json()
        except json.JSONDecodeError:
            data = {}
        return answer.status_code, data if isinstance(data, dict) else {}

    def _vraag(self, methode: str, pad: str, **wat: Any) -> requests.Response:
        """Ask until there is an answer; waits while this phone has no wifi. Raises Afgelopen when nobody answers for
        two minutes: the server is gone."""
        wacht, end = EERSTE_POGING_S, time.monotonic() + OPGEVEN_S
        while time.monotonic() < end:
            while self.offline and not self.weg:
                time.sleep(0.2)
            try:
                answer = self.http.request(methode, f"{self.server}{pad}", timeout=WACHT_S, **wat)
                if answer.status_code not in TIJDELIJK or self.weg:
                    return answer
            except requests.RequestException:
                if self.weg:
                    raise Afgelopen from None
            self.telling.opnieuw += 1
            time.sleep(wacht + 0.5 * self.kans.random())
            wacht = min(wacht * 2, LAATSTE_POGING_S)
        raise Afgelopen


KEUZES = ("belangen", "gemeenten")


def _binnen(element: HtmlElement) -> str:
    """The markup inside an element."""
    inside = "".join(html.tostring(child, encoding="unicode") for child in element)
    return (element.text or "") + inside


def _hidden(form: HtmlElement) -> dict[str, Any]:
    """What a form carries along by itself."""
    found = [e for e in form.iter("input") if e.get("type") == "hidden" and e.get("name")]
    return {str(element.get("name")): element.get("value") or "" for element in found}


def nieuw_kenmerk() -> str:
    """A random number of a command."""
    return secrets.token_hex(16)
