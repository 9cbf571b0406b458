"""The child process that opens a file: `python -m localoffer.media.inspecting.child TASK ENDING`,
bytes in, JSON out.

It answers {"refused": sentence} or what the task found. Its limits are its own: whatever a hostile
file makes it do, the process that asked stays well.
"""

import json
import resource
import sys

CPU_SECONDS = 12
MEMORY_BYTES = 1024 * 1024 * 1024


def main() -> None:
    _limit()
    from localoffer.media.inspecting.refused import TOO_HARD, Refused

    task, ending = sys.argv[1:3]
    try:
        answer = _work(task, sys.stdin.buffer.read(), ending)
    except Refused as reason:
        answer = {"refused": str(reason)}
    except (MemoryError, RecursionError):
        answer = {"refused": TOO_HARD}
    sys.stdout.write(json.dumps(answer))


def _work(task: str, content: bytes, ending: str) -> dict:
    """Import only what the task needs: Pillow for pictures, pypdf and lxml for documents."""
    if task == "picture":
        from localoffer.media.inspecting.picture import derive

        return derive(content)
    from localoffer.media.inspecting.document import inspect

    return inspect(content, ending)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    main()
