"""What is installed: packages of Python, and those that the style sheets are made of."""

import json
import re
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

PYTHON, FRONT_END = "PyPI", "npm"  # the names of OSV's ecosystems (osv.dev)
# Words of licences under which a council may run and pass on what it got. LGPL: we only link to it.
FREE = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|PSF|PSFL|Python Software Foundation|ISC|MPL|Mozilla Public|Unlicense"
    r"|LGPL|GNU Lesser|HPND|Artistic|OFL|SIL Open Font|CC0|Zlib|Bitstream)\b"
)


@dataclass(frozen=True)
class Package:
    ecosystem: str
    name: str  # as the advisories spell it
    version: str
    licence: str  # SPDX or in the package's own words; empty where it says nothing

    def is_free(self) -> bool:
        """Whether each part of "MIT AND (Apache-2.0 OR GPL-2.0)" has a licence that we accept."""
        return all(FREE.search(part) for part in re.split(r"\bAND\b", self.licence))


def python_packages() -> list[Package]:
    return [
        Package(PYTHON, normalised(each.name), each.version, licence_of(each))
        for each in sorted(distributions(), key=lambda each: each.name.lower())
    ]


def front_end_packages(lock: Path, licences: dict[str, str]) -> list[Package]:
    """Those of package-lock.json that are installed everywhere. `licences`: what was read by hand,
    for packages that only point at a file."""
    entries = json.loads(lock.read_text())["packages"] if lock.exists() else {}
    found = []
    for path, entry in entries.items():
        if path and not entry.get("dev") and not entry.get("optional"):
            name = path.rpartition("node_modules/")[2]
            licence = licences.get(name, entry.get("license", ""))
            found.append(Package(FRONT_END, name, entry["version"], licence))
    return found


def licence_of(package: Distribution) -> str:
    """The field of today, or what came before it: a line of text, or trove classifiers."""
    said = package.metadata.get("License-Expression")
    classifiers = package.metadata.get_all("Classifier") or []
    listed = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License ::")]
    text = (package.metadata.get("License") or "").strip()
    return said or " OR ".join(listed) or text.partition("\n")[0]


def normalised(name: str) -> str:
    """'Django_OTP' -> 'django-otp' (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
