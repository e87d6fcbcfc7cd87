"""Draws cover.jpg. Needs Pillow and the EB Garamond fonts, which Lectern itself does not; run by hand after a change.

    python draw_cover.py FOLDER_OF_EB_GARAMOND
"""

import math
import sys
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT, SCALE = 1200, 1800, 2
NIGHT, DUSK, GLOW = (17, 27, 48), (58, 84, 108), (236, 196, 138)
SEA, DEEP, CREAM, DARK = (39, 62, 82), (12, 20, 34), (247, 236, 212), (9, 14, 24)
HORIZON = 1130


def blend(one, other, share):
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def gradient(draw, top, bottom, colours):
    steps = len(colours) - 1
    for y in range(top, bottom):
        place = (y - top) / (bottom - top) * steps
        first = min(int(place), steps - 1)
        draw.line([(0, y * SCALE), (WIDTH * SCALE, y * SCALE)], blend(*colours[first : first + 2], place - first), SCALE)


def points(*pairs):
    return [(x * SCALE, y * SCALE) for x, y in pairs]


def glow(picture, shape, radius, strength):
    """Adds light of the given shape, blurred."""
    mask = Image.new("L", picture.size, 0)
    shape(ImageDraw.Draw(mask))
    mask = mask.filter(ImageFilter.GaussianBlur(radius * SCALE)).point(lambda value: int(value * strength))
    light = Image.new("RGB", picture.size, CREAM)
    return Image.composite(ImageChops.screen(picture, light), picture, mask)


def sea(draw):
    gradient(draw, HORIZON, HEIGHT, [SEA, DEEP])
    for number in range(150):
        # Golden-angle steps: irregular to the eye, the same every time.
        y = HORIZON + 8 + (number / 150) ** 1.7 * 560
        x = (number * 0.61803398875 % 1) * WIDTH
        length = 14 + (y - HORIZON) * 0.16
        shade = blend(SEA, GLOW, 0.38 * math.exp(-(((x - 905) / 260) ** 2)) + 0.10)
        draw.line(points((x - length, y), (x + length, y)), shade, SCALE * 2)


def tower(draw):
    draw.polygon(points((700, 1135), (780, 1092), (850, 1075), (960, 1078), (1040, 1100), (1130, 1138)), DARK)
    draw.polygon(points((862, 1085), (880, 760), (930, 760), (948, 1085)), DARK)
    draw.rectangle(points((868, 748), (942, 762)), DARK)
    draw.rectangle(points((886, 700), (924, 748)), GLOW)
    for x in (886, 905, 924):
        draw.line(points((x, 700), (x, 748)), DARK, SCALE * 3)
    draw.polygon(points((878, 702), (905, 668), (932, 702)), DARK)
    draw.rectangle(points((899, 880), (911, 902)), GLOW)


def lectern(draw):
    """Column with a flat face and a groove, three spread feet, a desk, an open book and two wooden thumbs."""
    wood, light, groove = (74, 47, 32), (112, 74, 50), (40, 25, 18)
    draw.polygon(points((352, 1800), (372, 1450), (448, 1450), (468, 1800)), wood)
    draw.polygon(points((372, 1800), (386, 1450), (434, 1450), (448, 1800)), light)
    draw.line(points((410, 1470), (410, 1800)), groove, SCALE * 7)
    draw.polygon(points((150, 1440), (670, 1440), (640, 1490), (180, 1490)), wood)
    draw.polygon(points((126, 1418), (694, 1418), (684, 1446), (136, 1446)), light)
    draw.polygon(points((176, 1416), (214, 1150), (606, 1150), (644, 1416)), wood)
    page(draw, points, 1)
    page(draw, points, -1)
    draw.line(points((410, 1172), (410, 1408)), (173, 149, 112), SCALE * 4)
    for x, lean in ((268, 10), (552, -10)):
        draw.polygon(points((x - 17, 1424), (x - 13 + lean, 1372), (x + 13 + lean, 1372), (x + 17, 1424)), light)
        draw.ellipse(points((x - 14 + lean, 1352), (x + 14 + lean, 1388)), light)


def page(draw, at, side):
    """One side of the open book, its outer edge curling up a little."""
    top = [(410 + side * x, 1172 - 20 * math.sin(x / 178 * math.pi) + 6 * x / 178) for x in range(0, 179, 6)]
    bottom = [(410 + side * x * 1.14, 1408 - 22 * math.sin(x / 178 * math.pi)) for x in range(178, -1, -6)]
    draw.polygon(at(*top, *bottom), CREAM if side > 0 else blend(CREAM, DUSK, 0.12))
    for line in range(9):
        share = (line + 1.2) / 10.6
        width = 1 + 0.14 * share
        end = 150 if line not in {3, 8} else 92
        path = [
            (410 + side * x * width, 1172 + share * 236 - 20 * math.sin(x / 178 * math.pi) + 5 * (1 - share) * x / 178)
            for x in (range(22, end, 6) if side > 0 else range(172 - end, 156, 6))
        ]
        draw.line(at(*path), (150, 132, 106), SCALE * 4)


def centred(draw, y, text, font, fill, spacing=0):
    width = sum(draw.textlength(letter, font) + spacing for letter in text) - spacing
    x = (WIDTH * SCALE - width) / 2
    for letter in text:
        draw.text((x, y * SCALE), letter, fill, font)
        x += draw.textlength(letter, font) + spacing


def main():
    fonts = Path(sys.argv[1])
    picture = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE))
    draw = ImageDraw.Draw(picture)
    gradient(draw, 0, HORIZON, [NIGHT, NIGHT, DUSK, GLOW])
    sea(draw)
    beam = points((905, 724), (-200, 470), (-200, 800))
    picture = glow(picture, lambda mask: mask.polygon(beam, 255), 10, 0.20)
    picture = glow(picture, lambda mask: mask.ellipse(points((835, 654), (975, 794)), 255), 28, 0.60)
    picture = glow(picture, lambda mask: mask.rectangle(points((0, 1080), (WIDTH, 1150)), 255), 34, 0.16)
    tower(ImageDraw.Draw(picture))
    picture = glow(picture, lambda mask: mask.ellipse(points((190, 1130), (630, 1440)), 255), 60, 0.30)
    draw = ImageDraw.Draw(picture)
    lectern(draw)
    face = lambda name, size: ImageFont.truetype(str(fonts / f"EBGaramond12-{name}.otf"), size * SCALE)  # noqa: E731
    centred(draw, 118, "THE", face("Regular", 62), CREAM, 22 * SCALE)
    centred(draw, 196, "LECTERN", face("Regular", 168), CREAM, 14 * SCALE)
    centred(draw, 372, "MAKER", face("Regular", 168), CREAM, 14 * SCALE)
    draw.line(points((540, 592), (660, 592)), GLOW, SCALE * 3)
    picture = picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    picture.save(Path(__file__).with_name("cover.jpg"), quality=84, optimize=True, progressive=False)


if __name__ == "__main__":
    main()
