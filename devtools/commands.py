"""The command line of dev.py."""

import argparse
import sys

from benchmarks import pages as benchmark
from devtools import locks, serve, testing
from devtools.setup import set_up
from devtools.shell import Stop, end_cleanly_when_told_to


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="dev.py", description="Set the site up, run it, test it.")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="set up if needed, then serve the site on this machine")
    run.add_argument("--port", type=port_number, default=8000, help="default: 8000")
    test = commands.add_parser(
        "test", help="every check and test; with pytest arguments, only the tests they name"
    )
    test.add_argument("arguments", nargs=argparse.REMAINDER, metavar="PYTEST ARGUMENTS")
    commands.add_parser("bench", help="the speed benchmark: prints ratios")
    commands.add_parser("setup", help="only set up, for the site and its tests")
    lock = commands.add_parser("lock", help="write the lock files from pyproject.toml")
    lock.add_argument("--upgrade", action="store_true", help="take the newest allowed releases")
    return whole


def port_number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def main(arguments: list[str]) -> int:
    """Run one command; its exit code."""
    options = parser().parse_args(arguments)
    end_cleanly_when_told_to()
    try:
        return carry_out(options)
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def carry_out(options: argparse.Namespace) -> int:
    match options.command:
        case "run":
            serve.run(options.port)
        case "test":
            return testing.run(options.arguments)
        case "bench":
            return benchmark.run()
        case "setup":
            set_up(for_tests=True)
        case "lock":
            locks.write_all(upgrade=options.upgrade)
    return 0
