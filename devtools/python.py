"""The virtual environment, and what runs in it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools.shell import PYTHON, ROOT, STAMPS, VENV, Stop, meanwhile, quietly, say, succeeds
from devtools.stamps import digest, step

NO_VENV = (
    "Python cannot make a virtual environment here: install its venv module (on Debian and "
    "Ubuntu: apt-get install python3-venv) and run this again."
)
NO_PACKAGES = (
    "The Python packages could not be installed: if the lines above speak of the network, check "
    "the connection to the package registry, then run this again."
)


def make_venv() -> None:
    """`.venv` with pip, made anew when it is missing, half made or of an old Python."""
    half_made = STAMPS / "venv-half-made"
    if half_made.exists() or not venv_works():
        say("Making the virtual environment in .venv")
        half_made.parent.mkdir(parents=True, exist_ok=True)
        half_made.touch()
        create_venv()
        half_made.unlink()


def create_venv() -> None:
    try:
        import venv  # some systems leave it, or the pip that it installs, out of Python

        venv.create(VENV, clear=True, symlinks=True, with_pip=True)
    except (ImportError, subprocess.CalledProcessError):
        raise Stop(NO_VENV) from None


def venv_works() -> bool:
    return quietly(PYTHON, "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))")


def install(lock_file: str) -> None:
    """Install what the lock file names, if it is not what was installed last."""
    with installing(lock_file):
        pass


@contextmanager
def installing(lock_file: str) -> Iterator[None]:
    """Install what the lock file names while the block runs. Never two at once: they would write
    into the same folders.
    """
    stamp = VENV / f".{Path(lock_file).stem}"
    with step(stamp, digest([ROOT / lock_file]), PYTHON) as needed:
        if not needed:
            yield
            return
        say(f"Installing the packages of {lock_file}")
        pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
        with meanwhile(*pip, "--require-hashes", "-r", lock_file, or_stop=NO_PACKAGES):
            yield


def manage(*arguments: str, env: dict[str, str] | None = None) -> bool:
    """Run a management command; whether it succeeded."""
    return succeeds(PYTHON, "manage.py", *arguments, env=env)
