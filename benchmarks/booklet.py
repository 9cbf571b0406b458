"""How long the demonstration's booklet takes, run by `dev.py bench` inside the site's own Python.

The limit stands in docs/benchmarks.md. It prints, and never asserts a time.
"""

import os
import sys
import time
from pathlib import Path

LIMIT = 3.0  # seconds for a booklet of 60 pages


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings")
    import django

    django.setup()
    from django.utils.timezone import localdate

    from graduated_response.booklet import content, finishing, pictures, typesetting
    from graduated_response.models import Booklet

    began = time.perf_counter()
    said = finishing.finished(content.content_of(Booklet.current()), localdate())
    body = typesetting.pdf(said, pictures.bodies_of(said["sections"]))
    took = time.perf_counter() - began
    pages = typesetting.pages_in(body)
    size = len(body) / 1000
    print(f"The booklet: {pages} pages, {size:.0f} kB in {took:.2f} s (limit: {LIMIT} s for 60)")


if __name__ == "__main__":
    main()
