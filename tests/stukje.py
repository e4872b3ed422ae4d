"""A piece of HTML, as a region is: its elements, its titles, whether the policy lets it through."""

from collections.abc import Iterator

import html5lib


def nodes(html: str, **parser: object) -> list[html5lib.treebuilders.base.Node]:
    """All elements of a piece of HTML."""
    return list(html5lib.parseFragment(html, namespaceHTMLElements=False, **parser).iter())


def tags(html: str) -> list[str]:
    return [str(node.tag) for node in nodes(html)]


def titles(html: str) -> list[str]:
    """The words of every h1 that a deelnemer sees: not those that wait in a template or a hidden part, nor those for
    who only looks on."""

    def walk(node: object) -> Iterator[object]:
        if node.tag == "template" or {"hidden", "data-kijken"} & set(node.attrib):  # type: ignore[attr-defined]
            return
        if node.tag == "h1":  # type: ignore[attr-defined]
            yield " ".join("".join(node.itertext()).split())  # type: ignore[attr-defined]
        for child in node:  # type: ignore[attr-defined]
            yield from walk(child)

    return list(walk(html5lib.parseFragment(html, namespaceHTMLElements=False)))  # type: ignore[arg-type]


def check_policy(html: str, naam: str) -> None:
    """No inline style, script or handler: the content policy blocks them."""
    for node in nodes(html):
        bad = [key for key in node.attrib if key == "style" or str(key).startswith("on")]
        assert not bad, f"{naam}: <{node.tag} {bad[0]}>"
        assert node.tag not in ("style", "script"), naam
        assert not str(node.attrib.get("href", "")).startswith("javascript:"), naam
