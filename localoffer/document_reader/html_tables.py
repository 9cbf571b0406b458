"""The grid of an HTML table, with merged cells filled in."""

from collections.abc import Callable, Iterator

from lxml import etree

from localoffer.document_reader.blocks import Block

_MOST_COLUMNS = 30


def read_table(
    table: etree._Element, read_cell: Callable[[etree._Element], list[Block]]
) -> tuple[list[list[list[Block]]], bool]:
    """(rows of cells, whether the first row is a header). A cell merged over rows is repeated
    in each of them.
    """
    rows: list[list[list[Block]]] = []
    below: dict[int, tuple[int, list[Block]]] = {}
    header = False
    for row in _rows(table):
        elements = [cell for cell in row if cell.tag in ("td", "th")]
        if not rows:
            header = bool(elements) and (
                all(cell.tag == "th" for cell in elements) or row.getparent().tag == "thead"
            )
        cells: list[list[Block]] = []
        for element in elements[:_MOST_COLUMNS]:
            _take_from_above(cells, below)
            if len(cells) >= _MOST_COLUMNS:
                break
            blocks = read_cell(element)
            rowspan = _span(element.get("rowspan"))
            if rowspan > 1:
                below[len(cells)] = (rowspan - 1, blocks)
            cells.append(blocks)
            span = min(_span(element.get("colspan")), _MOST_COLUMNS - len(cells) + 1)
            cells.extend([] for _ in range(span - 1))
        _take_from_above(cells, below)
        if any(cells):
            rows.append(cells)
    return rows, header


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _take_from_above(cells: list[list[Block]], below: dict[int, tuple[int, list[Block]]]) -> None:
    while len(cells) in below:
        left, blocks = below.pop(len(cells))
        if left > 1:
            below[len(cells)] = (left - 1, blocks)
        cells.append(blocks)


def _span(value: str | None) -> int:
    return (
        min(int(value), 1000) if value and value.isdigit() and len(value) < 6 and int(value) else 1
    )
