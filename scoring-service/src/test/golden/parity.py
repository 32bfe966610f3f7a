"""Writes small photographs, and what other programs measure in them, to src/test/resources/parity.

    pip install numpy scipy pillow scikit-image opencv-python-headless torch
    pip download --no-deps basicsr==1.4.2 && tar xzf basicsr-1.4.2.tar.gz
    mvn dependency:get -Dartifact=org.bytedeco:opencv:4.13.0-1.5.13:jar:linux-x86_64 (and openblas, javacpp)
    BASICSR=<unpacked> OPENCV=<class path of OpenCV for Java> python src/test/golden/parity.py

The photographs are parts of those that scikit-image comes with: astronaut is NASA's and in the public domain, the others are CC0.
Laplacian and luma are OpenCV's, the transform behind fingerprints SciPy's, NIQE BasicSR's, BRISQUE that of OpenCV for Java.
"""

import importlib
import json
import os
import subprocess
import sys
import types
import zlib
from pathlib import Path

import cv2
import numpy as np
import scipy.fft
import skimage
from PIL import Image

OUT = Path(__file__).parents[1] / "resources" / "parity"
DATA = Path(skimage.__file__).parent / "data"


def jpeg(colours):
    return cv2.imdecode(cv2.imencode(".jpg", colours, [cv2.IMWRITE_JPEG_QUALITY, 10])[1], cv2.IMREAD_COLOR)


def noise(colours):
    spread = np.random.default_rng(1).normal(0, 20, colours.shape)
    return np.clip(colours + spread, 0, 255).astype(np.uint8)


PARTS = {
    "astronaut": ("astronaut.png", 130, 0, lambda colours: colours),
    "astronaut-noise": ("astronaut.png", 130, 0, noise),
    "chelsea": ("chelsea.png", 100, 40, lambda colours: colours),
    "chelsea-jpeg": ("chelsea.png", 100, 40, jpeg),
    "coffee": ("coffee.png", 120, 100, lambda colours: colours),
    "rocket": ("rocket.jpg", 180, 60, lambda colours: colours),
}
WIDTH, HEIGHT = 288, 208


def basicsr_niqe():
    """The one module, without what its package imports at its start."""
    root = Path(os.environ["BASICSR"])
    sys.path.insert(0, str(root))
    for name in ("basicsr", "basicsr.metrics", "basicsr.utils"):
        module = types.ModuleType(name)
        module.__path__ = [str(root / name.replace(".", "/"))]
        sys.modules[name] = module
    module.bgr2ycbcr = importlib.import_module("basicsr.utils.color_util").bgr2ycbcr
    return importlib.import_module("basicsr.metrics.niqe").calculate_niqe


def area_means(grey, side):
    def shares(length):
        matrix = np.zeros((side, length))
        for cell in range(side):
            start, end = cell * length / side, (cell + 1) * length / side
            for index in range(int(start), int(np.ceil(end))):
                matrix[cell, index] = (min(end, index + 1) - max(start, index)) / (end - start)
        return matrix

    return shares(grey.shape[0]) @ grey.astype(float) @ shares(grey.shape[1]).T


def fingerprint(grey):
    waves = scipy.fft.dctn(area_means(grey, 32), type=2)[:8, :8] / 4
    steps = np.round(waves * 1e6)
    bits = (steps > np.median(steps)).flatten()
    return "%016x" % int("".join("1" if bit else "0" for bit in bits), 2)


def brisque(files):
    source = Path(__file__).parent / "Brisque.java"
    run = ["java", "-cp", os.environ["OPENCV"], str(source), *map(str, files)]
    lines = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()
    return [float(line) for line in lines]


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    niqe, golden, files = basicsr_niqe(), {}, []
    for name, (source, x, y, spoil) in PARTS.items():
        colours = spoil(np.array(Image.open(DATA / source).convert("RGB"))[y : y + HEIGHT, x : x + WIDTH])
        bgr = np.ascontiguousarray(colours[:, :, ::-1])
        grey = cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY)
        file = OUT / f"{name}.png"
        Image.fromarray(grey).save(file, optimize=True)
        files.append(file)
        small = colours[64:112, 96:160]
        Image.fromarray(small).save(OUT / f"{name}-colours.png", optimize=True)
        small_grey = cv2.cvtColor(np.ascontiguousarray(small[:, :, ::-1]), cv2.COLOR_BGR2GRAY)
        golden[name] = {
            "lumaCrc32": zlib.crc32(small_grey.tobytes()),
            "laplacianVariance": float(cv2.Laplacian(grey, cv2.CV_64F).var()),
            "fingerprint": fingerprint(grey),
            "niqe": niqe(np.repeat(grey[:, :, None], 3, axis=2), 0),
        }
    for name, value in zip(PARTS, brisque(files)):
        golden[name]["brisque"] = value
    (OUT / "golden.json").write_text(json.dumps(golden, indent=2) + "\n")


if __name__ == "__main__":
    main()
