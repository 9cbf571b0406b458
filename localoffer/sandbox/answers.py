"""Plain data between two processes, or in a form that comes back: dataclasses to JSON's types, and
back. What comes is a stranger's word: it is taken only in the shape that was asked for.
"""

import dataclasses
import functools
import json
import types
import typing
from base64 import b64decode, b64encode
from datetime import date
from typing import Any

from .outcomes import Broken


def plain(value: object) -> object:
    """A dataclass, a date or bytes in JSON's types; `answer_as` turns them back."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if dataclasses.is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
    raise TypeError(f"{type(value).__name__} is no plain data")


def as_plain(value: Any) -> Any:
    """The whole of it in JSON's types."""
    return json.loads(json.dumps(value, default=plain))


def answer_as(kind: Any, data: Any) -> Any:
    """JSON's types as `kind`: str, Literal, int, bool, None, date, bytes, a dataclass, a TypedDict,
    a NamedTuple (as an array), lists, tuples, dictionaries and unions of these. Raises Broken where
    it is anything else.
    """
    try:
        return _as(kind, data)
    except (TypeError, ValueError, KeyError) as error:
        raise Broken from error


def _as(kind: Any, data: Any) -> Any:
    if kind is str:
        return _text(data)
    if kind in (int, bool, types.NoneType):
        return data if type(data) is kind else _no(kind)
    if kind is bytes:
        return b64decode(data, validate=True)
    if kind is date:
        return date.fromisoformat(data)
    if dataclasses.is_dataclass(kind) or typing.is_typeddict(kind):
        return _object(kind, data)
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _row(kind, data)
    return _container(typing.get_origin(kind), typing.get_args(kind), data)


def _text(data: str) -> str:
    """Neither half a sign nor a NUL: no database takes those."""
    data.encode() if isinstance(data, str) and "\0" not in data else _no(str)
    return data


def _object(kind: type, data: dict) -> Any:
    kinds = _kinds_of(kind)
    if not isinstance(data, dict) or data.keys() != kinds.keys():
        _no(kind)
    return kind(**{name: _as(kinds[name], value) for name, value in data.items()})


def _row(kind: type, data: list) -> Any:
    kinds = _kinds_of(kind).values()
    if not isinstance(data, list):
        _no(kind)
    return kind(*(_as(each, value) for each, value in zip(kinds, data, strict=True)))


@functools.cache
def _kinds_of(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _container(origin: Any, inner: tuple, data: Any) -> Any:
    if origin is typing.Literal:
        return data if type(data) is str and data in inner else _no(inner)
    if origin in (typing.Union, types.UnionType):
        return _first_that_fits(inner, data)
    if origin in (list, tuple) and isinstance(data, list):
        return origin(_as(inner[0], each) for each in data)
    if origin is dict and isinstance(data, dict):
        return {_as(inner[0], key): _as(inner[1], value) for key, value in data.items()}
    return _no(origin)


def _first_that_fits(kinds: tuple, data: Any) -> Any:
    for kind in kinds:
        try:
            return _as(kind, data)
        except (TypeError, ValueError, KeyError):
            continue
    return _no(kinds)


def _no(kind: Any) -> typing.NoReturn:
    raise TypeError(f"no {kind}")
