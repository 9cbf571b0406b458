"""Drawings of our own for the demonstration, as PNG files."""

import io

from PIL import Image, ImageDraw

SKY, SUN, FAR, NEAR, PATH, WALL, ROOF, INK = (
    "#dceef0", "#f4c95d", "#8fbf9f", "#4f8f6b", "#f3e5c8", "#ffffff", "#8a2f5f", "#2f3e46",
)  # fmt: skip
WIDTH = 720


def path_to_school() -> bytes:
    picture = Image.new("RGB", (1600, 900), SKY)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((1120, 120, 1340, 340), fill=SUN)
    draw.ellipse((-300, 380, 1100, 1300), fill=FAR)
    draw.ellipse((600, 440, 2100, 1400), fill=FAR)
    draw.rectangle((960, 380, 1160, 500), fill=WALL)
    draw.polygon([(930, 380), (1060, 300), (1190, 380)], fill=ROOF)
    draw.rectangle((1035, 430, 1085, 500), fill=ROOF)
    draw.ellipse((-500, 560, 1900, 1500), fill=NEAR)
    path = [(1040, 500), (1080, 500), (820, 690), (980, 900), (560, 900), (720, 680)]
    draw.polygon(path, fill=PATH)
    return _png(picture)


def picture_timetable() -> bytes:
    """Five cards in a row: bag, book, plate, ball, house; the second one is marked."""
    picture = Image.new("RGB", (1600, 500), SKY)
    draw = ImageDraw.Draw(picture)
    for number, symbol in enumerate((_bag, _book, _plate, _ball, _house)):
        left = 50 + number * 305
        edge = (ROOF, 14) if number == 1 else (INK, 5)
        box = (left, 90, left + 280, 410)
        draw.rounded_rectangle(box, 24, fill=WALL, outline=edge[0], width=edge[1])
        symbol(draw, left + 140, 250)
    draw.polygon([(470, 30), (520, 30), (495, 74)], fill=ROOF)
    return _png(picture)


def _bag(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.arc((x - 40, y - 110, x + 40, y - 30), 180, 360, fill=INK, width=12)
    draw.rounded_rectangle((x - 75, y - 70, x + 75, y + 95), 30, fill=NEAR)
    draw.rounded_rectangle((x - 50, y + 5, x + 50, y + 70), 12, fill=FAR)


def _book(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.polygon([(x, y - 60), (x - 100, y - 85), (x - 100, y + 60), (x, y + 85)], fill=SUN)
    draw.polygon([(x, y - 60), (x + 100, y - 85), (x + 100, y + 60), (x, y + 85)], fill=PATH)
    draw.line((x, y - 60, x, y + 85), fill=INK, width=6)


def _plate(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.ellipse((x - 80, y - 80, x + 80, y + 80), fill=SKY, outline=INK, width=6)
    draw.ellipse((x - 45, y - 45, x + 45, y + 45), fill=SUN)
    draw.line((x - 110, y - 80, x - 110, y + 80), fill=INK, width=12)
    draw.line((x + 110, y - 80, x + 110, y + 80), fill=INK, width=12)


def _ball(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.ellipse((x - 85, y - 85, x + 85, y + 85), fill=ROOF)
    draw.arc((x - 150, y - 85, x + 20, y + 85), 290, 70, fill=WALL, width=10)
    draw.arc((x - 20, y - 85, x + 150, y + 85), 110, 250, fill=WALL, width=10)


def _house(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.rectangle((x - 75, y - 15, x + 75, y + 95), fill=PATH)
    draw.polygon([(x - 105, y - 15), (x, y - 100), (x + 105, y - 15)], fill=ROOF)
    draw.rectangle((x - 20, y + 25, x + 20, y + 95), fill=NEAR)


def quiet_corner() -> bytes:
    picture = Image.new("RGB", (1600, 900), "#f6ede0")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 640, 1600, 900), fill="#d9c3a3")
    draw.rectangle((140, 120, 560, 420), fill=SKY, outline=WALL, width=24)
    draw.line((350, 120, 350, 420), fill=WALL, width=16)
    draw.ellipse((400, 160, 490, 250), fill=SUN)
    draw.ellipse((260, 660, 1180, 860), fill=FAR)
    draw.ellipse((420, 480, 900, 800), fill=NEAR)
    draw.ellipse((520, 420, 820, 640), fill="#5fa07c")
    _shelf(draw)
    draw.line((1010, 330, 1010, 760), fill=INK, width=14)
    draw.polygon([(930, 340), (960, 210), (1060, 210), (1090, 340)], fill=SUN)
    draw.ellipse((950, 745, 1070, 785), fill=INK)
    return _png(picture)


def _shelf(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((1180, 260, 1520, 740), fill="#b98b5a")
    for top in (290, 440, 590):
        draw.rectangle((1200, top, 1500, top + 130), fill="#8d6840")
        for place, colour in enumerate((ROOF, SUN, FAR, WALL, NEAR)):
            left = 1215 + place * 56
            draw.rectangle((left, top + 20 + place % 3 * 12, left + 40, top + 130), fill=colour)


def _png(picture: Image.Image) -> bytes:
    """As wide as a page on a phone shows it. Hard edges keep the colours few and the file small:
    with these pictures a page still fits into one TCP window (speed.md, goal 7)."""
    size = (WIDTH, picture.height * WIDTH // picture.width)
    out = io.BytesIO()
    picture.resize(size, Image.Resampling.NEAREST).save(out, "PNG")
    return out.getvalue()
