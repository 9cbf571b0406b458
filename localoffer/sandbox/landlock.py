"""Landlock: Linux denies this process every file but those below a few folders, to read only
(docs.kernel.org/userspace-api/landlock.html). It needs no rights, and root is held by it too.
"""

import ctypes
import os
from collections.abc import Iterable

# The numbers of these calls are the same on every processor.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_BELOW_PATH = 1
_READ_FILE, _READ_DIRECTORY = 1 << 2, 1 << 3
# How many kinds of access to files each version knows: 5 and newer know all sixteen.
_KINDS_OF_ACCESS = {1: 13, 2: 14, 3: 15, 4: 15}
_ALL_KINDS = 16
_TCP, _TCP_SINCE = 0b11, 4
# Abstract sockets, and signals to others.
_OTHER_PROCESSES, _OTHER_PROCESSES_SINCE = 0b11, 6


class _Ruleset(ctypes.Structure):
    """What is denied unless a rule allows it; older kernels want what they don't know to be 0."""

    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Rule(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """Which one this kernel has; 0 where it has none, or has it switched off."""
    try:
        return _call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    except OSError:
        return 0


def allow_reading_only(folders: Iterable[str]) -> None:
    """From here on this process reads what is below `folders`, and no other file, and writes
    none. OSError where the kernel can't. `no_new_privileges` must have been promised.
    """
    known = version()
    denied = _Ruleset(
        files=(1 << _KINDS_OF_ACCESS.get(known, _ALL_KINDS)) - 1,
        net=_TCP if known >= _TCP_SINCE else 0,
        scoped=_OTHER_PROCESSES if known >= _OTHER_PROCESSES_SINCE else 0,
    )
    size = ctypes.c_size_t(ctypes.sizeof(denied))
    rules = _call(_CREATE_RULESET, ctypes.byref(denied), size, ctypes.c_uint32(0))
    for folder in folders:
        _allow(rules, folder)
    _call(_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint32(0))
    os.close(rules)


def _allow(rules: int, folder: str) -> None:
    try:
        place = os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return  # there is no such folder here, so nothing in it can be needed
    rule = _Rule(_READ_FILE | _READ_DIRECTORY, place)
    kind, flags = ctypes.c_int(_BELOW_PATH), ctypes.c_uint32(0)
    _call(_ADD_RULE, ctypes.c_int(rules), kind, ctypes.byref(rule), flags)
    os.close(place)


def _call(number: int, *arguments: object) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    answer = libc.syscall(ctypes.c_long(number), *arguments)
    if answer < 0:
        raise OSError(ctypes.get_errno(), "Landlock")
    return answer
