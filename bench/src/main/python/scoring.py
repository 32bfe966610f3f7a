"""What the scoring service measures in a picture, with Pillow, OpenCV and NumPy: the folder's files up to a count, by so many processes.

    python scoring.py FOLDER COUNT PROCESSES MODELS [CLIP]

With CLIP, a folder, also by its image encoder and head for aesthetics, with ONNX Runtime.
Prints what the processes cost together: CPU time in milliseconds, and what was resident at most in KiB.
"""

import resource
import sys
from multiprocessing import Pool
from pathlib import Path

import cv2
import numpy as np
from PIL import Image
from scipy.special import gamma

SHAPES = np.arange(0.2, 10.0005, 0.001)
MEAN = np.array((0.48145466, 0.4578275, 0.40821073), np.float32)
SPREAD = np.array((0.26862954, 0.26130258, 0.27577711), np.float32)
SESSIONS = []
RATIOS = gamma(2 / SHAPES) ** 2 / (gamma(1 / SHAPES) * gamma(3 / SHAPES))


def read_models(folder):
    raw = (Path(folder) / "brisque-live.bin").read_bytes()
    count, size = np.frombuffer(raw, ">i4", 2)
    rho, width = np.frombuffer(raw, ">f8", 2, 8)
    limits = np.frombuffer(raw, ">f4", 2 * size, 24).reshape(2, size)
    weights = np.frombuffer(raw, ">f8", count, 24 + 8 * size)
    vectors = np.frombuffer(raw, ">f4", count * size, 24 + 8 * size + 8 * count).reshape(count, size)
    raw = (Path(folder) / "niqe.bin").read_bytes()
    mean = np.frombuffer(raw, ">f8", 36, 4)
    covariance = np.frombuffer(raw, ">f8", 36 * 36, 4 + 36 * 8).reshape(36, 36)
    return rho, width, limits, weights, vectors, mean.astype(float), covariance.astype(float)


def fit(values):
    left = np.sqrt(np.mean(values[values < 0] ** 2))
    right = np.sqrt(np.mean(values[values > 0] ** 2))
    skew = left / right
    ratio = np.mean(np.abs(values)) ** 2 / np.mean(values**2)
    shape = SHAPES[np.argmin((RATIOS - ratio * (skew**3 + 1) * (skew + 1) / (skew**2 + 1) ** 2) ** 2)]
    scale = np.sqrt(gamma(1 / shape) / gamma(3 / shape))
    return shape, left, right, scale, (right - left) * gamma(2 / shape) / gamma(1 / shape) * scale


def normalized(plane, floor):
    mean = cv2.GaussianBlur(plane, (7, 7), 7 / 6, borderType=cv2.BORDER_REPLICATE)
    squares = cv2.GaussianBlur(plane * plane, (7, 7), 7 / 6, borderType=cv2.BORDER_REPLICATE)
    return (plane - mean) / (np.sqrt(np.abs(squares - mean * mean)) + floor)


def shifted(plane, right, down):
    moved = np.zeros_like(plane)
    height, width = plane.shape
    rows = slice(max(0, -down), height - max(0, down))
    moved[rows, : width - right] = plane[max(0, down) : height + min(0, down), right:]
    return moved


