"""The set-up: virtual environment, packages, style sheets, fonts, static files. Done again only as
far as what it was made from has changed.
"""

import fcntl
import shutil
from contextlib import contextmanager

from devtools import node, python
from devtools.shell import ROOT, STAMPS, Stop, call, say
from devtools.stamps import digest, step

STATIC_SOURCES = (
    "static",
    "build",
    "localoffer/settings.py",
    "localoffer/ui/storage.py",
    "requirements.txt",
)

# Below node_modules. Those of other scripts come as Python packages.
FONTS = (
    "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
    "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf",
    "dejavu-fonts-ttf/ttf/DejaVuSans-Oblique.ttf",
    "dejavu-fonts-ttf/ttf/DejaVuSans-BoldOblique.ttf",
    "@expo-google-fonts/noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf",
)


def set_up(*, for_tests: bool = False) -> None:
    """Everything that running (or testing) the site needs. Safe to interrupt and to repeat."""
    with only_one_at_a_time():
        python.make_venv()
        python.install("requirements.txt")
        if for_tests:
            node.find()  # which may have to install it
            # pip and the front end each keep one core busy.
            with python.installing("requirements-dev.txt"):
                make_front_end(for_tests=True)
        else:
            make_front_end(for_tests=False)


def make_front_end(*, for_tests: bool) -> None:
    node.install_packages(for_tests=for_tests)
    compile_sheets()
    copy_fonts()
    collect_static_files()


@contextmanager
def only_one_at_a_time():
    """Two set-ups in one folder would break each other's work: the second waits."""
    lock_file = ROOT / "var" / "setup.lock"
    lock_file.parent.mkdir(exist_ok=True)
    with lock_file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is at work in this folder; waiting for it to end.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def compile_sheets() -> None:
    """assets/*.scss -> build/*.css (files that start with _ are parts of others)."""
    sources = digest([ROOT / "assets", ROOT / "package-lock.json"])
    with step(STAMPS / "sheets", sources, ROOT / "build" / "site.css") as needed:
        if needed:
            say("Compiling the style sheets")
            # Without --no-error-css, sass would write an error page into the sheet.
            options = ("--load-path=node_modules", "--style=compressed", "--no-source-map")
            sass = (node.find().node, "node_modules/sass/sass.js", *options, "--no-error-css")
            call(*sass, "assets:build", or_stop="The style sheets in assets/ do not compile.")


def copy_fonts() -> None:
    """The letters of the booklet, so that a server needs no front-end packages to make it."""
    sources, target = [ROOT / "node_modules" / name for name in FONTS], ROOT / "var" / "fonts"
    with step(STAMPS / "fonts", digest(sources), target / sources[-1].name) as needed:
        if needed:
            target.mkdir(parents=True, exist_ok=True)
            for source in sources:
                shutil.copyfile(source, target / source.name)


def collect_static_files() -> None:
    """Everything under /static/ into var/static, under hashed names and compressed."""
    sources = digest(ROOT / name for name in STATIC_SOURCES)
    with step(STAMPS / "static", sources, ROOT / "var" / "static" / "staticfiles.json") as needed:
        if needed:
            say("Collecting the static files")
            if not python.manage("collectstatic", "--no-input", "--verbosity=0"):
                raise Stop("The static files could not be collected: see the lines above.")
