"""HTML as nested tuples, so that two ways of writing the same thing compare equal."""

from html.parser import HTMLParser

VOID = {"input", "br", "link", "meta", "img", "path", "hr"}


class TreeBuilder(HTMLParser):
    def __init__(self, ignored: set[str]) -> None:
        super().__init__()
        self.ignored = ignored
        self.stack = [("root", (), [])]

    def handle_starttag(self, tag, attrs):
        kept = {name: value or "" for name, value in attrs if name not in self.ignored}
        if "class" in kept:
            kept["class"] = " ".join(sorted(kept["class"].split()))
        node = (tag, tuple(sorted(kept.items())), [])
        self.stack[-1][2].append(node)
        if tag not in VOID:
            self.stack.append(node)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.stack.pop()[0] == tag

    def handle_data(self, data):
        if text := " ".join(data.split()):
            self.stack[-1][2].append(text)


def tree(html: str, ignored: set[str] = frozenset()) -> list:
    """`tree("<p class='b a'> x</p>")` -> [("p", (("class", "a b"),), ["x"])]."""
    builder = TreeBuilder(ignored)
    builder.feed(html)
    assert len(builder.stack) == 1, "an element is not closed"
    return builder.stack[0][2]
