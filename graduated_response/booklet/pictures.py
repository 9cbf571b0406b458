"""Pictures in the booklet: the stored copy that a picture's address stands for."""

from collections.abc import Iterator
from pathlib import PurePath

from django.core.files.storage import default_storage

from localoffer.media.figures import find

from .sections import paragraph

# Wide enough for the column of an A4 page.
PIXELS = 960


def resolve(sections: list[dict]) -> None:
    """Give each picture the name of its "stored" file, a "file" name for the booklet, and its
    alternative text. What families cannot see is left out; where the file is gone, its words stand
    in its place, as in a browser, and it is noted as "lost"."""
    found = list(pictures_in(sections))
    images = find(each["src"] for each in found)
    for each in found:
        picture = images[each.pop("src")]
        if picture is None or not picture.image.is_live():
            each |= paragraph()
            continue
        image, copies = picture
        copies = [copy for copy in copies if default_storage.exists(copy.file.name)]
        if not copies:
            each |= {**paragraph(*filter(None, [image.alt])), "lost": image.title}
            continue
        copy = next((copy for copy in copies if copy.width >= PIXELS), copies[-1])
        stored = copy.file.name
        each |= {"stored": stored, "file": PurePath(stored).name, "alt": image.alt}
        each |= {"width": copy.width, "height": copy.height}


def pictures_in(node: object) -> Iterator[dict]:
    if isinstance(node, list):
        for each in node:
            yield from pictures_in(each)
    elif isinstance(node, dict):
        if node.get("t") == "image":
            yield node
        else:
            for value in list(node.values()):
                yield from pictures_in(value)


def lost_in(node: object) -> Iterator[str]:
    """The titles of pictures whose file is gone."""
    if isinstance(node, list):
        for each in node:
            yield from lost_in(each)
    elif isinstance(node, dict):
        if "lost" in node:
            yield node["lost"]
        for value in node.values():
            yield from lost_in(value)


def bodies_of(sections: list[dict]) -> dict[str, bytes]:
    """The bodies of all pictures by their file name. Raises OSError where one is not stored."""
    bodies = {}
    for each in pictures_in(sections):
        if each["file"] not in bodies:
            with default_storage.open(each["stored"]) as file:
                bodies[each["file"]] = file.read()
    return bodies
