"""Writes small pictures of many kinds, as a program that is not ours writes them, to src/test/resources/pictures.

    pip install pillow && python src/test/golden/kinds.py

All show the same: 24 x 16 pixels, dark on the left, light on the right, with a white spot in the top left corner.
"""

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


def main():
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
