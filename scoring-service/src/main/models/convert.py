"""Writes the published parameters of BRISQUE and NIQE as big-endian numbers to src/main/resources/models.

    pip install numpy
    mvn dependency:get -Dartifact=org.bytedeco:opencv:4.13.0-1.5.13:jar:linux-x86_64
    pip download --no-deps basicsr==1.4.2
    python src/main/models/convert.py <opencv jar> <basicsr sdist>

brisque-live.bin: support vectors and features (two ints); rho and gamma (doubles); the least and the greatest of each feature
(floats); the weight of each support vector (doubles); the support vectors (floats).
niqe.bin: features (int); their mean, then their covariance row by row (doubles).
"""

import io
import re
import sys
import tarfile
import zipfile
from pathlib import Path

import numpy as np

OUT = Path(__file__).parents[1] / "resources" / "models"
NUMBER = re.compile(r"-?\d+\.?\d*(?:e[+-]?\d+)?")


def numbers(text):
    return np.array([float(number) for number in NUMBER.findall(text)])


def brisque(jar):
    names = {Path(name).name: name for name in jar.namelist()}
    model = jar.read(names["brisque_model_live.yml"]).decode()
    limits = jar.read(names["brisque_range_live.yml"]).decode()
    vectors, functions = model.split("support_vectors:")[1].split("decision_functions:")
    vectors = numbers(vectors).reshape(-1, 36)
    rho = numbers(functions.split("rho:")[1].split("\n")[0])
    gamma = numbers(model.split("gamma:")[1].split("\n")[0])
    weights = numbers(functions.split("alpha:")[1])
    assert len(vectors) == len(weights) == 774
    limits = numbers(limits.split("data:")[1]).reshape(2, 36)
    return b"".join([
        np.array(vectors.shape, ">i4").tobytes(),
        np.concatenate([rho, gamma]).astype(">f8").tobytes(),
        limits.astype(">f4").tobytes(),
        weights.astype(">f8").tobytes(),
        vectors.astype(">f4").tobytes(),
    ])


def niqe(sdist):
    name = next(name for name in sdist.getnames() if name.endswith("niqe_pris_params.npz"))
    params = np.load(io.BytesIO(sdist.extractfile(name).read()))
    mean, covariance = params["mu_pris_param"], params["cov_pris_param"]
    return b"".join([
        np.array([mean.size], ">i4").tobytes(),
        mean.astype(">f8").tobytes(),
        covariance.astype(">f8").tobytes(),
    ])


def main(jar, sdist):
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "brisque-live.bin").write_bytes(brisque(zipfile.ZipFile(jar)))
    (OUT / "niqe.bin").write_bytes(niqe(tarfile.open(sdist)))


if __name__ == "__main__":
    main(*sys.argv[1:])
