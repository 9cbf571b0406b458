"""Markup that nobody would write: the tags of the allow-list and others, nested at random."""

import random

from localoffer.richtext import config

TAGS = sorted(config.tags())
OTHERS = ["div", "b", "i", "h1", "h6", "span", "font", "section", "dl", "dt", "dd", "button", "svg",
          "math", "style", "title", "select", "option", "template", "form", "u", "nobr", "center",
          "tfoot", "colgroup", "col", "pre", "plaintext", "marquee", "frameset", "body",
          "html"]  # fmt: skip
ATTRIBUTES = [
    "", "", "", ' class="x"', ' href="/a/"', ' href="https://e.org/?a=1&b=<"', " href=javascript:1",
    ' href=""', ' src="/media/images/hills/"', " src=x", ' colspan="3"', " rowspan=0", ' start="7"',
    ' start="-1"', " scope=row", ' id="h-one"', " a='\"'", ' =">', " /", ' start="٣"',
]  # fmt: skip
WORDS = [
    "Costs", "EHC plan", "SENCo", "a SENCo’s", "EHC plan (EHCP)", "one two", " ", "\n\n", "\n",
    "\xa0", "&nbsp;", "&lt;b&gt;", "&", "&amp;amp;", "&#11;", "&#x3c;p>", "<", ">", "<!-- c -->",
    "<!--", "]]>", "<![CDATA[x]]>", "<?p ?>", "e\u0301", "\u0338", "\u202eabc", "\x0b", "\ud800",
    "✓", "家", "w" * 90, "{{ x }}", "{% y %}", "#panic", "$1$", "\\", "</", "</p", "<p", "'", '"',
    "😀",
]  # fmt: skip


def markups(number: int, seed: int = 20261130) -> list[str]:
    """The same ones each time."""
    chance = random.Random(seed)  # noqa: S311 - nobody guesses at it
    return [_markup(chance) for _ in range(number)]


def _markup(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.4:
        return "".join(_tree(chance, chance.randint(1, 6)) for _ in range(chance.randint(1, 4)))
    if kind < 0.8:
        return "".join(_token(chance) for _ in range(chance.randint(1, 40)))
    if kind < 0.97:
        whole = "".join(_tree(chance, 5) for _ in range(3))
        start = chance.randrange(len(whole) + 1)
        return whole[start : start + chance.randint(0, len(whole))] + _tree(chance, 3)
    return f"<{_tag(chance)}>" * chance.choice([50, 150, 400, 1500]) + _token(chance)


def _tag(chance: random.Random) -> str:
    return chance.choice(TAGS if chance.random() < 0.8 else OTHERS)


def _token(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.45:
        return f"<{_tag(chance)}{chance.choice(ATTRIBUTES)}>"
    return f"</{_tag(chance)}>" if kind < 0.65 else chance.choice(WORDS)


def _tree(chance: random.Random, depth: int) -> str:
    if depth == 0 or chance.random() < 0.15:
        return chance.choice(WORDS)
    tag = _tag(chance)
    inner = "".join(_tree(chance, depth - 1) for _ in range(chance.randint(0, 4)))
    return f"<{tag}{chance.choice(ATTRIBUTES)}>{inner}</{tag}>"
