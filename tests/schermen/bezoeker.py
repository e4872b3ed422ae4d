"""Real browsers at a real server on the filled house: a context per role, a page per context."""

from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, Page

from tests.browser.conftest import ZONDER_ZAALBEELD
from tests.schermen.lijst import Scherm
from tests.wereld import Wereld

SIZES = {"telefoon": (390, 844), "regie": (1280, 800), "beamer": (1920, 1080)}

SUBMIT = """([path, data]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = path;
  const token = document.querySelector("input[name=csrf_token]");
  for (const [name, value] of [["csrf_token", token ? token.value : ""], ...Object.entries(data)]) {
    const field = document.createElement("input");
    field.type = "hidden"; field.name = name; field.value = value;
    form.append(field);
  }
  document.body.append(form);
  HTMLFormElement.prototype.submit.call(form);
}"""

LEAST = {"telefoon": 16, "regie": 14, "beamer": 25}
"""Smallest text in CSS pixels (stijl: phone and beamer; the regie is read from near)."""
PRINTED = 12
"""And on what is made for paper: 9 points."""
MEASURE = """([least, width]) => {
  const said = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > width) {
    const wide = [...document.querySelectorAll("body *")].find((e) => e.getBoundingClientRect().right > width + 1);
    said.push(`runs over sideways: ${root.scrollWidth} of ${width} (${wide ? wide.className || wide.tagName : "?"})`);
  }
  if (document.body.classList.contains("beamer") && root.scrollHeight > innerHeight + 1)
    said.push(`runs over below: ${root.scrollHeight} of ${innerHeight}`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = node.data.trim(), e = node.parentElement;
    const unseen = "script, style, template, title, noscript, .alleen-hoorbaar";
    if (!words || e.closest(unseen) || !e.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const svg = e.closest("svg");
    const scale = svg && e.getScreenCTM ? e.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(e).fontSize) * scale;
    const where = e.className.baseVal ?? e.className;
    if (box.width < size * 2 && words.length > 6) said.push(`squeezed: "${words.slice(0, 40)}" in .${where}`);
    if (size < least - 0.01) said.push(`${size.toFixed(1)} px: "${words.slice(0, 40)}" in .${where}`);
  }
  return [...new Set(said)];
}"""

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WORD = """(e) => {
  const word = (one) => [one.localName, one.className.baseVal ?? one.className, ...one.getAttributeNames()].join(" ");
  return `${word(e.parentElement)} > ${word(e)}`;
}"""
"""The kind of an element with the parent that it stands in: what axe judges by, but for the words."""
MARKUP = f"""() => [...new Set([...document.querySelectorAll("body *")].map({WORD}))]"""
RUN = f"""([tags, kinds]) => {{
  for (const list of document.querySelectorAll("body *"))
    if (list.children.length > 16) [...list.children].slice(12).forEach((item) => item.remove());
  const kind = {WORD}, wanted = new Set(kinds);
  const found = new Set([...document.querySelectorAll("body *")].filter((e) => wanted.has(kind(e))));
  const inside = (e) => e.parentElement && (found.has(e.parentElement) || inside(e.parentElement));
  const include = [...found].filter((e) => !inside(e));
  if (kinds && !include.length) return [];
  return axe.run(kinds ? {{include}} : document, {{runOnly: tags, resultTypes: ["violations"], preload: false}})
  .then((said) => said.violations.flatMap((v) => v.nodes.map(
    (n) => `${{v.id}}: ${{n.target.join(" ")}} ${{n.html.slice(0, 160)}}`)));
}}"""
"""Of a long list only the beginning is looked at: the hundredth card is made as the first. With kinds of elements only
those are, with all that is in them."""


@dataclass
class Bezoeker:
    """Opens screens; keeps one page per role and kind of screen."""

    browser: Browser
    app: Flask
    wereld: Wereld
    adres: str
    zaalbeeld: bool = True
    """With the small picture of the beamer in the regie, which is a page of its own."""
    _pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    _gezien: dict[str, set[str]] = field(default_factory=dict)

    def open(self, scherm: Scherm) -> Page:
        """The page with this screen on it, at its own size, its scripts done."""
        key = (scherm.rol, scherm.soort)
        page = self._pages.get(key) or self._pages.setdefault(key, self._new(*key))
        width, height = SIZES[scherm.soort]
        if page.viewport_size != {"width": width, "height": height}:
            page.set_viewport_size({"width": width, "height": height})
        if scherm.data is None:
            page.goto(self.adres + scherm.pad, wait_until="domcontentloaded")
        else:
            page.goto(self.adres + scherm.vooraf, wait_until="domcontentloaded")
            with page.expect_navigation(wait_until="domcontentloaded"):
                page.evaluate(SUBMIT, [scherm.pad, scherm.data])
        page.evaluate("() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(done)))")
        return page

    def faults(self, page: Page, scherm: Scherm) -> list[str]:
        """Text that is too small to read, or a page that is wider than the screen."""
        least = PRINTED if page.locator("body.printblad").count() else LEAST[scherm.soort]
        found: list[str] = page.evaluate(MEASURE, [least, SIZES[scherm.soort][0]])
        return found

    def barriers(self, page: Page, *, alleen_nieuw: bool = False) -> list[str]:
        """What axe finds, one line per element. It shortens long lists on the page: look at the rest before.

        `alleen_nieuw`: only at kinds of elements that were on no screen of this size before (the first one: all)."""
        kinds: list[str] | None = None
        if alleen_nieuw:
            markup, seen = set(page.evaluate(MARKUP)), self._gezien.setdefault(str(page.viewport_size), set())
            if markup <= seen:
                return []
            kinds = sorted(markup - seen) if seen else None
            seen |= markup
        page.evaluate(AXE_SCRIPT)
        found: list[str] = page.evaluate(RUN, [TAGS, kinds])
        return found

    def close(self) -> None:
        for page in self._pages.values():
            page.context.close()

    def _new(self, rol: str, soort: str) -> Page:
        width, height = SIZES[soort]
        phone: dict[str, Any] = {"has_touch": True, "is_mobile": True} if soort == "telefoon" else {}
        context = self.browser.new_context(
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",
            viewport={"width": width, "height": height},
            **phone,
        )
        context.add_cookies([{"name": n, "value": v, "url": self.adres} for n, v in self._cookies(rol).items()])
        context.set_default_timeout(15_000)
        if not self.zaalbeeld:
            context.add_init_script(ZONDER_ZAALBEELD)
        return context.new_page()

    def _cookies(self, rol: str) -> dict[str, str]:
        """The devices of a role in every dialogue, or the login of the begeleider."""
        if rol == "begeleider":
            serializer = SecureCookieSessionInterface().get_signing_serializer(self.app)
            assert serializer is not None
            return {"dialoog": serializer.dumps({"_user_id": f"{self.wereld.begeleider}.1", "_fresh": True})}
        if rol == "notulist":
            return {f"notulist_{plek.dialoog}": plek.notulist for plek in self.wereld.plekken.values()}
        tokens = {"eigenaar": "eigenaar", "toehoorder": "kijker", "deelnemer": "ander"}
        if rol not in tokens:
            return {}
        return {f"toestel_{plek.dialoog}": getattr(plek, tokens[rol]) for plek in self.wereld.plekken.values()}
