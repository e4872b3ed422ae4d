"""Cards that are drawn once: from memory they are what the macro gives, and they use nothing but their arguments."""

from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes
from jinja2.compiler import find_undeclared
from markupsafe import Markup

from dialoog.assets import house_folder
from dialoog.eens import Geheugen

TEMPLATES = house_folder("templates")
FILES = sorted(str(f.relative_to(TEMPLATES)) for f in TEMPLATES.rglob("*.html") if "eens(" in f.read_text())


def test_the_same_values_are_drawn_once_and_other_values_anew(app: Flask) -> None:
    template = app.jinja_env.from_string("{% macro kaart(i) %}<p>{{ i.tekst }}</p>{% endmacro %}")
    macro, memory, drawn = template.module.kaart, Geheugen(), []  # type: ignore[attr-defined]
    plain = macro._func
    macro._func = lambda *args: drawn.append(1) or plain(*args)
    assert memory.eens(macro, {"tekst": "a < b"}) == Markup("<p>a &lt; b</p>")
    assert memory.eens(macro, {"tekst": "a < b"}) == Markup("<p>a &lt; b</p>")
    assert len(drawn) == 1
    assert memory.eens(macro, {"tekst": "b"}) == Markup("<p>b</p>")
    assert memory.eens(macro, {"tekst": Path("c")}) == memory.eens(macro, {"tekst": Path("c")}) == Markup("<p>c</p>")
    assert len(drawn) == 4  # what is not plain is never kept


@pytest.mark.parametrize("file", FILES)
def test_a_card_that_is_kept_uses_its_arguments_and_nothing_around_it(app: Flask, file: str) -> None:
    tree = app.jinja_env.parse((TEMPLATES / file).read_text())
    kept = {
        c.args[0].name for c in tree.find_all(nodes.Call) if isinstance(c.node, nodes.Name) and c.node.name == "eens"
    }
    macros = {macro.name: macro for macro in tree.find_all(nodes.Macro)}
    assert kept <= set(macros)
    around = {n.name for n in tree.find_all(nodes.Name)} - set(app.jinja_env.globals)
    imported = {name if isinstance(name, str) else name[1] for i in tree.find_all(nodes.FromImport) for name in i.names}
    for name in kept:
        assert find_undeclared([macros[name]], around) - imported == set(), name
