"""`dev.py run`: the site on this machine, with the production server and SQLite."""

import os
import socket

from devtools import python
from devtools.setup import set_up
from devtools.shell import PYTHON, ROOT, Stop, say

HOST = "127.0.0.1"


def run(port: int) -> None:
    """Set up, migrate, fill an empty database, serve. Ends as the server ends."""
    stop_if_taken(port)  # before minutes of set-up
    set_up()
    os.environ.setdefault("SITE_URL", f"http://{HOST}:{port}")
    if not python.manage("migrate", "--no-input", "--verbosity=0"):
        raise Stop("The database could not be brought up to date: see the lines above.")
    if not python.manage("first_run"):
        raise Stop("The demonstration content could not be loaded: see the lines above.")
    stop_if_taken(port)
    say(f"The site is at http://{HOST}:{port}/ and its admin at http://{HOST}:{port}/admin/")
    say("Press Ctrl-C to stop it.")
    os.chdir(ROOT)
    # The server takes the place of this process, so Ctrl-C and `kill` reach it directly.
    os.execv(PYTHON, server_command(port))


def server_command(port: int, target: str = "localoffer.wsgi:application") -> list[str]:
    return [
        *(str(PYTHON), "-m", "granian", "--interface", "wsgi", target),
        *("--host", HOST, "--port", str(port)),
        # Without it the end of one worker, for want of memory say, is the end of the server.
        "--respawn-failed-workers",
        *("--workers", "2", "--blocking-threads", "4", "--log-level", "warning"),
    ]


def stop_if_taken(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except PermissionError:
            raise Stop(f"Only root may use port {port}: choose one above 1023.") from None
        except OSError:
            raise Stop(
                f"Port {port} is in use: stop what uses it, or choose another one: "
                f"python3 dev.py run --port {port + 1 if port < 65535 else 8000}"
            ) from None
