"""The colours of the theme ``passport``: the style sheet's own tokens in, contrasts by WCAG 2.2 out."""

import gzip
import re
from itertools import product

import pytest

from journeyblog.theme import built_in_themes

STYLE = (built_in_themes() / "passport" / "static" / "style.css").read_text(encoding="utf-8")
HEX = r"#[0-9a-f]{6}"
TOKEN = re.compile(rf"--([a-z-]+): (?:light-dark\(({HEX}), ({HEX})\)|({HEX}));")
ACCENT = re.compile(r'\[data-accent="([a-z]+)"\] \{([^}]+)\}')
SCHEMES = ("light", "dark")

TEXT = 4.5
"""Contrast (minimum), 1.4.3: of text below 24 px against what is behind it."""
DRAWING = 3.0
"""Non-text contrast, 1.4.11: of what must be seen to understand a drawing or to use a control."""

READ = tuple(
    product(("ink", "faint", "green", "blue", "amber", "red", "violet", "accent"), ("paper", "sheet", "tint"), (TEXT,))
)
SEEN = tuple(product(("edge", "track-good", "track-middling", "track-bad"), ("paper", "sheet"), (DRAWING,)))
ON_SIGNS = (("on-signal", "signal", TEXT),)


def _tokens(css: str) -> dict[str, tuple[str, str]]:
    return {name: (one or light, one or dark) for name, light, dark, one in TOKEN.findall(css)}


def _accents() -> dict[str, dict[str, tuple[str, str]]]:
    common = _tokens(STYLE[STYLE.index(":root {") : STYLE.index("[data-accent")])
    return {"yellow": common} | {name: common | _tokens(css) for name, css in ACCENT.findall(STYLE)}


def luminance(colour: str) -> float:
    """Relative luminance from 0 to 1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio from 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("name", "most"), [("style.css", 20_000), ("passport.js", 10_000)])
def test_what_a_page_loads_is_small(name: str, most: int) -> None:
    content = (built_in_themes() / "passport" / "static" / name).read_bytes()
    assert len(gzip.compress(content, mtime=0)) <= most


def test_black_on_white_is_the_highest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_accent_of_the_options_has_its_colours() -> None:
    manifest = (built_in_themes() / "passport" / "theme.yaml").read_text(encoding="utf-8")
    choices = re.search(r"accent:\n    type: choice\n    choices: \[([^]]+)\]", manifest)
    assert choices is not None
    assert set(_accents()) == set(choices[1].split(", "))


@pytest.mark.parametrize("accent", sorted(_accents()))
@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_can_be_told_apart(accent: str, scheme: str) -> None:
    tokens, at = _accents()[accent], SCHEMES.index(scheme)
    weak = [
        f"{front} on {ground}: {ratio:.2f}, wants {least}"
        for front, ground, least in READ + SEEN + ON_SIGNS
        if (ratio := contrast(tokens[front][at], tokens[ground][at])) < least
    ]
    assert not weak, weak


@pytest.mark.parametrize("accent", sorted(_accents()))
def test_the_masthead_is_dark_in_both_schemes(accent: str) -> None:
    tokens = _accents()[accent]
    assert all(contrast(tokens[front][1], tokens["sign"][1]) >= TEXT for front in ("ink", "faint", "signal"))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_strips_carry_white(scheme: str) -> None:
    assert contrast("#ffffff", _accents()["yellow"]["strip"][SCHEMES.index(scheme)]) >= TEXT
