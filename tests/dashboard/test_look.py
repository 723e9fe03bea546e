"""The colours keep what visual.md promises: its ratios are computed here from the stylesheet itself."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[2] / "static" / "css"
TEMPLATES = Path(__file__).parents[2] / "templates"
TOKENS = dict(
    re.findall(r"--([\w-]+): light-dark\((#\w{6}, #\w{6})\);", (STYLES / "tokens.css").read_text(encoding="utf-8"))
)
MARKS = ("edge", "focus", "ready", "talking", "reserved", "hold", "wrap-up", "not-ready", "off", "yellow")
TEXTS = ("ink", "ink-2", "alarm-text", "ok-text")
ON_GROUND = (("warn-ink", "warn-ground"), ("alarm-ink", "alarm-ground"), ("on-air-ink", "on-air-ground"))
# visual.md, Tokens: the lowest ratio, light and dark, on ground, surface, raised, select, hover, hatch and flash.
PROMISED = {
    "edge": (3.1, 3.2), "ink": (13.1, 10.6), "ink-2": (5.4, 5.5), "focus": (5.6, 5.7), "ready": (3.9, 4.8),
    "talking": (5.9, 5.1), "reserved": (4.0, 6.3), "hold": (5.4, 5.0), "wrap-up": (4.8, 8.2), "not-ready": (4.5, 5.9),
    "off": (4.3, 4.3), "yellow": (3.4, 9.0), "alarm-text": (5.5, 5.5), "ok-text": (5.1, 6.8), "warn-ink": (9.2, 7.3),
    "alarm-ink": (6.0, 7.3), "on-air-ink": (9.2, 9.1),
}  # fmt: skip

Colour = tuple[float, float, float]


def colour(name: str, theme: int) -> Colour:
    text = TOKENS[name].split(", ")[theme].lstrip("#")
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def over(top: Colour, share: float, below: Colour) -> Colour:
    red, green, blue = (t * share + b * (1 - share) for t, b in zip(top, below, strict=True))
    return red, green, blue


def luminance(of: Colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in of]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: Colour, other: Colour) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grounds(theme: int) -> list[Colour]:
    """Everything that a text or a mark may stand on."""
    plain = [colour(name, theme) for name in ("ground", "surface", "raised", "select", "hover")]
    surface = colour("surface", theme)
    return [*plain, over(colour("edge", theme), 0.16, surface), over(colour("ink", theme), 0.12, surface)]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", [*MARKS, *TEXTS])
def test_every_text_and_mark_can_be_told_from_all_that_it_stands_on(name: str, theme: int) -> None:
    lowest = min(ratio(colour(name, theme), ground) for ground in grounds(theme))

    assert lowest >= (4.5 if name in TEXTS else 3.0)
    assert lowest == pytest.approx(PROMISED[name][theme], abs=0.12)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("name", "ground"), ON_GROUND)
def test_every_chip_can_be_read(name: str, ground: str, theme: int) -> None:
    found = ratio(colour(name, theme), colour(ground, theme))

    assert found >= 4.5
    assert found == pytest.approx(PROMISED[name][theme], abs=0.12)


def test_hatch_and_flash_are_as_faint_as_the_ratios_say() -> None:
    tokens = (STYLES / "tokens.css").read_text(encoding="utf-8")

    assert "--hatch: color-mix(in srgb, var(--edge) 16%, transparent);" in tokens
    assert "--flash: color-mix(in srgb, var(--ink) 12%, transparent);" in tokens


def test_no_colour_is_named_outside_of_the_tokens() -> None:
    others = [path for path in STYLES.glob("*.css") if path.name != "tokens.css"]

    free = {path.name: re.findall(r"#[0-9A-Fa-f]{3,8}\b", path.read_text(encoding="utf-8")) for path in others}

    assert not any(free.values()), free


def test_no_template_carries_a_style_a_script_or_a_handler() -> None:
    forbidden = re.compile(r"""\sstyle=|<style|\son\w+=|<script(?![^>]*\bsrc=)""")

    found = {p.name: forbidden.findall(p.read_text(encoding="utf-8")) for p in TEMPLATES.rglob("*.html")}

    assert not any(found.values()), {name: what for name, what in found.items() if what}
