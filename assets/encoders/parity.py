#!/usr/bin/env python3
"""Checks that Vitrine's vectors are PyTorch's.

For VGG-16 (second fully connected layer), ResNet-18 and ResNet-50 (pooled features) and a vision transformer
(ViT-B/32, class token), with random weights from a fixed seed, this script

1. exports the network from torchvision to ONNX,
2. lets Vitrine encode real picture files with it, and write down the numbers that it gave the network,
3. runs PyTorch on the same numbers, and compares the vectors: at most 1e-3 of the largest value in f32, a cosine
   above 0.999 in bf16 (left out where the processor has no bfloat16),
4. says how far Vitrine's preprocessing is from torchvision's own (Pillow decodes and resizes): this is a report, not
   a check, because decoders differ by some levels, and Pillow rounds to whole levels between its two passes.

    assets/encoders/parity.py PICTURE... [--vitrine .build/release/vitrine] [--keep FOLDER]

Needs torch, torchvision, onnx, numpy and Pillow. It calls

    vitrine encoders embed MODEL.onnx --preset P --precision f32|bf16 --output VECTORS.npy --save-input INPUT.npy --force PICTURE...

which writes float32 arrays [pictures, dimensions] and [pictures, 3 x 224 x 224] (channels, then rows, then columns). The exit status is 0 if all agree.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch
import torchvision
from PIL import Image

SEED = 20240607

# Name, preset, constructor, and the module whose input is the vector. The transformer was published with the same
# preprocessing as torchvision's VGG-16, so it borrows that preset; the rule for the layer is the same.
NETWORKS = [
    ("vgg16", "vgg16", torchvision.models.vgg16, lambda net: net.classifier[6]),
    ("vgg16-torchvision", "vgg16-torchvision", torchvision.models.vgg16, lambda net: net.classifier[6]),
    ("resnet18", "resnet18", torchvision.models.resnet18, lambda net: net.fc),
    ("resnet50", "resnet50", torchvision.models.resnet50, lambda net: net.fc),
    ("vit_b_32", "vgg16-torchvision", torchvision.models.vit_b_32, lambda net: net.heads.head),
]


def export(make, path):
    torch.manual_seed(SEED)
    network = make(weights=None).eval()
    torch.onnx.export(
        network, torch.zeros(1, 3, 224, 224), str(path), input_names=["pixels"], output_names=["scores"],
        dynamic_axes={"pixels": {0: "n"}, "scores": {0: "n"}}, dynamo=False)
    return network


def expected_vectors(network, head, pixels):
    seen = []
    hook = head(network).register_forward_pre_hook(lambda module, inputs: seen.append(inputs[0].detach().numpy()))
    with torch.no_grad():
        for start in range(0, len(pixels), 8):
            network(torch.from_numpy(pixels[start:start + 8]))
    hook.remove()
    return np.concatenate(seen)


def torchvision_input(preset, pictures):
    """The same preset by Pillow and torchvision."""
    tensors = []
    for picture in pictures:
        image = Image.open(picture).convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
        if preset == "vgg16":
            pixels = np.asarray(image.resize((224, 224), Image.BILINEAR), dtype=np.float32)
            pixels = pixels[:, :, ::-1] - np.array([103.939, 116.779, 123.68], dtype=np.float32)
            tensors.append(np.ascontiguousarray(pixels.transpose(2, 0, 1)))
        else:
            transform = torchvision.transforms.Compose([
                torchvision.transforms.Resize(256), torchvision.transforms.CenterCrop(224), torchvision.transforms.ToTensor(),
                torchvision.transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])])
            tensors.append(transform(image).numpy())
    return np.stack(tensors)


def embed(vitrine, model, preset, precision, pictures, folder):
    vectors, pixels = folder / "vectors.npy", folder / "input.npy"
    run = subprocess.run(
        [vitrine, "encoders", "embed", str(model), "--preset", preset, "--precision", precision, "--output", str(vectors),
         "--save-input", str(pixels), "--force", *pictures], capture_output=True, text=True)
    if run.returncode != 0:
        return None, None, run.stderr.strip()
    return np.load(vectors), np.load(pixels).reshape(-1, 3, 224, 224), ""


def cosine(a, b):
    return (a * b).sum(1) / (np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pictures", nargs="+")
    parser.add_argument("--vitrine", default=".build/release/vitrine")
    parser.add_argument("--keep", help="a folder for the exported networks, which are used again if they are there")
    arguments = parser.parse_args()
    failures = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        models = pathlib.Path(arguments.keep or temporary)
        models.mkdir(parents=True, exist_ok=True)
        for name, preset, make, head in NETWORKS:
            model = models / f"{make.__name__}.onnx"
            if model.exists():
                torch.manual_seed(SEED)
                network = make(weights=None).eval()
            else:
                network = export(make, model)
            for precision in ("f32", "bf16"):
                vectors, pixels, error = embed(arguments.vitrine, model, preset, precision, arguments.pictures, folder)
                if vectors is None:
                    skipped = precision == "bf16" and "arithmetic" in error
                    print(f"{name:18} {precision:5} {'skipped' if skipped else 'FAILED'}: {error}")
                    failures += not skipped
                    continue
                truth = expected_vectors(network, head, pixels)
                relative = float(np.abs(vectors - truth).max() / np.abs(truth).max())
                lowest = float(cosine(vectors, truth).min())
                agrees = vectors.shape == truth.shape and (relative <= 1e-3 if precision == "f32" else lowest > 0.999)
                failures += not agrees
                print(f"{name:18} {precision:5} {'agrees' if agrees else 'DIFFERS'}: {vectors.shape[1]} dimensions, "
                      f"largest difference {relative:.1e} of the largest value, lowest cosine {lowest:.7f}")
                if precision == "f32":
                    own = torchvision_input(preset, arguments.pictures)
                    theirs = expected_vectors(network, head, own)
                    level = 1 if preset == "vgg16" else 1 / 255 / 0.225
                    difference = np.abs(own - pixels) / level
                    print(f"{'':24} against Pillow's decoding and resizing: pixels differ by {difference.mean():.2f} levels "
                          f"on average, {difference.max():.0f} at most; lowest cosine {cosine(vectors, theirs).min():.6f}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
