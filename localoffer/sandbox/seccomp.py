"""Seccomp: Linux answers this process only the calls that reading and thinking need
(docs.kernel.org/userspace-api/seccomp_filter.html). Root is held by it too.

What is not in the list is answered as by a kernel that does not have it (ENOSYS), so that the
libraries take another way where they know one. Nothing in it opens a socket, starts a program or
a process, signals or looks into another process, or changes a file or its name.
"""

import ctypes
import platform
import sys

# The numbers of a call on x86_64 and on aarch64; None where that processor has no such call.
CALLS = {
    # What is open already, and files: Landlock says which.
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "lseek": (8, 62),
    "pread64": (17, 67),
    "readv": (19, 65),
    "writev": (20, 66),
    "open": (2, None),
    "openat": (257, 56),
    "stat": (4, None),
    "lstat": (6, None),
    "fstat": (5, 80),
    "newfstatat": (262, 79),
    "statx": (332, 291),
    "access": (21, None),
    "faccessat": (269, 48),
    "faccessat2": (439, 439),
    "readlink": (89, None),
    "readlinkat": (267, 78),
    "getdents64": (217, 61),
    "getcwd": (79, 17),
    # Memory
    "brk": (12, 214),
    "mmap": (9, 222),
    "munmap": (11, 215),
    "mprotect": (10, 226),
    "mremap": (25, 216),
    "madvise": (28, 233),
    # Time and chance
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "gettimeofday": (96, 169),
    "time": (201, None),
    "nanosleep": (35, 101),
    "clock_nanosleep": (230, 115),
    "getrandom": (318, 278),
    # The process itself
    "futex": (202, 98),
    "sched_yield": (24, 124),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "restart_syscall": (219, 128),
    "getpid": (39, 172),
    "gettid": (186, 178),
    "getuid": (102, 174),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getegid": (108, 177),
    "uname": (63, 160),
    "exit": (60, 93),
    "exit_group": (231, 94),
}
# By the name of the machine: which column of the table, and the kernel's own name (AUDIT_ARCH_…).
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_SET_SECCOMP, _FILTER, _SET_NO_NEW_PRIVILEGES = 22, 2, 38
_NUMBER_OF_CALL, _MACHINE = 0, 4  # where they stand in what the filter is given
_LOAD, _EQUALS, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
_ENOSYS = 38


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def is_known_machine() -> bool:
    """Whether we have the numbers of the calls for this processor. A Python of 32 bits makes
    other ones on it.
    """
    return platform.machine() in _MACHINES and sys.maxsize > 2**32


def promise_no_new_privileges() -> None:
    """No program started from here gains rights: the kernel asks for this before both locks."""
    _prctl(_SET_NO_NEW_PRIVILEGES, 1)


def allow_reading_and_thinking_only() -> None:
    """From here on this process may make no other call. OSError where the kernel can't."""
    if not is_known_machine():
        raise OSError(_ENOSYS, "no list of calls for this processor")
    column, machine = _MACHINES[platform.machine()]
    numbers = [call[column] for call in CALLS.values() if call[column] is not None]
    steps = _steps(numbers, machine)
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    _prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program))


def _steps(numbers: list[int], machine: int) -> list[_Step]:
    """The filter, run by the kernel from top to bottom at each call."""
    return [
        _Step(_LOAD, 0, 0, _MACHINE),
        _Step(_EQUALS, 1, 0, machine),
        # A call of another processor (32 bits) has other numbers: it could be anything.
        _Step(_RETURN, 0, 0, _KILL),
        _Step(_LOAD, 0, 0, _NUMBER_OF_CALL),
        # Each jumps over those behind it, and over the refusal.
        *(_Step(_EQUALS, len(numbers) - at, 0, call) for at, call in enumerate(numbers)),
        _Step(_RETURN, 0, 0, _REFUSE | _ENOSYS),
        _Step(_RETURN, 0, 0, _ALLOW),
    ]


def _prctl(option: int, *arguments: object) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    numbers = [ctypes.c_ulong(each) if isinstance(each, int) else each for each in arguments]
    rest = [ctypes.c_ulong(0)] * (4 - len(numbers))
    if libc.prctl(ctypes.c_int(option), *numbers, *rest):
        raise OSError(ctypes.get_errno(), "prctl")
