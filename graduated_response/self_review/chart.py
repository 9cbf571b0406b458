"""The bars of a summary, one for each area: numbers for a template that draws them as SVG."""

from graduated_response.self_review.answers import Rating
from graduated_response.self_review.summary import HEADINGS, NO_RATING, Counts

# (fill, text on it): each pair has 4.5 to 1, and neighbours differ in lightness too, so that the
# bars can be told apart without colours and on grey paper.
COLOURS = {
    Rating.MET: ("#0f5c63", "#ffffff"),
    Rating.PARTLY: ("#8cc5c2", "#1d2b2e"),
    Rating.NOT_YET: ("#8a2f5f", "#ffffff"),
    Rating.NOT_RELEVANT: ("#d9d4ca", "#1d2b2e"),
    NO_RATING: ("#ffffff", "#1d2b2e"),
}
# Pixels: the picture is as wide as its place, and its letters stay as large as the text.
ROW = 62
LONGEST_NAME = 37
# A part narrower than this has no room for its number.
NARROW = 7


def bars(areas: list[Counts]) -> dict:
    """{height, legend [{label, fill}], rows [{name, y, parts}]}; a part of a bar is {x, width,
    middle (all three in per cent), fill, ink, number}."""
    rows = [
        {"name": _short(counts.name), "y": ROW * number, "parts": _parts(counts)}
        for number, counts in enumerate(areas)
    ]
    legend = [{"label": HEADINGS[key], "fill": fill} for key, (fill, _) in COLOURS.items()]
    return {"height": ROW * len(areas), "rows": rows, "legend": legend}


def _parts(counts: Counts) -> list[dict]:
    parts, x = [], 0.0
    for key, number in counts.by_rating.items():
        if not number:
            continue
        width = 100 * number / counts.total
        fill, ink = COLOURS[key]
        parts.append(
            {
                "x": f"{x:.2f}",
                "width": f"{width:.2f}",
                "middle": f"{x + width / 2:.2f}",
                "fill": fill,
                "ink": ink,
                "number": number if width >= NARROW else "",
            }
        )
        x += width
    return parts


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
