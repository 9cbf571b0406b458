"""A QR code as a path that a template draws, and as files to download."""

import io
from dataclasses import dataclass

import segno

QUIET = 4  # modules of white around the code, as ISO/IEC 18004 asks
PNG_SCALE = 20  # pixels a module: sharp on a poster of A3


@dataclass(frozen=True)
class Drawing:
    """`side`: width and height in modules with the quiet zone; `path`: the dark modules."""

    side: int
    path: str


def code_for(address: str) -> segno.QRCode:
    """Can still be read with 15 % of it torn off or dirty."""
    return segno.make_qr(address, error="m", boost_error=False)


def drawing(address: str) -> Drawing:
    rows = [list(row) for row in code_for(address).matrix_iter(border=QUIET)]
    runs = (
        f"M{start} {y}h{end - start}v1h{start - end}z"
        for y, row in enumerate(rows)
        for start, end in _runs(row)
    )
    return Drawing(len(rows), "".join(runs))


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """(start, end) of the dark modules that stand side by side."""
    edges = [x for x in range(1, len(row)) if bool(row[x]) != bool(row[x - 1])]
    return list(zip(edges[::2], edges[1::2], strict=True))


def png(address: str) -> bytes:
    out = io.BytesIO()
    code_for(address).save(out, kind="png", scale=PNG_SCALE, border=QUIET)
    return out.getvalue()
