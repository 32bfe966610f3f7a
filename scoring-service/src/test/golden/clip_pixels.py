"""Writes what open_clip's transform, that is Pillow and torchvision, makes of pictures to src/test/resources/clip/pixels.json.

    pip install open_clip_torch
    python src/test/golden/clip_pixels.py

Digests are SHA-256: of the 224 x 224 pixels as bytes, red, green and blue, and of the tensor as little-endian floats. Patterns are
computed from a formula, which ClipPixelsTest repeats.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
from open_clip.transform import image_transform
from PIL import Image
from torchvision.transforms import CenterCrop, InterpolationMode, Resize

RESOURCES = Path(__file__).parents[1] / "resources"
OUT = RESOURCES / "clip" / "pixels.json"
SIZES = [(1, 1), (2, 1), (7, 5), (223, 224), (224, 224), (225, 224), (224, 227), (301, 517), (640, 427), (769, 1023), (1024, 1024), (1536, 640),
         (3, 999), (1999, 31), (449, 448), (225, 450)]
FILES = [f"parity/{name}" for name in ("astronaut.png", "astronaut-colours.png", "coffee.png", "coffee-colours.png", "rocket-colours.png")]


def pattern(width, height):
    y, x, band = np.ogrid[:height, :width, :3]
    return Image.fromarray(((x * x * (3 + band) + y * y * 5 + x * y * (band + 1) + 31 * band) >> 3 & 255).astype(np.uint8))


def digest(array):
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()


def row(image):
    square = CenterCrop(224)(Resize(224, InterpolationMode.BICUBIC)(image))
    tensor = image_transform(224, is_train=False)(image).numpy()
    return {"bytes": digest(np.array(square)), "floats": digest(tensor.astype("<f4")), "first": [float(v) for v in tensor[:, 0, 0]]}


def main():
    rows = [{"width": w, "height": h} | row(pattern(w, h)) for w, h in SIZES]
    rows += [{"file": file} | row(Image.open(RESOURCES / file).convert("RGB")) for file in FILES]
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


if __name__ == "__main__":
    main()
