"""The codes of named drawings, each printed on several T-shirts, and those of the sample shop's T-shirts."""
import os
import numpy as np
import torch

import network
from garments import DrawnShop
from photograph import exposed, seen_from

BATCH = 96


class Encoder:
    """The published network on a number of threads."""

    def __init__(self, model, threads):
        import openvino
        self.net = openvino.Core().compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": threads})

    def __call__(self, pictures):
        """float32 [n, 3, side, side] in 0...1 -> [n, 352]"""
        return self.net(np.ascontiguousarray(pictures, np.float32))[0].copy()

    def of_bytes(self, pictures):
        """uint8 [n, side, side, 3] -> [n, 352]"""
        parts = np.array_split(pictures, max(1, len(pictures) // BATCH))
        return np.concatenate([self(part.transpose(0, 3, 1, 2).astype(np.float32) / 255) for part in parts])


def store_views(drawings, encoder, views, out):
    """Writes `out`: float16 [drawings, views, 352]. The first view shows the drawing as it is, half of the others another style; every
    other view is badly lit, noisy or stored as JPEG. 100 to 400 pictures a second and core."""
    torch.manual_seed(0)
    shop = DrawnShop(drawings, network.SIDE)
    count = len(shop.stored["clipart"]) + len(shop.stored["ink"])
    codes = np.zeros((count, views, network.PRINT + network.GARMENT), np.float16)
    for view in range(views):
        for chosen in torch.randperm(count).split(BATCH):
            pictures = shop.dressed(shop.fabrics(len(chosen)), shop.art(chosen, 0.5 if view else 0.0))
            pictures = seen_from(pictures, network.SIDE, 0.5)
            codes[chosen.numpy(), view] = encoder((exposed(pictures) if view % 2 else pictures).numpy())
        print(f"view {view + 1} of {views}", flush=True)
    np.save(out + ".part.npy", codes)
    os.rename(out + ".part.npy", out)
