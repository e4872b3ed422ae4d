"""A page under the lamp: what is wrong with its HTML, as sentences."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import html5lib
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from dialoog.web import csrf

HIDDEN_FIELDS = ("hidden", "submit", "button", "reset", "image")
POINTERS = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "list", "form", "for")
ADDRESSES = {"a": "href", "link": "href", "form": "action", "button": "formaction", "img": "src", "script": "src"}
ADDRESSES |= {"iframe": "src", "source": "src", "use": "href", "image": "href", "input": "formaction"}
ORIGIN = "http://localhost"


@dataclass
class Bladzijde:
    """An answer with HTML, taken apart."""

    answer: TestResponse
    app: Flask

    def __post_init__(self) -> None:
        self.html = self.answer.get_data(as_text=True)
        self.parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.root = self.parser.parse(self.html)
        self.nodes: list[Any] = [node for node in self.root.iter() if isinstance(node.tag, str)]
        self.ids = [node.get("id") for node in self.nodes if node.get("id") is not None]
        self.parents = {child: node for node in self.nodes for child in node}

    def faults(self) -> list[str]:
        """Everything that is wrong, with the place."""
        return [
            *self._valid(),
            *self._document(),
            *self._labels(),
            *self._pointers(),
            *self._policy(),
            *self._addresses(),
            *self._tokens(),
        ]

    def all(self, *tags: str) -> Iterator[Any]:
        return (node for node in self.nodes if node.tag in tags)

    def shows(self, node: Any) -> bool:
        """Whether an element is not in a template or in a hidden part, nor for the other half of the hall: who does
        and who looks on get the same panel (css/onderdelen/meekijken.css)."""
        body = next(iter(self.all("body")), None)
        other = "data-doen" if body is not None and body.get("data-rol") == "toehoorder" else "data-kijken"
        while node is not None:
            if node.tag == "template" or node.get("hidden") is not None or node.get(other) is not None:
                return False
            node = self.parents.get(node)
        return True

    def _valid(self) -> Iterator[str]:
        lines = self.html.splitlines()
        for (line, column), code, values in self.parser.errors:
            yield f"invalid HTML: {code} {values} in line {line}: {lines[line - 1][max(0, column - 60) : column + 20]}"
        for double, count in Counter(self.ids).items():
            if count > 1:
                yield f"id {double} stands {count} times"
            if not double or any(char.isspace() for char in double):
                yield f"id {double!r} is none"

    def _document(self) -> Iterator[str]:
        title = next((words_of(node) for node in self.all("title") if self.parents[node].tag == "head"), "")
        if not title:
            yield "no title"
        language = next(self.all("html")).get("lang")
        if language != "nl":
            yield f"lang {language}"
        tops = [words_of(node) for node in self.all("h1") if self.shows(node)]
        if len(tops) != 1 or not tops[0]:
            yield f"h1 of this page: {tops}"
        mains = sum(1 for node in self.all("main") if self.shows(node))
        if mains != 1:
            yield f"{mains} times main"
        yield from self._order()

    def _order(self) -> Iterator[str]:
        before = 0
        for node in self.all("h1", "h2", "h3", "h4", "h5", "h6"):
            if not self.shows(node):
                continue
            level = int(node.tag[1])
            if before and level > before + 1:
                yield f"h{before} is followed by h{level}: {words_of(node)}"
            before = level

    def _labels(self) -> Iterator[str]:
        for node in self.all("input", "select", "textarea"):
            if node.tag == "input" and node.get("type", "text") in HIDDEN_FIELDS:
                continue
            if not self._label(node):
                yield f"no label: <{node.tag} name={node.get('name')} id={node.get('id')}>"
        for node in self.all("button", "a"):
            image = any(child.get("alt") or child.get("aria-label") for child in node.iter())
            if not (words_of(node) or node.get("aria-label") or node.get("aria-labelledby") or image):
                yield f"no words on <{node.tag} class={node.get('class')}>"
        for node in self.all("img"):
            if node.get("alt") is None:
                yield f"no alt: {node.get('src')}"
        for node in self.all("iframe"):
            if not node.get("title"):
                yield f"no title on iframe {node.get('src')}"

    def _label(self, node: Any) -> bool:
        if node.get("aria-label") or node.get("aria-labelledby"):
            return True
        if any(label.get("for") == node.get("id") and words_of(label) for label in self.all("label") if node.get("id")):
            return True
        above = self.parents.get(node)
        while above is not None:
            if above.tag == "label":
                return bool(words_of(above))
            above = self.parents.get(above)
        return False

    def _pointers(self) -> Iterator[str]:
        known = set(self.ids)
        for node in self.nodes:
            for name in POINTERS:
                for target in (node.get(name) or "").split():
                    if target not in known:
                        yield f"<{node.tag} {name}={target}> points nowhere"
        for node in self.all("a", "use"):
            href = node.get("href") or ""
            if len(href) > 1 and href.startswith("#") and href[1:] not in known:
                yield f"<{node.tag} href={href}> points nowhere"

    def _policy(self) -> Iterator[str]:
        policy = self.answer.headers.get("Content-Security-Policy", "")
        if "default-src 'none'" not in policy or "unsafe-" in policy:
            yield f"content policy: {policy}"
        for node in self.nodes:
            for key in node.attrib:
                if key == "style" or str(key).lower().startswith("on"):
                    yield f"<{node.tag} {key}=…> is blocked by the policy"
        for node in self.all("style"):
            yield f"<style> is blocked by the policy: {words_of(node)[:40]}"
        for node in self.all("script"):
            if node.get("type") == "application/json":
                json.loads(node.text or "")
            elif not node.get("src"):
                yield "a script in the page is blocked by the policy"

    def _addresses(self) -> Iterator[str]:
        adapter = self.app.url_map.bind("localhost")
        for node in self.nodes:
            value = node.get(ADDRESSES.get(node.tag, ""))
            if not value or value.startswith(("#", "data:", "mailto:")):
                continue
            parts = urlsplit(value)
            if parts.netloc and f"{parts.scheme}://{parts.netloc}" != ORIGIN:
                yield f"leaves the host: {value}"
                continue
            if not parts.path.startswith("/"):
                if parts.path:
                    yield f"not an address from the top: {value}"
                continue
            posts = node.tag in ("button", "input") or (node.tag == "form" and node.get("method") == "post")
            try:
                adapter.match(parts.path, method="POST" if posts else "GET")
            except RequestRedirect:
                yield f"leads over a redirect: {value}"
            except HTTPException as error:
                yield f"leads nowhere ({error.code}): {value}"

    def _tokens(self) -> Iterator[str]:
        """A form that posts without a script carries its token."""
        for node in self.all("form"):
            if node.get("method") != "post" or (node.get("action") is None and node.get("data-doen") is not None):
                continue
            if is_exempt(self.app, self._endpoint(node.get("action") or self.answer.request.path)):
                continue
            if not any(child.get("name") == "csrf_token" for child in node.iter("input")):
                yield f"a form without token: {node.get('action')}"

    def _endpoint(self, path: str) -> str:
        try:
            return str(self.app.url_map.bind("localhost").match(urlsplit(path).path, method="POST")[0])
        except (HTTPException, RequestRedirect):
            return ""


def is_exempt(app: Flask, endpoint: str) -> bool:
    """Whether a route asks for no token in a form: a JSON command of a phone, or a page that writes nothing."""
    view = app.view_functions.get(endpoint)
    blueprint = app.blueprints.get(endpoint.rpartition(".")[0])
    name = f"{view.__module__}.{getattr(view, '__name__', '')}" if view else ""
    return name in csrf._exempt_views or blueprint in csrf._exempt_blueprints


def words_of(node: Any) -> str:
    """The words inside an element."""
    return " ".join("".join(node.itertext()).split())
