"""Writes small pictures of many kinds, as a program that is not ours writes them, to src/test/resources/pictures.

    pip install pillow && python src/test/golden/kinds.py

Those of the scene show the same: 24 x 16 pixels, dark on the left, light on the right, with a white spot in the top left corner.
Those of the flag show four quarters of other colours, upright, the last one half or wholly transparent where the kind of file can.
"""

import struct
import zlib
from pathlib import Path

from PIL import Image

OUT = Path(__file__).parents[1] / "resources" / "pictures"
WIDTH, HEIGHT = 24, 16


def scene(level=0):
    image = Image.new("RGB", (WIDTH, HEIGHT))
    for y in range(HEIGHT):
        for x in range(WIDTH):
            spot = x < 4 and y < 4
            value = 255 if spot else 40 if x < WIDTH // 2 else 200
            image.putpixel((x, y), (min(255, value + level),) * 3)
    return image


QUARTERS = [(200, 30, 40), (30, 160, 60), (20, 60, 200), (240, 200, 20)]
STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def flag(alpha=255):
    image = Image.new("RGBA", (WIDTH, HEIGHT))
    for y in range(HEIGHT):
        for x in range(WIDTH):
            quarter = (2 if y >= HEIGHT // 2 else 0) + (1 if x >= WIDTH // 2 else 0)
            image.putpixel((x, y), QUARTERS[quarter] + ((alpha if quarter == 3 else 255),))
    return image


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def deep_png(image):
    """With 16 bits a band, which Pillow does not write: each is the eight twice."""
    bands = len(image.getbands())
    samples = b"".join(bytes((value, value)) for value in image.tobytes())
    row = WIDTH * bands * 2
    rows = b"".join(b"\0" + samples[at : at + row] for at in range(0, len(samples), row))
    kind = {3: 2, 4: 6}[bands]
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 16, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def flags():
    opaque, half, none = flag().convert("RGB"), flag(128), flag(0)
    opaque.save(OUT / "flag.png")
    opaque.save(OUT / "flag.bmp")
    opaque.save(OUT / "flag.gif")
    opaque.save(OUT / "flag.webp", lossless=True)
    opaque.save(OUT / "flag.jpg", quality=95, subsampling=0)
    opaque.save(OUT / "flag-rgb.jpg", quality=95, keep_rgb=True)
    opaque.quantize(4).save(OUT / "flag-palette.png", bits=2)
    opaque.quantize(4).save(OUT / "flag-palette.bmp")
    (OUT / "flag-deep.png").write_bytes(deep_png(opaque))
    half.save(OUT / "flag-half.png")
    half.save(OUT / "flag-half.webp", lossless=True, exact=True)
    half.quantize(4, method=Image.Quantize.FASTOCTREE).save(OUT / "flag-half-palette.png")
    (OUT / "flag-half-deep.png").write_bytes(deep_png(half))
    none.quantize(4, method=Image.Quantize.FASTOCTREE).save(OUT / "flag-none-palette.png")
    none.save(OUT / "flag-none.gif")
    opaque.save(OUT / "flag-none.png", transparency=QUARTERS[3])
    half.convert("LA").save(OUT / "flag-half-grey.png")
    for orientation, stored in STORED.items():
        exif = Image.Exif()
        exif[0x0112] = orientation
        opaque.transpose(stored).save(OUT / f"flag-turned-{orientation}.jpg", quality=95, subsampling=0, exif=exif)


def main():
    flags()
    OUT.mkdir(parents=True, exist_ok=True)
    image, other = scene(), scene(20)
    image.save(OUT / "lossless.webp", lossless=True)
    image.save(OUT / "lossy.webp", quality=95)
    seen = image.convert("RGBA")
    seen.putalpha(Image.new("L", image.size, 255))
    seen.putpixel((23, 15), (0, 0, 0, 0))
    seen.save(OUT / "transparent.webp", quality=95)
    image.save(OUT / "animated.webp", save_all=True, append_images=[other], duration=100, lossless=True)
    image.quantize(8).save(OUT / "one.gif")
    image.quantize(8).save(OUT / "animated.gif", save_all=True, append_images=[other.quantize(8)], duration=100)
    image.save(OUT / "animated.png", save_all=True, append_images=[other], duration=100)
    image.save(OUT / "colours.bmp")
    image.quantize(8).save(OUT / "palette.bmp")
    image.quantize(8).save(OUT / "palette.png")
    image.convert("L").convert("I").point(lambda value: value * 257).convert("I;16").save(OUT / "deep.png")
    image.convert("CMYK").save(OUT / "cmyk.jpg", quality=95)
    image.convert("L").save(OUT / "grey.jpg", quality=95)
    image.save(OUT / "progressive.jpg", quality=95, progressive=True)
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        image.save(OUT / f"turned-{orientation}.jpg", quality=95, exif=exif)


if __name__ == "__main__":
    main()
