"""What a hostile file could do if it took over the child: as little as this kernel allows.

docs/sandbox.md says what holds where. Nothing here may fail: a kernel that lacks a lock (an old
Linux, a container that forbids it, another system) leaves the others, and `reach` tells about it.
"""

import contextlib
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

from localoffer.sandbox import landlock, seccomp

ROOT = Path(__file__).resolve().parents[2]
# Where Linux keeps what Python's own compiled modules are linked with.
_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64")


def confine() -> None:
    """No other file than Python's own, no network, no other program and no other process.

    Call it when the work is imported and before a stranger's byte is read.
    """
    # Holds an ordinary user's fork on every system; the kernel does not count those of root.
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError):
        seccomp.promise_no_new_privileges()
        # Each where it can: Landlock first, as seccomp forbids asking for it.
        with contextlib.suppress(OSError):
            landlock.allow_reading_only(set(_folders_of_code()))
        seccomp.allow_reading_and_thinking_only()


def _folders_of_code() -> Iterator[str]:
    """Where modules are that may be imported yet, by the work or by a library: of our own folder
    only the packages, as `var/` with the database and its secrets stands beside them.
    """
    yield from _LIBRARIES
    ours = {str(ROOT), str(Path.cwd()), ""}
    yield from (folder for folder in sys.path if folder not in ours)
    for name, module in list(sys.modules.items()):
        if "." not in name:
            yield from getattr(module, "__path__", ())
