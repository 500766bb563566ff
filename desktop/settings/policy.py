"""What IT staff lay down in policy.toml about the court and its feed; the user cannot change what stands there.

Belongs here: the tables [court] and [feed], read strictly: a policy that is only half understood would let the user do
what it forbids. Does not: the options of the window (store.py), which it may fix too.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from pathlib import Path
from typing import Any

from desktop.settings.options import MOST_BANDWIDTH
from localdb.model.errors import PolicyDamaged, PolicyFixes
from localdb.model.feed import FeedSettings, Span

COURT, FEED = "court", "feed"
_SPAN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–—至]\s*([01]?\d|2[0-3]):([0-5]\d)")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_FOREIGN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Policy:
    """Hold what a policy says of court and feed; `fixed` are the keys of [feed] that it sets."""

    court: str = ""
    feed: FeedSettings = field(default_factory=FeedSettings)
    fixed: frozenset[str] = frozenset()


def read_policy(path: Path) -> Policy:
    """Read the policy; an empty one where there is no file. Relative paths in it begin at its folder.

    Raises:
        PolicyDamaged: it is there and cannot be read, or says of court or feed what nobody understands.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return Policy()
    except (OSError, ValueError, RecursionError):
        raise PolicyDamaged(path, "") from None
    court, feed = (_table(tables, name, path) for name in (COURT, FEED))
    if unknown := {f"{COURT}.{key}" for key in court.keys() - {"name"}} | {
        f"{FEED}.{key}" for key in feed.keys() - _FEED
    }:
        raise PolicyDamaged(path, min(unknown))
    values = {_FEED[key][0]: _value(path, f"{FEED}.{key}", _FEED[key][1], value) for key, value in feed.items()}
    name = _value(path, f"{COURT}.name", _text, court["name"]) if "name" in court else ""
    return Policy(name, FeedSettings(**values, root_fixed="root" in feed), frozenset(feed))


def with_choices(policy: Policy, address: str, root: Path | None) -> FeedSettings:
    """Return the settings of a feed with what the user chose where the policy leaves it open.

    A folder may stand in for the address: whose feed it is, the root decides. Another server may not, for it would be
    shown the court's certificate.

    Raises:
        PolicyFixes: the user chose another server, or another root, than the policy names.
    """
    feed = policy.feed
    if root is not None and feed.root is not None and not _same(root, feed.root):
        raise PolicyFixes("feed.root")
    if address and feed.address and address != feed.address and _FOREIGN.match(address):
        raise PolicyFixes("feed.address")
    return replace(feed, address=address or feed.address, root=feed.root or root)


def _table(tables: Mapping[str, Any], name: str, path: Path) -> Mapping[str, Any]:
    table = tables.get(name, {})
    if not isinstance(table, dict):
        raise PolicyDamaged(path, name)
    return table


def _value(path: Path, key: str, read: Callable[[object, Path], Any], value: object) -> Any:
    try:
        return read(value, path.parent)
    except (ValueError, TypeError):
        raise PolicyDamaged(path, key) from None


def _text(value: object, folder: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value.strip()


def _file(value: object, folder: Path) -> Path:
    return folder / _text(value, folder)


def _address(value: object, folder: Path) -> str:
    text = _text(value, folder)
    if _WEB.match(text):
        return text
    if _FOREIGN.match(text):
        raise ValueError
    return str(folder / text)


def _proxy(value: object, folder: Path) -> str:
    text = _text(value, folder)
    if not _WEB.match(text):
        raise ValueError
    return text


def _bandwidth(value: object, folder: Path) -> int:
    if type(value) is not int or not 0 <= value <= MOST_BANDWIDTH:
        raise ValueError
    return value


def _schedule(value: object, folder: Path) -> tuple[Span, ...]:
    spans = [value] if isinstance(value, str) else value
    if not isinstance(spans, list):
        raise TypeError
    return tuple(_span(_text(each, folder)) for each in spans)


def _span(text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError
    begin_hour, begin_minute, end_hour, end_minute = map(int, found.groups())
    return Span(time(begin_hour, begin_minute), time(end_hour, end_minute))


def _same(one: Path, other: Path) -> bool:
    try:
        return one.read_bytes() == other.read_bytes()
    except OSError:
        return False


_FEED: Mapping[str, tuple[str, Callable[[object, Path], Any]]] = {
    "address": ("address", _address),
    "root": ("root", _file),
    "ca": ("ca", _file),
    "client_certificate": ("client_certificate", _file),
    "client_key": ("client_key", _file),
    "proxy": ("proxy", _proxy),
    "bandwidth": ("bandwidth", _bandwidth),
    "schedule": ("schedule", _schedule),
}
