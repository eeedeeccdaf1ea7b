#!/usr/bin/env python3
"""Checks that the vectors of texts and pictures that Vitrine makes by an image-text network are PyTorch's.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install -r assets/encoders/requirements.txt
    /tmp/venv/bin/python assets/encoders/imagetext.py PICTURE... [--vitrine .build/release/vitrine] [--keep FOLDER] [--only clip|siglip|clip-merged|siglip-merged]

Makes folders as such networks are published, with random weights of a fixed seed in the shapes of CLIP ViT-B/32 and SigLIP B/16, in two files
and in one; adds them with `vitrine encoders add`, and compares `vitrine encoders embed` with PyTorch: for texts on the IDs of PyPI's
`tokenizers`, for pictures on the very numbers that Vitrine gave the network. At most 1e-3 of the largest value may differ. How far these numbers are
from Pillow's is a report, not a check: decoders differ by some levels. The tokenisers are the small ones of Vitrine's tests.

With --keep, the folders stay: `vitrine encoders add FOLDER/clip --name clip`. They take 0.6 to 0.8 GB each.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch
from PIL import Image
from tokenizers import Tokenizer
from transformers import CLIPConfig, CLIPModel, SiglipConfig, SiglipModel

SEED = 20261127
ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXTS = [
    "cat", "a photo of a cat with glasses", "sailing boat at sunset", "something to drink", "", "   Odd   SPACES\tand\nlines  ", "navy blue, red & white!",
    "Übergrößen-T-Shirt", "один два", "日本", "🐱🚀", "stripes " * 100]


class Vision(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values):
        out = self.model.vision_model(pixel_values=pixel_values)
        if hasattr(self.model, "visual_projection"):
            return self.model.visual_projection(out.pooler_output), out.last_hidden_state
        return out.pooler_output, out.last_hidden_state


class Text(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask=None):
        out = self.model.text_model(input_ids=input_ids, attention_mask=attention_mask)
        if hasattr(self.model, "text_projection"):
            return self.model.text_projection(out.pooler_output), out.last_hidden_state
        return out.pooler_output, out.last_hidden_state


class Merged(torch.nn.Module):
    """Both halves in one, whose vectors have length 1."""

    def __init__(self, model):
        super().__init__()
        self.text, self.vision, self.scale = Text(model), Vision(model), model.logit_scale

    def forward(self, input_ids, pixel_values, attention_mask=None):
        text, image = self.text(input_ids, attention_mask)[0], self.vision(pixel_values)[0]
        text, image = text / text.norm(dim=-1, keepdim=True), image / image.norm(dim=-1, keepdim=True)
        logits = text @ image.t() * self.scale.exp()
        return logits.t(), logits, text, image


def clip():
    config = CLIPConfig(text_config={"bos_token_id": 0, "eos_token_id": 1, "pad_token_id": 1})
    preprocessor = {
        "do_center_crop": True, "do_normalize": True, "do_resize": True, "crop_size": 224, "size": 224, "resample": 3,
        "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_std": [0.26862954, 0.26130258, 0.27577711]}
    return CLIPModel, config, preprocessor, 77, "<|endoftext|>"


def siglip():
    config = SiglipConfig(text_config={"bos_token_id": 0, "eos_token_id": 1, "pad_token_id": 1})
    preprocessor = {
        "do_normalize": True, "do_rescale": True, "do_resize": True, "rescale_factor": 0.00392156862745098, "resample": 3,
        "size": {"height": 224, "width": 224}, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}
    return SiglipModel, config, preprocessor, 64, "</s>"


def make(kind):
    """A network, its preprocessing, how many tokens it reads, and the token that fills up."""
    network, config, preprocessor, length, pad = {"clip": clip, "siglip": siglip}[kind]()
    config._attn_implementation = "eager"
    torch.manual_seed(SEED)
    return network(config).eval(), preprocessor, length, pad


def write_folder(folder, kind, merged, model, preprocessor, length, pad):
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    model.config.to_json_file(folder / "config.json", use_diff=False)
    (folder / "preprocessor_config.json").write_text(json.dumps(preprocessor))
    (folder / "tokenizer_config.json").write_text(json.dumps({"pad_token": pad, "model_max_length": length}))
    (folder / "tokenizer.json").write_bytes((ROOT / f"Tests/TokenizersTests/Fixtures/{kind}.json").read_bytes())
    pixels, ids, mask = torch.zeros(2, 3, 224, 224), torch.ones(2, length, dtype=torch.int64), torch.ones(2, length, dtype=torch.int64)
    reads_mask, pooled = kind == "clip", kind == "siglip"

    def export(module, inputs, names, outputs, file):
        axes = {name: {0: "batch"} for name in names + outputs} | {
            name: {0: "batch", 1: "tokens"} for name in names if name != "pixel_values"}
        torch.onnx.export(
            module, inputs, str(folder / "onnx" / file), input_names=names, output_names=outputs, dynamic_axes=axes, dynamo=False, opset_version=17)

    text, text_names = ((ids, mask), ["input_ids", "attention_mask"]) if reads_mask else ((ids,), ["input_ids"])
    if merged:
        inputs, names = ((ids, pixels, mask), ["input_ids", "pixel_values", "attention_mask"]) if reads_mask else ((ids, pixels), ["input_ids", "pixel_values"])
        export(Merged(model).eval(), inputs, names, ["logits_per_image", "logits_per_text", "text_embeds", "image_embeds"], "model.onnx")
    else:
        export(Vision(model).eval(), (pixels,), ["pixel_values"], ["pooler_output" if pooled else "image_embeds", "last_hidden_state"], "vision_model.onnx")
        export(Text(model).eval(), text, text_names, ["pooler_output" if pooled else "text_embeds", "last_hidden_state"], "text_model.onnx")


def token_ids(kind, length, pad):
    tokenizer = Tokenizer.from_file(str(ROOT / f"Tests/TokenizersTests/Fixtures/{kind}.json"))
    tokenizer.enable_truncation(length)
    tokenizer.enable_padding(pad_id=tokenizer.token_to_id(pad), pad_token=pad, length=length)
    encoded = [tokenizer.encode(text) for text in TEXTS]
    return torch.tensor([one.ids for one in encoded]), torch.tensor([one.attention_mask for one in encoded])


def pillow_input(preprocessor, pictures):
    tensors = []
    for picture in pictures:
        image = Image.open(picture).convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
        if "crop_size" in preprocessor:
            scale = 224 / min(image.size)
            image = image.resize([224 if side == min(image.size) else int(side * scale) for side in image.size], Image.BICUBIC)
            left, top = (image.width - 224) // 2, (image.height - 224) // 2
            image = image.crop((left, top, left + 224, top + 224))
        else:
            image = image.resize((224, 224), Image.BICUBIC)
        pixels = np.asarray(image, dtype=np.float32) / 255
        pixels = (pixels - np.array(preprocessor["image_mean"], np.float32)) / np.array(preprocessor["image_std"], np.float32)
        tensors.append(pixels.transpose(2, 0, 1))
    return np.stack(tensors)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pictures", nargs="*")
    parser.add_argument("--vitrine", default=".build/release/vitrine")
    parser.add_argument("--keep", help="a folder for the networks' folders, which are used again if they are there")
    parser.add_argument("--only", choices=["clip", "siglip", "clip-merged", "siglip-merged"])
    arguments = parser.parse_args()
    failures = 0
    with tempfile.TemporaryDirectory() as temporary:
        temporary = pathlib.Path(temporary)
        environment = os.environ | {"XDG_DATA_HOME": str(temporary / "data"), "VITRINE_OPENVINO": openvino()}

        def vitrine(*words):
            return subprocess.run([arguments.vitrine, *map(str, words)], env=environment, check=True, capture_output=True, text=True)

        def compare(name, what, given, truth):
            nonlocal failures
            relative = float(np.abs(given - truth).max() / np.abs(truth).max())
            agrees = given.shape == truth.shape and relative <= 1e-3
            failures += not agrees
            print(f"{name:14} {what:8} {'agrees' if agrees else 'DIFFERS'}: {len(given)} of {given.shape[1]} numbers, "
                  f"largest difference {relative:.1e} of the largest value", flush=True)

        for name in [arguments.only] if arguments.only else ["clip", "clip-merged", "siglip", "siglip-merged"]:
            kind, merged = name.split("-")[0], name.endswith("merged")
            model, preprocessor, length, pad = make(kind)
            folder = pathlib.Path(arguments.keep or temporary) / name
            if not (folder / "config.json").exists():
                write_folder(folder, kind, merged, model, preprocessor, length, pad)
            if not arguments.pictures:
                continue
            vitrine("encoders", "add", folder, "--name", name)
            words = [option for text in TEXTS for option in ("--words", text)]
            vitrine("encoders", "embed", name, *words, "--output", temporary / "texts.npy", "--force")
            vitrine("encoders", "embed", name, *arguments.pictures, "--output", temporary / "pictures.npy", "--save-input", temporary / "input.npy", "--force")
            texts, pictures = np.load(temporary / "texts.npy"), np.load(temporary / "pictures.npy")
            pixels = np.load(temporary / "input.npy").reshape(-1, 3, 224, 224)
            ids, mask = token_ids(kind, length, pad)
            with torch.no_grad():
                text_truth = Text(model)(ids, mask if kind == "clip" else None)[0]
                picture_truth = torch.cat([Vision(model)(torch.from_numpy(pixels[i:i + 8]))[0] for i in range(0, len(pixels), 8)])
            if merged:
                text_truth, picture_truth = (value / value.norm(dim=-1, keepdim=True) for value in (text_truth, picture_truth))
            compare(name, "texts", texts, text_truth.numpy())
            compare(name, "pictures", pictures, picture_truth.numpy())
            levels = np.abs(pillow_input(preprocessor, arguments.pictures) - pixels) * 255 * np.array(preprocessor["image_std"]).reshape(3, 1, 1)
            print(f"{'':14} pixels differ from Pillow's by {levels.mean():.2f} levels on average", flush=True)
    return 1 if failures else 0


def openvino():
    """Where Vitrine finds OpenVINO, although its own data lie elsewhere here."""
    if os.environ.get("VITRINE_OPENVINO"):
        return os.environ["VITRINE_OPENVINO"]
    data = pathlib.Path(os.environ.get("XDG_DATA_HOME") or pathlib.Path.home() / ".local/share")
    return str(data / "vitrine/openvino")


if __name__ == "__main__":
    sys.exit(main())
