"""Labelled pictures: the sample shop that `vitrine sample` draws, and Fashion-MNIST; and which prints are held out."""
import csv, gzip, hashlib, os
from multiprocessing import Pool
import numpy as np
import torch
from torch.nn import functional as F

# Held out from training: these whole groups, and of every other group each motif (and each text) whose name hashes to a multiple of 5.
HELD_OUT_GROUPS = {"dogs", "fish", "fruit", "musical instruments", "rockets"}
PRODUCTS = ["top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot"]     # Fashion-MNIST's classes


def is_held_out(group, motif):
    return group in HELD_OUT_GROUPS or hashlib.sha256(motif.encode()).digest()[0] % 5 == 0 if motif else False


def read_attributes(folder):
    with open(os.path.join(folder, "attributes.csv"), newline="") as file:
        return list(csv.DictReader(file))


def read_picture(job):
    from PIL import Image
    path, side = job
    return np.asarray(Image.open(path).convert("RGB").resize((side, side), Image.BILINEAR))


def load_shop(folder, side, rows):
    """uint8 [n, side, side, 3]: stretched with an antialiased triangle filter, as Vitrine's preprocessing does."""
    with Pool() as pool:
        return np.stack(pool.map(read_picture, [(os.path.join(folder, row["id"] + ".jpg"), side) for row in rows], 64))


def load_fashion(folder, part):
    """uint8 [n, 28, 28], light products on black as published, and the classes [n]; `part` is "train" or "t10k"."""
    with gzip.open(os.path.join(folder, part + "-images-idx3-ubyte.gz")) as file:
        pictures = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 28, 28)
    with gzip.open(os.path.join(folder, part + "-labels-idx1-ubyte.gz")) as file:
        return pictures, np.frombuffer(file.read(), np.uint8, offset=8).astype(np.int64)


def enlarged(pictures, side, mode="bilinear"):
    """[n, 28, 28] bytes -> [n, 3, side, side] in 0...1."""
    grey = torch.from_numpy(np.array(pictures)).float()[:, None] / 255
    return F.interpolate(grey, (side, side), mode=mode).clamp(0, 1).expand(-1, 3, -1, -1)


def numbered(values):
    """Labels as numbers, and their names; an empty value is -1."""
    names = sorted(set(values) - {""})
    number = {name: index for index, name in enumerate(names)} | {"": -1}
    return torch.tensor([number[value] for value in values]), names
