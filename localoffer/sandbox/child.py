"""The child process: `python -m localoffer.sandbox.child SECONDS MEGABYTES MODULE:FUNCTION …`,
bytes in, JSON out.

It writes {"answer": what the function returned}, {"refused": sentence} or {"too_hard": true}. Its
limits are its own: whatever a hostile file makes it do, the process that asked stays well.
"""

import json
import resource
import sys
from importlib import import_module

from localoffer.sandbox.answers import plain
from localoffer.sandbox.confinement import confine
from localoffer.sandbox.outcomes import Refusal


def main(seconds: str, megabytes: str, work: str, *arguments: str) -> None:
    limit(int(seconds), int(megabytes))
    module, _, function = work.partition(":")
    try:
        # Only what the work needs is imported, and only here.
        act = getattr(import_module(module), function)
        confine()
        answer = act(sys.stdin.buffer.read(), *arguments)
        said = json.dumps({"answer": answer}, default=plain)
    except Refusal as reason:
        said = json.dumps({"refused": str(reason)})
    except (MemoryError, RecursionError):
        said = json.dumps({"too_hard": True})
    sys.stdout.write(said)


def limit(seconds: int, megabytes: int) -> None:
    """`seconds` of work, `megabytes` of memory, no file written."""
    memory = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    main(*sys.argv[1:])
