"""Blocks as simple HTML with working links, and as plain text."""

from html import escape

from localoffer.document_reader.blocks import Block, Heading, Item, Paragraph, Run, Table, cell_text
from localoffer.document_reader.links import linked_pieces, working


def to_html(blocks: list[Block]) -> str:
    """HTML of the tags p, h3, h4, ul, ol, li, strong, em, a, br and table, everything escaped,
    dead links as text.
    """
    parts: list[str] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        if isinstance(block, Item):
            end = place
            while end < len(blocks) and isinstance(blocks[end], Item):
                end += 1
            parts.append(_list_html(blocks[place:end]))
            place = end
            continue
        parts.append(_block_html(block))
        place += 1
    return "\n".join(part for part in parts if part)


def _block_html(block: Block) -> str:
    if isinstance(block, Table):
        return _table_html(block)
    inner = runs_html(block.runs)
    if not inner:
        return ""
    if isinstance(block, Heading):
        tag = "h3" if block.level <= 3 else "h4"
        return f"<{tag}>{inner}</{tag}>"
    return f"<p>{inner}</p>"


def _list_html(items: list[Item]) -> str:
    """Neighbouring items as one list; deeper items as a list inside the item before them."""
    parts, place = [], 0
    while place < len(items):
        first = items[place]
        tag = "ol" if first.number is not None else "ul"
        start = f' start="{first.number}"' if first.number not in (None, 1) else ""
        inner, end = [], place
        while (
            end < len(items)
            and items[end].depth <= first.depth
            and (items[end].number is None) == (tag == "ul")
        ):
            below = end + 1
            while below < len(items) and items[below].depth > first.depth:
                below += 1
            inner.append(
                f"<li>{runs_html(items[end].runs)}{_list_html(items[end + 1 : below])}</li>"
            )
            end = below
        parts.append(f"<{tag}{start}>{''.join(inner)}</{tag}>")
        place = end
    return "".join(parts)


def _table_html(table: Table) -> str:
    rows = []
    for index, row in enumerate(table.rows):
        heading = table.header and index == 0
        tag = 'th scope="col"' if heading else "td"
        cells = "".join(f"<{tag}>{_cell_html(cell)}</{tag[:2]}>" for cell in row)
        rows.append(f"<thead><tr>{cells}</tr></thead><tbody>" if heading else f"<tr>{cells}</tr>")
    body = "".join(rows)
    return (
        f"<table>{body}</tbody></table>"
        if table.header
        else f"<table><tbody>{body}</tbody></table>"
    )


def _cell_html(cell: list[Block]) -> str:
    if len(cell) == 1 and isinstance(cell[0], Paragraph):
        return runs_html(cell[0].runs)
    return to_html(cell)


def runs_html(runs: list[Run]) -> str:
    """The inline HTML of runs. Superscripts become plain letters: "9th" reads the same."""
    return "".join(_run_html(run) for run in runs)


def _run_html(run: Run) -> str:
    href = working(run.href) if run.href else ""
    pieces = [(run.text, href)] if run.href else linked_pieces(run.text)
    html = "".join(_linked(_escaped(text), address) for text, address in pieces)
    if run.bold:
        html = f"<strong>{html}</strong>"
    return f"<em>{html}</em>" if run.italic else html


def _linked(html: str, href: str) -> str:
    return f'<a href="{escape(href)}">{html}</a>' if href and html.strip() else html


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def to_text(blocks: list[Block]) -> str:
    """Plain text: paragraphs apart by a blank line, list items on lines of their own with "- "
    or their number.
    """
    parts: list[list[str]] = []
    item_before = False
    shallowest = min((block.depth for block in blocks if isinstance(block, Item)), default=1)
    for block in blocks:
        item = isinstance(block, Item)
        text = _block_text(block, shallowest)
        if not text:
            continue
        if item and item_before:
            parts[-1].append(text)
        else:
            parts.append([text])
        item_before = item
    return "\n\n".join("\n".join(lines) for lines in parts)


def _block_text(block: Block, shallowest: int) -> str:
    if isinstance(block, Table):
        return "\n".join(" | ".join(filter(None, map(cell_text, row))) for row in block.rows)
    if isinstance(block, Item) and block.text:
        mark = "-" if block.number is None else block.label or f"{block.number}."
        return f"{'  ' * (block.depth - shallowest)}{mark} {block.text}"
    return block.text
