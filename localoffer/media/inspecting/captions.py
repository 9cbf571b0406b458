"""Captions in WebVTT, the one form that browsers show."""

import re

from .refused import Refused

MOST_BYTES = 1024 * 1024
NOT_VTT = "The captions are not a .vtt file. Its first line must be WEBVTT."
NO_CUES = "The captions hold no text with a time."
BAD_TIME = "In line {} of the captions a time is wrong. Write it so: 00:01:02.000 --> 00:01:04.500"
BACKWARDS = "In line {} of the captions the end comes before the start."
OUT_OF_ORDER = "In line {} of the captions a text starts before the one above it."
_TIME = r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_CUE = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")


def checked(content: bytes) -> str:
    """The captions with plain line ends. Raises Refused, with the number of the line."""
    if len(content) > MOST_BYTES:
        raise Refused("The captions are longer than any film. Send a .vtt file below 1 MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("The captions must be saved as UTF-8.") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if "\x00" in text or not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise Refused(NOT_VTT)
    _check_times(lines)
    return text


def _check_times(lines: list[str]) -> None:
    before = -1
    for number, line in enumerate(lines, 1):
        if "-->" not in line:
            continue
        cue = _CUE.fullmatch(line.strip())
        if cue is None:
            raise Refused(BAD_TIME.format(number))
        start, end = _milliseconds(cue.groups()[:4]), _milliseconds(cue.groups()[4:])
        if end <= start:
            raise Refused(BACKWARDS.format(number))
        if start < before:
            raise Refused(OUT_OF_ORDER.format(number))
        before = start
    if before < 0:
        raise Refused(NO_CUES)


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
