"""Both themes can be read: every pair of text and ground that is used keeps 4.5:1."""

import pytest

from desktop.looks.sheet import style_sheet
from desktop.looks.theme import DARK, LIGHT, Theme, contrast
from localdb.model.kinds import Axis, Section

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
ENOUGH = 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    grounds = [theme.ground, theme.surface, theme.paper, theme.hover, theme.selected, theme.found]
    grounds += theme.tints.values()
    weak = [(ground, contrast(theme.ink, ground)) for ground in grounds if contrast(theme.ink, ground) < 7]
    assert not weak


@THEMES
@pytest.mark.parametrize("name", ["muted", "accent", "good", "warn", "bad"])
def test_coloured_text_can_be_read(theme: Theme, name: str) -> None:
    grounds = (theme.ground, theme.surface, theme.paper, theme.hover, theme.selected)
    assert min(contrast(getattr(theme, name), ground) for ground in grounds) >= ENOUGH


@THEMES
def test_words_on_the_accent_can_be_read(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= ENOUGH


@THEMES
@pytest.mark.parametrize("section", [Section.FACTS, Section.ISSUES, Section.REASONING, Section.STATUTES])
def test_a_section_can_be_written_in_its_colour(theme: Theme, section: Section) -> None:
    grounds = (theme.ground, theme.surface, theme.hover, theme.selected, theme.tint(section))
    assert min(contrast(theme.tint_ink(section), ground) for ground in grounds) >= ENOUGH


@THEMES
def test_the_four_tints_differ(theme: Theme) -> None:
    assert len(set(theme.tints.values())) == 4
    assert {theme.axis_tint(axis) for axis in Axis} <= set(theme.tints.values())


@THEMES
def test_every_token_of_the_sheet_is_filled(theme: Theme) -> None:
    assert "$" not in style_sheet(theme)