def brisque(grey, models):
    rho, width, limits, weights, vectors, _, _ = models
    features = []
    whole = grey.astype(np.float32) / 255
    for plane in (whole, cv2.resize(whole, (grey.shape[1] // 2, grey.shape[0] // 2), interpolation=cv2.INTER_CUBIC)):
        plane = normalized(plane, 1 / 255)
        shape, left, right, _, _ = fit(plane)
        features += [shape, (left**2 + right**2) / 2]
        for across, down in ((1, 0), (0, 1), (1, 1), (1, -1)):
            shape, left, right, _, mean = fit(plane * shifted(plane, across, down))
            features += [shape, mean, left**2, right**2]
    scaled = -1 + 2 * (np.array(features) - limits[0]) / (limits[1] - limits[0])
    return float(np.clip(weights @ np.exp(-width * ((vectors - scaled) ** 2).sum(axis=1)) - rho, 0, 100))


def niqe(grey, models):
    mean, covariance = models[5:]
    down, across = grey.shape[0] // 96, grey.shape[1] // 96
    whole = np.round(16 + grey[: down * 96, : across * 96].astype(np.float32) * 219 / 255)
    blocks = [[] for _ in range(down * across)]
    for side, plane in ((96, whole), (48, cv2.resize(whole, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))):
        plane = normalized(plane, 1)
        for index, features in enumerate(blocks):
            y, x = index % down * side, index // down * side
            block = plane[y : y + side, x : x + side]
            shape, left, right, scale, _ = fit(block)
            features += [shape, (left + right) * scale / 2]
            for shift in ((0, 1), (1, 0), (1, 1), (1, -1)):
                shape, left, right, scale, middle = fit(block * np.roll(block, shift, axis=(0, 1)))
                features += [shape, middle, left * scale, right * scale]
    blocks = np.array(blocks)
    difference = mean - np.nanmean(blocks, axis=0)
    complete = blocks[~np.isnan(blocks).any(axis=1)]
    inverse = np.linalg.pinv((covariance + np.cov(complete, rowvar=False)) / 2)
    return float(np.sqrt(difference @ inverse @ difference))


def noise(grey):
    mask = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    left = np.abs(cv2.filter2D(grey.astype(np.float32), -1, mask))
    height, width = (side // 16 * 16 for side in grey.shape)
    blocks = left[:height, :width].reshape(height // 16, 16, width // 16, 16).mean(axis=(1, 3))
    return float(np.quantile(blocks, 0.1) * np.sqrt(np.pi / 2) / 6)


def blockiness(grey):
    steps = np.zeros(8)
    for plane in (grey.astype(np.int16), grey.T.astype(np.int16)):
        d = np.abs(np.diff(plane, axis=1))
        excess = np.maximum(0, 2 * d[:, 1:-1] - d[:, :-2] - d[:, 2:]).sum(axis=0)
        steps += np.bincount(np.arange(2, 2 + excess.size) % 8, excess, 8)
    return float(max(0, steps[0] / steps[1:].mean() - 1))


def banding(grey):
    total = 0
    for plane in (grey.astype(np.int16), grey.T.astype(np.int16)):
        d = np.abs(np.diff(plane, axis=1))
        level = (d[:, :-1] == 0) & (d[:, 1:] == 0)
        step = d[:, 2:-2]
        total += step[level[:, :-3] & level[:, 3:] & (step >= 2) & (step <= 48)].sum()
    return total / (2 * grey.size)


def saliency(grey):
    small = cv2.resize(grey, (64, 64), interpolation=cv2.INTER_AREA).astype(np.float32)
    waves = np.fft.fft2(small)
    logs = np.log(np.maximum(np.abs(waves), 1e-9))
    unusual = np.exp(logs - cv2.blur(logs, (3, 3))) * np.exp(1j * np.angle(waves))
    seen = cv2.GaussianBlur(np.abs(np.fft.ifft2(unusual)) ** 2, (5, 5), 8)
    return seen / seen.max()


def read_clip(folder):
    """Once a process."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    for name in ("clip-image", "aesthetic-head"):
        SESSIONS.append(onnxruntime.InferenceSession(str(Path(folder) / f"{name}.onnx"), options, providers=["CPUExecutionProvider"]))


def aesthetics(image):
    width, height = image.size
    short = min(width, height)
    small = image.resize((224 * width // short, 224 * height // short), Image.BICUBIC)
    left, top = (round((side - 224) / 2) for side in small.size)
    square = np.asarray(small.crop((left, top, left + 224, top + 224)), np.float32) / 255
    pixels = ((square - MEAN) / SPREAD).transpose(2, 0, 1)[None]
    encoder, head = SESSIONS
    embedding = encoder.run(None, {encoder.get_inputs()[0].name: np.ascontiguousarray(pixels, np.float32)})[0]
    embedding /= np.linalg.norm(embedding)
    return float(head.run(None, {head.get_inputs()[0].name: embedding})[0][0, 0])


def measure(task):
    file, models = task
    image = Image.open(file).convert("RGB")
    grey = cv2.cvtColor(np.array(image), cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (512, 512), interpolation=cv2.INTER_AREA)
    laplacian = cv2.Laplacian(small, cv2.CV_64F)
    counts = np.bincount(grey.ravel(), minlength=256) / grey.size
    eye = saliency(grey)
    weights = cv2.resize(eye, (512, 512))
    subject = np.average((laplacian - np.average(laplacian, weights=weights)) ** 2, weights=weights)
    cv2.dct(cv2.resize(grey, (32, 32), interpolation=cv2.INTER_AREA).astype(np.float32))
    shares = counts[counts > 0]
    entropy = -(shares * np.log2(shares)).sum()
    scores = (laplacian.var(), grey.mean(), entropy, noise(grey), blockiness(grey), banding(grey), subject)
    if SESSIONS:
        scores += (aesthetics(image),)
    return scores, brisque(grey, models), niqe(grey, models), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(folder, count, processes, models, clip=None):
    cv2.setNumThreads(1)
    files = sorted(Path(folder).iterdir())
    models = read_models(models)
    tasks = [(files[index % len(files)], models) for index in range(int(count))]
    pool = Pool(int(processes), read_clip if clip else None, [clip] if clip else [])
    done = pool.map(measure, tasks, chunksize=1)
    pool.close()
    pool.join()
    residents = sorted((resident for *_, resident in done), reverse=True)
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print("cpu_ms", round(1000 * sum(used.ru_utime + used.ru_stime for used in spent)))
    print("resident_kib", spent[0].ru_maxrss + int(processes) * residents[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
