"""Questions without numbers, labels or any style: lines that do nothing but ask."""

from graduated_response.imports.assembling import assemble
from graduated_response.imports.found import Layout, leading_question
from graduated_response.imports.marking import question_mark
from localoffer.document_reader.blocks import Block, Heading, Item, Paragraph
from localoffer.document_reader.question_labels import ends_asking, only_asks
from localoffer.document_reader.runs import emphasised

_LONGEST_QUESTION = 400


def plain(blocks: list[Block]) -> Layout:
    """Ordinary paragraphs or bullets that do nothing but ask, where at least every fourth block
    is one.

    Only bullets count where bullets ask and paragraphs answer, or the other way round; only bold
    lines where most of those that ask are bold.
    """
    asking = [index for index, block in enumerate(blocks) if _asks(block)]
    asking = _without_answers(blocks, asking)
    bullets = [index for index in asking if isinstance(blocks[index], Item)]
    if len(bullets) > 1:
        asking = (
            bullets
            if len(bullets) * 2 >= len(asking)
            else [index for index in asking if not isinstance(blocks[index], Item)]
        )
    strong = [index for index in asking if emphasised(blocks[index])]
    if len(strong) * 2 > len(asking):
        asking = strong
    inline = [index for index, block in enumerate(blocks) if _asks_and_answers(block)]
    texts = [block for block in blocks if not isinstance(block, Heading)]
    if len(inline) > len(asking) and len(inline) >= 0.6 * len(texts):
        asking = inline
    if len(asking) < 2 or len(asking) * 4 < len(texts):
        return Layout()
    return assemble(blocks, [question_mark(blocks, place) for place in asking])


def _asks(block: Block) -> bool:
    if not isinstance(block, Paragraph | Item) or len(block.text) > _LONGEST_QUESTION:
        return False
    return ends_asking(block.text)


def _without_answers(blocks: list[Block], asking: list[int]) -> list[int]:
    """An answer may end in a question: "Yes, on Mondays. Why not come?" right below one."""
    questions: list[int] = []
    for place in asking:
        is_below = bool(questions) and questions[-1] == place - 1
        if not is_below or only_asks(blocks[place].text):
            questions.append(place)
    return questions


def _asks_and_answers(block: Block) -> bool:
    return isinstance(block, Paragraph | Item) and leading_question(block.text) > 0
