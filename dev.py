#!/usr/bin/env python3
"""Set the site up, run it, test it: `python3 dev.py --help`.

Needs Python 3.11 and nothing else; what a command needs it installs, or it stops with one
sentence. This file must also be readable to much older Pythons, so that they can say so.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "This needs Python 3.11 or newer and found %d.%d: install a newer Python and start dev.py "
        "with it, for example: python3.11 dev.py run" % sys.version_info[:2]
    )
# Older Pythons could not read what follows.
if sys.platform == "win32":
    sys.exit("This runs on Linux and macOS: on Windows use the Linux subsystem (WSL).")

from devtools.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
