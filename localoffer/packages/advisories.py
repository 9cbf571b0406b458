"""Known holes in packages, in the form of OSV (https://ossf.github.io/osv-schema/): asked for where
there is a network, and kept in a file for where there is none.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.request import Request, urlopen

from packaging.version import InvalidVersion, Version

from .installed import Package

OSV = "https://api.osv.dev/v1/query"
SECONDS = 10
HERE = Path(__file__).parent
KEPT = HERE / "advisories.json"  # written by `audit_packages --keep`
BY_HAND = HERE / "by_hand.toml"


@dataclass(frozen=True)
class Advisory:
    """`ranges`: (introduced, fixed, last affected) each; an empty text for what is not known."""

    id: str
    ecosystem: str
    package: str
    summary: str
    ranges: tuple[tuple[str, str, str], ...]

    def concerns(self, package: Package) -> bool:
        same = (self.ecosystem, self.package) == (package.ecosystem, package.name)
        return same and any(is_within(package.version, each) for each in self.ranges)


def is_within(version: str, affected: tuple[str, str, str]) -> bool:
    """A version that cannot be compared is in: better one warning too many."""
    introduced, fixed, last = affected
    try:
        here = Version(version)
        if here < Version(introduced or "0"):
            return False
        return not (fixed and here >= Version(fixed)) and not (last and here > Version(last))
    except InvalidVersion:
        return True


def ask(packages: Iterable[Package]) -> list[Advisory]:
    """All that is known of these packages, in any version of them. Raises OSError or ValueError."""
    return [
        advisory
        for package in packages
        for record in _records(package)
        for advisory in from_osv(record, package)
    ]


def _records(package: Package) -> Iterator[dict]:
    question = {"package": {"name": package.name, "ecosystem": package.ecosystem}}
    while True:
        body = json.dumps(question).encode()
        request = Request(OSV, body, {"Content-Type": "application/json"})
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            said = json.load(answer)
        yield from said.get("vulns", [])
        if not (token := said.get("next_page_token")):
            return
        question["page_token"] = token


def from_osv(record: dict, package: Package) -> Iterator[Advisory]:
    """What one record says of this package; nothing if it was withdrawn."""
    if record.get("withdrawn"):
        return
    ranges = tuple(
        found
        for affected in record.get("affected", [])
        if affected["package"]["name"].lower() == package.name.lower()
        and affected["package"]["ecosystem"] == package.ecosystem
        for each in affected.get("ranges", [])
        if each["type"] in ("ECOSYSTEM", "SEMVER")
        for found in pairs(each["events"])
    )
    summary = record.get("summary") or record.get("details", "").partition("\n")[0]
    if ranges:
        names = [each for each in record.get("aliases", []) if each.startswith("CVE-")]
        name = names[0] if names else record["id"]
        yield Advisory(name, package.ecosystem, package.name, summary[:200], ranges)


def pairs(events: list[dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    """OSV lists where a hole begins and where it ends, one after the other."""
    introduced = None
    for event in events:
        if "introduced" in event:
            introduced = event["introduced"]
        elif introduced is not None:
            yield introduced, event.get("fixed", ""), event.get("last_affected", "")
            introduced = None
    if introduced is not None:
        yield introduced, "", ""


def keep(advisories: Iterable[Advisory], day: str) -> None:
    """One line for each, so that a change of the list can be read."""
    unique = sorted({json.dumps(asdict(each), ensure_ascii=False) for each in advisories})
    lines = ",\n".join(unique)
    KEPT.write_text(f'{{"as_of": "{day}", "advisories": [\n{lines}\n]}}\n')


def kept() -> tuple[list[Advisory], str]:
    """(the list, the day it was asked for)."""
    said = json.loads(KEPT.read_text())
    return [_advisory(each) for each in said["advisories"]], said["as_of"]


def by_hand() -> tuple[list[Advisory], dict[str, str]]:
    """(holes that no list has under the package's name, licences that somebody read)."""
    said = tomllib.loads(BY_HAND.read_text())
    return [_advisory(each) for each in said["advisories"]], said["licences"]


def _advisory(said: dict) -> Advisory:
    return Advisory(**{**said, "ranges": tuple(map(tuple, said["ranges"]))})
