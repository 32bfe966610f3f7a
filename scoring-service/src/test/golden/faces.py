"""Writes a small photograph, what networks answer to it, and what other programs see in it and in others, to src/test/resources/faces.

    pip install numpy scikit-image matplotlib opencv-python-headless onnxruntime ai-edge-litert
    git clone https://github.com/ShiqiYu/libfacedetection.train
    npm pack @mediapipe/face_mesh@0.4.1657299874, and unpack it
    npm pack @mediapipe/selfie_segmentation@0.1.1675465747, and unpack it
    YUNET=<clone>/onnx/yunet_n_dynamic.onnx MESH=<package> SEGMENTATION=<package>/selfie_segmentation.tflite \\
        PHOTOGRAPHS=<more photographs> python src/test/golden/faces.py

The photograph is a part of one that scikit-image comes with, which is NASA's and in the public domain. Boxes are those of
OpenCV's FaceDetectorYN (of OpenCV 5) with the same file; the mesh is that of LiteRT, shown patches that OpenCV cut out.
PHOTOGRAPHS (those of libdlib's examples and of @vladmandic/face-api, for instance) are not kept, only the boxes in them.
"""

import json
import math
import os
import zlib
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import skimage
from ai_edge_litert.interpreter import Interpreter

OUT = Path(__file__).parents[1] / "resources" / "faces"
CONFIDENCE, OVERLAP = 0.85, 0.3
MESH_BYTES = slice(2495952, 3737848)


def shrunk(bgr, side):
    height, width = bgr.shape[:2]
    longest = max(height, width)
    if longest <= side:
        return bgr
    size = (max(1, math.floor(width * side / longest + 0.5)), max(1, math.floor(height * side / longest + 0.5)))
    return cv2.resize(bgr, size, interpolation=cv2.INTER_AREA)


def opencv_faces(bgr):
    """A face that fills a large picture is found in a smaller one."""
    for side in (640, 320):
        small = shrunk(bgr, side)
        size = (small.shape[1], small.shape[0])
        detector = cv2.FaceDetectorYN.create(os.environ["YUNET"], "", size, CONFIDENCE, OVERLAP)
        faces = detector.detect(small)[1]
        if faces is not None:
            faces[:, :14] *= bgr.shape[1] / small.shape[1]
            return sorted(faces.tolist(), key=lambda face: -face[2] * face[3])
    return []


