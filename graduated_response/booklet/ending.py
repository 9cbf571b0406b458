"""The last section of the booklet in every format: how to get it in another way."""

from .sections import Section, lines, link, paragraph, strong

KEY = "how-to-get-it"


def section(content: dict) -> Section:
    """As a section like the others, so that each format writes it in its way."""
    blocks = []
    if content["places"]:
        blocks.append(_heading("On paper", "paper"))
        blocks.append(paragraph("You can pick up a copy at these places."))
        blocks += [
            lines([strong(place["name"])], *([line] for line in place["address"]), _some(place))
            for place in content["places"]
        ]
    blocks.append(_heading("In another format", "format"))
    blocks.append(
        paragraph(
            "We also have it as a PDF, in large print, in black on cream, as an e-book and as a "
            "web page. You can ask for it in another form or language. You do not have to say why."
        )
    )
    blocks.append(_contacts(content))
    blocks.append(_heading("When it was made", "made"))
    made = (content["edition"], content["date"]["words"], content["council"])
    blocks.append(lines(*([each] for each in made if each)))
    blocks.append(
        paragraph(
            "The web pages that it was made from may have changed since. "
            "The address above has the newest ones."
        )
    )
    return {"id": KEY, "level": 1, "title": "How to get this booklet", "blocks": blocks}


def _some(place: dict) -> list:
    return [place["hours"]] if place["hours"] else []


def _contacts(content: dict) -> dict:
    phone, email = content["phone"], content["email"]
    return lines(
        ["On the web: ", _whole(content["address"], content["shown-address"])],
        ["Phone: ", _whole(f"tel:{phone.replace(' ', '')}", phone)] if phone else [],
        ["E-mail: ", _whole(f"mailto:{email}", email)] if email else [],
    )


def _whole(href: str, words: str) -> dict:
    return {**link(href, words), "shown": ""}


def _heading(words: str, part: str) -> dict:
    return {"t": "heading", "level": 2, "id": f"{KEY}-{part}", "c": [words]}
