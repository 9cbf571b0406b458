"""The child process that opens a document: `python -m localoffer.documents_in.child NAME`,
bytes in, JSON out.

It answers {"blocks": [...]} or {"unreadable": sentence}. Its limits are its own: whatever a
hostile file makes it do, the process that asked stays well.
"""

import json
import resource
import sys

CPU_SECONDS = 7
MEMORY_BYTES = 1024 * 1024 * 1024
MOST_CHARACTERS = 2_000_000
MOST_BLOCKS = 50_000
TOO_HARD = (
    "The file takes too much work to read, so it was not opened. Copy its text into a"
    " new document and send that."
)


def main() -> None:
    _limit()
    from localoffer.documents_in.blocks import as_json, count
    from localoffer.documents_in.reading import read
    from localoffer.documents_in.unreadable import Unreadable

    try:
        blocks = read(sys.stdin.buffer.read(), sys.argv[1])
        if (
            count(blocks) > MOST_BLOCKS
            or sum(len(block.text) for block in blocks) > MOST_CHARACTERS
        ):
            raise Unreadable("The document is far longer than a page can show. Send it in parts.")
        answer = json.dumps({"blocks": [as_json(block) for block in blocks]})
    except Unreadable as error:
        answer = json.dumps({"unreadable": str(error)})
    except (MemoryError, RecursionError):
        answer = json.dumps({"unreadable": TOO_HARD})
    sys.stdout.write(answer)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    main()
