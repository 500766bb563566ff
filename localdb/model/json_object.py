"""One JSON object written by a foreign hand: how deep it may nest, and what of its text is mended. No record here."""

import json
import re

DEEPEST = 200  # levels of nesting: no record has more, and json writes back only so far
_BRACKET = re.compile(r"[\[\]{}]")
_STRANGE = re.compile(r"\\u(?:[dD][89a-fA-F]|00[0189])")  # escapes that may stand for surrogates or controls
_DROPPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class NotAnObject(ValueError):
    """Say why a text is no JSON object; `reason` is "nested", "object" or "" for what is no JSON at all."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


def json_object(text: str) -> dict[str, object]:
    """Decode one JSON object; halves of characters are replaced and control characters dropped.

    Raises:
        NotAnObject: it is none.
    """
    if _too_deep(text):
        raise NotAnObject("nested")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise NotAnObject from None
    if not isinstance(value, dict):
        raise NotAnObject("object")
    return {_clean(key): _cleaned(item) for key, item in value.items()} if _STRANGE.search(text) else value


def _too_deep(text: str) -> bool:
    """Tell of nesting beyond all measure; brackets in texts count as well."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return False
    depth = 0
    for mark in _BRACKET.finditer(text):
        depth += 1 if mark[0] in "[{" else -1
        if depth > DEEPEST:
            return True
    return False


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {_clean(key): _cleaned(item) for key, item in value.items()}
    return value


def _clean(text: str) -> str:
    return _DROPPED.sub("", text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))
