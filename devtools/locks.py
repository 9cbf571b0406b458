"""`dev.py lock`: exact versions and hashes of everything that pyproject.toml asks for.

No lock file names a download host: the machine's own settings say where packages come from.
"""

import json

from devtools import node, python
from devtools.shell import PYTHON, ROOT, call, say

# Lock file -> what of pyproject.toml it locks. Tests run with the site's own versions.
PYTHON_LOCKS = {
    "requirements.txt": ("pyproject.toml",),
    "requirements-dev.txt": ("--group=dev", "--constraints=requirements.txt"),
    "requirements-node.txt": ("--group=node",),
}
OPTIONS = (
    "--universal",  # for every platform
    "--python-version=3.11",  # and every Python from this on
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--quiet",
)
CLASH = "{} asks for versions that do not go together, or the package registry does not answer."


def write_all(*, upgrade: bool) -> None:
    """Write every lock file; versions stay as they are where they still fit, unless `upgrade`."""
    # Not the whole set-up: npm installs nothing while package.json is ahead of its lock file.
    python.make_venv()
    python.install("requirements.txt")
    python.install("requirements-dev.txt")
    uv = (PYTHON, "-m", "uv", "pip", "compile", *OPTIONS, *(["--upgrade"] if upgrade else []))
    for lock_file, what in PYTHON_LOCKS.items():
        say(f"Locking {lock_file}")
        call(*uv, f"--output-file={lock_file}", *what, or_stop=CLASH.format("pyproject.toml"))
    lock_front_end()
    say("Keeping what is known of holes in them")
    python.install("requirements.txt")
    python.install("requirements-dev.txt")
    # It goes on with the list of before where there is no network, and says what it found.
    python.manage("audit_packages", "--keep")


def lock_front_end() -> None:
    """package.json names exact versions itself; npm adds the hashes and what they need."""
    say("Locking package.json")
    found = node.find()
    npm = (*found.npm, "install", "--package-lock-only", "--ignore-scripts", "--loglevel=error")
    call(*npm, env=found.env, or_stop=CLASH.format("package.json"))
    path = ROOT / "package-lock.json"
    lock = json.loads(path.read_text())
    for package in lock["packages"].values():
        package.pop("funding", None)  # addresses that nothing reads
    path.write_text(json.dumps(lock, indent=2) + "\n")
