"""What the style promises: contrast of the tokens, a light first visit, markup that the policy lets through."""

import re
from pathlib import Path

import pytest

from dialoog.assets import packed
from tests.stijlgids import build_environment, specimens

CSS = Path(__file__).parent.parent / "static" / "css"
COLOURS = ("blauw", "rood", "geel", "grijs")
TEXT = [
    *((ink, ground) for ink in ("inkt", "inkt-2") for ground in ("papier", "vilt", "vel", "kraft")),
    *((f"{k}-diep", ground) for k in COLOURS for ground in (f"{k}-zacht", "papier", "vilt")),
    *(("inkt", f"{k}-zacht") for k in COLOURS),
    ("op-inkt", "inkt"),
    ("op-groen", "groen"),
    ("op-groen", "groen-diep"),
    ("groen-diep", "groen-zacht"),
    ("inkt", "groen-zacht"),
    ("op-stip", "stip"),
    ("fout", "papier"),
    ("fout", "vilt"),
    ("fout", "fout-zacht"),
]
SHAPE = [
    *((f"{k}-diep" if k == "geel" else k, ground) for k in COLOURS for ground in ("papier", f"{k}-zacht")),
    *(("rand", ground) for ground in ("papier", "vilt", "kraft", "vel")),
    ("kraft-rand", "kraft"),
    ("stip", "papier"),
    ("stip", "kraft"),
    ("groen", "groen-zacht"),
]


def tokens(hall: str) -> dict[str, str]:
    """Token name to #RRGGBB, for the light or the dark hall."""
    light, dark = (CSS / "tokens.css").read_text(encoding="utf-8").split(':root[data-zaal="donker"]', 1)
    found = dict(re.findall(r"--([\w-]+):\s*(#[0-9A-F]{6})", light))
    if hall == "donker":
        found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9A-F]{6})", dark))
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("hall", "norm"), [("licht", 4.5), ("donker", 6.85)])
def test_text_can_be_read_on_every_ground(hall: str, norm: float) -> None:
    found = tokens(hall)
    low = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in TEXT}
    assert {pair: ratio for pair, ratio in low.items() if ratio < norm} == {}


@pytest.mark.parametrize("hall", ["licht", "donker"])
def test_shapes_and_borders_stand_out(hall: str) -> None:
    found = tokens(hall)
    low = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in SHAPE}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 3} == {}


def test_styles_of_a_phone_stay_under_15_kilobytes_as_they_go_over_the_line() -> None:
    assert 1024 < len(packed(CSS / "telefoon-alles.css", "nu")) < 15 * 1024


@pytest.mark.parametrize("page", specimens(), ids=str)
def test_macros_write_nothing_that_the_policy_blocks(page: Path) -> None:
    html = build_environment().get_template(page.as_posix()).render()
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", html)
    assert "<script" not in html
    assert "javascript:" not in html
