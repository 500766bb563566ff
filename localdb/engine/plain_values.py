"""Records of the model as plain JSON values and back, checked against their types. Pure.

Belongs here: the one reading of dataclasses, NamedTuples, enums, days and optional values. Does not: any one format.
"""

import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from localdb.model.errors import BadRecord
from localdb.model.record import LARGEST_NUMBER

Value = TypeVar("Value")


def to_plain(value: object) -> Any:
    """Turn a value of the model into what JSON holds: enums by value, days in ISO form, NamedTuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: to_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    return value


def from_plain(kind: type[Value], value: object, where: str = "") -> Value:
    """Build a value of a type from what JSON held; fields that are absent take their default, unknown ones are ignored.

    Raises:
        BadRecord: a value has the wrong form; it names the place.
    """
    return cast(Value, _read(kind, value, where))


def _read(kind: Any, value: object, where: str) -> object:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = next(each for each in get_args(kind) if each is not type(None))
        return None if value is None else _read(inner, value, where)
    if origin is tuple:
        items = _items(value, where)
        return tuple(_read(get_args(kind)[0], item, f"{where}[{place}]") for place, item in enumerate(items))
    if is_dataclass(kind):
        return _record(kind, value, where)
    if isinstance(kind, type) and issubclass(kind, tuple):
        return _row(kind, value, where)
    return _scalar(kind, value, where)


def _record(kind: Any, value: object, where: str) -> object:
    if not isinstance(value, Mapping):
        raise BadRecord(where or kind.__name__, "object")
    hints = get_type_hints(kind)
    given: dict[str, object] = {}
    for each in fields(kind):
        place = f"{where}.{each.name}".lstrip(".")
        if each.name in value:
            given[each.name] = _read(hints[each.name], value[each.name], place)
        elif each.default is MISSING and each.default_factory is MISSING:
            raise BadRecord(place, "present")
    return kind(**given)


def _row(kind: Any, value: object, where: str) -> object:
    hints = list(get_type_hints(kind).values())
    items = _items(value, where)
    if len(items) > len(hints) or len(items) < len(hints) - len(kind._field_defaults):
        raise BadRecord(where or kind.__name__, "list")
    return kind(*(_read(hint, item, f"{where}[{n}]") for n, (hint, item) in enumerate(zip(hints, items, strict=False))))


def _items(value: object, where: str) -> Sequence[object]:
    if not isinstance(value, list):
        raise BadRecord(where, "list")
    return value


def _scalar(kind: Any, value: object, where: str) -> object:
    try:
        if kind in (date, datetime) and isinstance(value, str):
            moment = kind.fromisoformat(value)
            if isinstance(moment, datetime):
                moment.timestamp()  # moments are compared by it; at the ends of the calendar there is none
            return moment
        if issubclass(kind, StrEnum) and isinstance(value, str):
            return kind(value)
    except (ValueError, OverflowError):
        raise BadRecord(where, "/".join(kind) if issubclass(kind, StrEnum) else "date") from None
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not kind or (isinstance(value, int) and abs(value) > LARGEST_NUMBER):
        raise BadRecord(where, {str: "text", int: "number", bool: "truth"}.get(kind, kind.__name__))
    return value
