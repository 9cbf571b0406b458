"""Tables in which every place is taken by exactly one cell, whatever was written.

Browsers forgive spans that overlap or leave the table, and rows that are too short; what sets type
does not. Cells are placed as the HTML standard says (4.9.12 "Processing model").
"""

# (row, cells of a table) as `blocks.py` describes them; rows of a head or a body.
Rows = list[list[dict]]


def grid(*parts: Rows) -> tuple[int, list[Rows]]:
    """The number of columns, and the parts (head, body) with whole rows. No cell reaches beyond
    its part; columns in which no cell begins are left out."""
    placed = [_placed(rows) for rows in parts]
    columns = 1 + max((column for part in placed for _, column in part), default=0)
    return columns, [
        _filled(part, len(rows), columns) for part, rows in zip(placed, parts, strict=True)
    ]


def _placed(rows: Rows) -> dict[tuple[int, int], dict]:
    """Each cell at the (row, column) at which it begins, no longer than there is room."""
    taken: set[tuple[int, int]] = set()
    found: dict[tuple[int, int], dict] = {}
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            across, down = cell["across"], min(cell["down"] or len(rows), len(rows) - row)
            across = next(
                (step for step in range(1, across) if (row, column + step) in taken), across
            )
            places = {(row + r, column + c) for r in range(down) for c in range(across)}
            if places & taken:  # a span from above stands in the way further down
                down, places = 1, {(row, column + c) for c in range(across)}
            found[row, column] = {**cell, "across": across, "down": down}
            taken |= places
            column += across
    return found


def _filled(part: dict[tuple[int, int], dict], height: int, columns: int) -> Rows:
    """Rows of so many columns, with empty cells where there is none."""
    taken: set[tuple[int, int]] = set()
    rows: Rows = [[] for _ in range(height)]
    for row in range(height):
        for column in range(columns):
            if (row, column) in taken:
                continue
            cell = part.get((row, column), {"heads": False, "down": 1, "across": 1, "blocks": []})
            across = min(cell["across"], columns - column)
            rows[row].append({**cell, "across": across})
            taken |= {(row + r, column + c) for r in range(cell["down"]) for c in range(across)}
    return rows
