"""Programs that pip and npm do not bring: a browser and Java, for the tests."""

import os

from devtools.shell import PYTHON, Stop, first_on_path, quietly, say, succeeds

SHELL = "chromium-headless-shell"
NO_BROWSER = (
    "The browser tests need Chromium, which could not be installed: install it (on Debian, as "
    "root: apt-get install chromium-headless-shell), or set CHROMIUM to the path of one, then run "
    "this again."
)
NO_JAVA = (
    "The checker of HTML needs Java 17 or newer: install it (on Debian, as root: apt-get install "
    "default-jre-headless), then run this again."
)


def browser() -> dict[str, str]:
    """The environment that tells the tests which Chromium to start; installs one if need be.

    Best is the one without windows: the tests then take two thirds of the processor's time.
    Empty when it is the one that Playwright installed for itself.
    """
    names = (SHELL, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    chosen = os.environ.get("CHROMIUM") or first_on_path(*names)
    if not chosen and apt_install(SHELL, "fonts-liberation"):
        chosen = first_on_path(SHELL)
    if chosen and quietly(chosen, "--version"):
        return {"CHROMIUM": chosen}
    if chosen:
        raise Stop(f"{chosen} does not start: set CHROMIUM to the path of a Chromium that does.")
    say("Installing Chromium for the browser tests")
    if not succeeds(PYTHON, "-m", "playwright", "install", "--only-shell", "chromium"):
        raise Stop(NO_BROWSER)
    return {}


def require_java() -> None:
    """Java for the checker of HTML (vnu); installs it if need be."""
    if quietly("java", "-version"):
        return
    if not apt_install("default-jre-headless") or not quietly("java", "-version"):
        raise Stop(NO_JAVA)


def apt_install(*packages: str) -> bool:
    """Install Debian packages; False where that cannot be done or fails."""
    apt = first_on_path("apt-get")
    if not apt or os.geteuid() != 0:
        return False
    say(f"Installing {' and '.join(packages)} with apt-get")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    install = (apt, "install", "--yes", "-qq", "--no-install-recommends", *packages)
    return quietly(apt, "update") and succeeds(*install, env=quiet)
