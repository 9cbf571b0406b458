"""Known holes and licences of what is installed (ASVS 5.0, 15.2.1)."""

from argparse import ArgumentParser
from collections import Counter
from datetime import date, timedelta

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from localoffer.packages.advisories import Advisory, ask, by_hand, keep, kept
from localoffer.packages.installed import Package, front_end_packages, python_packages

# They come with Python, into each virtual environment; the site never imports them.
TOOLS = {"pip", "setuptools", "wheel"}
TOO_OLD = timedelta(days=30)


class Command(BaseCommand):
    help = (
        "Looks up what is installed in the advisories of osv.dev, or in the list that came with "
        "this release where there is no network, and names the licences. It fails when a package "
        "has a known hole, or a licence that is not free. Nothing but names of packages is sent."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--offline", action="store_true", help="only the list that is kept")
        parser.add_argument(
            "--keep", action="store_true", help="keep what was asked for as the list of the release"
        )

    def handle(self, *args: object, offline: bool, keep: bool, **options: object) -> None:
        more, licences = by_hand()
        packages = python_packages()
        packages += front_end_packages(settings.BASE_DIR / "package-lock.json", licences)
        known = self._known(packages, offline, keep)
        self.stdout.write(f"{len(packages)} packages are installed.")
        holes = self._tell_holes(packages, [*known, *more])
        unfree = self._tell_licences(packages)
        if holes or unfree:
            raise CommandError(
                f"{holes} known holes, {unfree} packages without a free licence: see above. "
                "Take a newer release of what is named, or remove it."
            )

    def _known(self, packages: list[Package], offline: bool, keep_them: bool) -> list[Advisory]:
        listed, day = kept()
        if not offline:
            try:
                found = ask(packages)
            except (OSError, ValueError, KeyError) as problem:
                self.stdout.write(f"osv.dev did not answer as it should ({problem}).")
            else:
                if keep_them:
                    keep(found, timezone.localdate().isoformat())
                self.stdout.write("Advisories as of today, from osv.dev.")
                return found
        self.stdout.write(f"Advisories as of {day}, from the list of this release.")
        if timezone.localdate() - date.fromisoformat(day) > TOO_OLD:
            self.stdout.write("That is long ago: look again where there is a network.")
        return listed

    def _tell_holes(self, packages: list[Package], known: list[Advisory]) -> int:
        """How many there are in what the site uses."""
        found = sorted(
            {
                (package.name, package.version, each.id, each.summary)
                for each in known
                for package in packages
                if each.concerns(package)
            }
        )
        for name, version, number, summary in found:
            what = "Hole in a tool that no page uses" if name in TOOLS else "Hole"
            self.stdout.write(f"{what}: {name} {version}, {number}: {summary}")
        holes = [name for name, *_ in found if name not in TOOLS]
        if not holes:
            self.stdout.write("No known hole in what the site uses.")
        return len(holes)

    def _tell_licences(self, packages: list[Package]) -> int:
        """How many packages have none that we accept."""
        unfree = [package for package in packages if not package.is_free()]
        counts = Counter(package.licence for package in packages if package.is_free())
        said = ", ".join(f"{licence} ({count})" for licence, count in counts.most_common())
        self.stdout.write(f"Licences: {said}.")
        for package in unfree:
            says = package.licence or "no licence named"
            self.stdout.write(f"Licence: {package.name} {package.version}: {says}")
        return len(unfree)