def recorded_yunet(bgr):
    """Every answer that could become a face, by stride and cell; all others are as good as nothing."""
    session = onnxruntime.InferenceSession(os.environ["YUNET"])
    height, width = (-(-length // 32) * 32 for length in bgr.shape[:2])
    padded = np.zeros((height, width, 3), np.float32)
    padded[: bgr.shape[0], : bgr.shape[1]] = bgr
    tensor = np.ascontiguousarray(padded.transpose(2, 0, 1)[None])
    names = [output.name for output in session.get_outputs()]
    output = dict(zip(names, session.run(None, {"input": tensor})))
    cells = {}
    for stride in (8, 16, 32):
        parts = [output[f"{part}_{stride}"][0] for part in ("cls", "obj", "bbox", "kps")]
        sure = np.sqrt(parts[0] * parts[1])[:, 0]
        cells[stride] = {
            int(cell): [float(value) for part in parts for value in part[cell]] for cell in np.where(sure > 0.5)[0]
        }
    return {"shape": list(tensor.shape), "inputCrc32": zlib.crc32(tensor.astype(">f4").tobytes()), "cells": cells}


class Mesh:
    """MediaPipe's mesh of 468 points: looks at the face once, and again where the first look says that it is."""

    SIDE = 192

    def __init__(self):
        file = Path(os.environ["MESH"]) / "face_mesh_solution_packed_assets.data"
        self.network = Interpreter(model_content=file.read_bytes()[MESH_BYTES])
        self.network.allocate_tensors()
        self.looks = []

    def look(self, rgb, left, top, right, bottom, one, other):
        side = 1.5 * max(right - left, bottom - top)
        angle = math.atan2(other[1] - one[1], other[0] - one[0])
        scale, cos, sin = side / self.SIDE, math.cos(angle), math.sin(angle)
        turn = np.array([[cos, -sin], [sin, cos]]) * scale
        # A pixel's middle is at .5 here and at 0 in OpenCV.
        origin = np.array([(left + right) / 2, (top + bottom) / 2]) - turn @ np.full(2, (self.SIDE - 1) / 2) - 0.5
        matrix = np.hstack([turn, origin[:, None]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        patch = cv2.warpAffine(rgb, matrix, (self.SIDE, self.SIDE), flags=flags)
        self.network.set_tensor(self.network.get_input_details()[0]["index"], (patch / 255).astype(np.float32)[None])
        self.network.invoke()
        answers = {d["name"]: self.network.get_tensor(d["index"]) for d in self.network.get_output_details()}
        points, presence = answers["conv2d_21"].reshape(468, 3), float(answers["conv2d_31"].ravel()[0])
        look = {"points": [round(float(v), 4) for v in points.ravel()], "presence": presence}
        self.looks.append(look | {"patchMean": float(patch.mean() / 255)})
        placed = (points[:, :2] - self.SIDE / 2) @ turn.T + [(left + right) / 2, (top + bottom) / 2]
        return placed, points[:, 2] * scale

    def of(self, rgb, face):
        x, y, width, height = face[:4]
        first, _ = self.look(rgb, x, y, x + width, y + height, face[4:6], face[6:8])
        low, high = first.min(axis=0), first.max(axis=0)
        return self.look(rgb, *low, *high, first[33], first[263])


def people_share(rgb):
    """The share of the picture that MediaPipe's segmentation takes for people."""
    network = Interpreter(os.environ["SEGMENTATION"])
    network.allocate_tensors()
    shown = cv2.resize(rgb, (256, 256), interpolation=cv2.INTER_LINEAR).astype(np.float32) / 255
    network.set_tensor(network.get_input_details()[0]["index"], shown[None])
    network.invoke()
    return float((network.get_tensor(network.get_output_details()[0]["index"]) > 0.5).mean())


def eyes_open(points):
    def ratio(*eye):
        one, two, three, four, five, six = points[list(eye)]
        return (math.dist(two, six) + math.dist(three, five)) / (2 * math.dist(one, four))

    return min(ratio(33, 160, 158, 133, 153, 144), ratio(362, 385, 387, 263, 373, 380))


def skin_stops(rgb, points):
    mask = np.zeros(rgb.shape[:2], np.uint8)
    for part in ((117, 101, 205, 187), (346, 330, 425, 411), (69, 299, 336, 107)):
        cv2.fillPoly(mask, [np.round(points[list(part)] - 0.5).astype(np.int32)], 1)
    value = rgb[mask == 1] / 255
    light = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return float(np.log2(np.median(light @ [0.2126, 0.7152, 0.0722])))


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    astronaut = cv2.imread(str(Path(skimage.__file__).parent / "data" / "astronaut.png"))
    part = np.ascontiguousarray(astronaut[0:208, 120:328])
    cv2.imwrite(str(OUT / "astronaut.png"), part, [cv2.IMWRITE_PNG_COMPRESSION, 9])
    faces, mesh = opencv_faces(part), Mesh()
    rgb = np.ascontiguousarray(part[:, :, ::-1])
    points, depths = mesh.of(rgb, faces[0])
    golden = {
        "yunet": recorded_yunet(part),
        "mesh": mesh.looks,
        "faces": faces,
        "meshPoints": np.round(points, 3).tolist(),
        "eyesOpen": eyes_open(points),
        "skinStops": skin_stops(rgb, points),
        "peopleShare": people_share(rgb),
    }
    (OUT / "astronaut.json").write_text(json.dumps(golden) + "\n")
    photographs = {}
    for file in sorted(Path(os.environ["PHOTOGRAPHS"]).iterdir()) if "PHOTOGRAPHS" in os.environ else []:
        bgr = cv2.imread(str(file))
        if bgr is not None:
            photographs[file.name] = [[round(v, 2) for v in face[:4]] for face in opencv_faces(bgr)]
    if photographs:
        (OUT / "photographs.json").write_text(json.dumps(photographs, indent=1) + "\n")


if __name__ == "__main__":
    main()
