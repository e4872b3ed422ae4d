"""People without a browser: they do over HTTP what a phone does, with cookies, origin and kenmerk."""

import secrets
from dataclasses import dataclass, field
from typing import Any

import html5lib
import httpx

TYPED = {"naam", "anders", "organisatie"}


@dataclass
class SimPhone:
    """A phone. `adres` is the server's own address; `naam` the person."""

    adres: str
    naam: str
    dialoog: str = ""
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.adres, timeout=20, headers={"Origin": self.adres})

    def join(self, uitnodiging: str, belang: int = 0, organisatie: str = "") -> None:
        """Fill in the door: the belang by its place in the list, the first gemeente."""
        door = self.http.get(f"/m/{uitnodiging}")
        assert door.status_code == 200, (door.status_code, door.text[-600:])
        page = html5lib.parse(door.text, namespaceHTMLElements=False)
        fields = [(e.get("name"), e.get("value") or "") for e in page.iter("input") if e.get("type") == "hidden"]
        belangen = _values(page, "belangen")
        gemeenten = _values(page, "gemeenten")
        fields += [
            ("naam", self.naam),
            ("belangen", belangen[belang % max(1, len(belangen) - 1)]),
            ("namens", "organisatie" if organisatie else "uzelf"),
            ("organisatie", organisatie),
            ("gemeenten", gemeenten[0]),
        ]
        body: dict[str, Any] = {}
        for name, value in fields:
            body.setdefault(str(name), []).append(value)
        answer = self.http.post(f"/m/{uitnodiging}", data=body)
        assert answer.status_code == 303, answer.text[:400]
        self.dialoog = answer.headers["location"].strip("/").split("/")[-1]

    def ik_ben_er(self) -> None:
        """One tap on the next evening."""
        page = html5lib.parse(self.http.get(f"/d/{self.dialoog}/").text, namespaceHTMLElements=False)
        body = {e.get("name"): e.get("value") for e in page.iter("input") if e.get("type") == "hidden"}
        answer = self.http.post(f"/d/{self.dialoog}/ik-ben-er", data=body)
        assert answer.status_code == 303, answer.text[:400]

    def command(self, path: str, body: dict[str, Any]) -> httpx.Response:
        """A JSON command below `/d/<korte_naam>`."""
        return self.http.post(f"/d/{self.dialoog}{path}", json=body, headers={"Accept": "application/json"})

    def idee(self, tekst: str, deelvragen: list[int] | None = None) -> int:
        """Give an idea; its number."""
        body = {"kenmerk": secrets.token_hex(16), "tekst": tekst, "deelvragen": deelvragen or []}
        answer = self.command("/ideeen", body)
        assert answer.status_code == 200, answer.text
        return int(answer.json()["idee"]["nummer"])

    def mijn(self) -> dict[str, Any]:
        """What is mine in the live step."""
        found: dict[str, Any] = self.http.get(f"/d/{self.dialoog}/mijn").json()
        return found

    def briefje(self, ronde: int, stickers: list[int], versie: int = 0, *, klaar: bool = False) -> httpx.Response:
        """Put a whole ballot (idea numbers)."""
        body = {
            "ronde": ronde,
            "versie": versie,
            "kenmerk": secrets.token_hex(16),
            "stickers": stickers,
            "klaar": klaar,
        }
        return self.command("/stembriefje", body)


def _values(page: Any, name: str) -> list[str]:
    return [e.get("value") for e in page.iter("input") if e.get("name") == name]
