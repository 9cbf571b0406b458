"""What a browser would send of a form in a page, as it came: HTML 4.10.22."""

from html.parser import HTMLParser


class SentForm(HTMLParser):
    """`data`: {name: values} of the form with that id; buttons and files are left out."""

    def __init__(self, page: str, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.data: dict[str, list[str]] = {}
        self._inside = False
        self._select: dict | None = None
        self._options: list[tuple[str, bool]] = []
        self._textarea: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("id") == self.form_id
        if not self._inside or "disabled" in given:
            return
        if tag == "input" and given.get("name"):
            self._input(given)
        elif tag == "select":
            self._select, self._options = given, []
        elif tag == "option" and self._select is not None:
            self._options.append((given.get("value") or "", "selected" in given))
        elif tag == "textarea":
            self._textarea = given["name"]
            self.data.setdefault(given["name"], []).append("")

    def _input(self, given: dict) -> None:
        kind = given.get("type", "text")
        if kind in ("submit", "button", "file", "image", "reset"):
            return
        if kind in ("checkbox", "radio") and "checked" not in given:
            return
        default = "on" if kind in ("checkbox", "radio") else ""
        self.data.setdefault(given["name"], []).append(given.get("value") or default)

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.data[self._textarea][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea" and self._textarea:
            text = self.data[self._textarea]
            text[-1] = text[-1].removeprefix("\r\n").removeprefix("\n")
            self._textarea = None
        elif tag == "select" and self._select is not None:
            chosen = [value for value, is_chosen in self._options if is_chosen]
            if "multiple" not in self._select and not chosen:
                chosen = [value for value, _ in self._options[:1]]
            self.data.setdefault(self._select["name"], []).extend(chosen)
            self._select = None


def form_in(page: str, form_id: str) -> dict[str, list[str]]:
    return SentForm(page, form_id).data
