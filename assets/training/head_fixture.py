"""Writes the fixture that holds vitrine's head, its loss and its optimiser to PyTorch's: a small head, its outputs, and 50 steps.

    python3 assets/training/head_fixture.py Tests/TrainingTests/head.json

Needs torch (2.x) only. Dropout is off, and each step's batch is given, so that both sides take the same steps; the schedule is
OneCycleLR with its defaults, the optimiser AdamW.
"""
import json
import sys

import torch
from torch import nn
from torch.nn import functional as F

INPUTS, HIDDEN, CLASSES, EXAMPLES, BATCH, STEPS = 6, 8, 4, 20, 8, 50


def main(out):
    torch.manual_seed(7)
    torch.set_num_threads(1)
    features = torch.randn(EXAMPLES, INPUTS) * torch.tensor([1, 3, 0.2, 1, 10, 1.0]) + torch.tensor([0, 1, 0, -2, 5, 0.0])
    labels = torch.randint(0, CLASSES, (EXAMPLES,))
    head = nn.Sequential(
        nn.BatchNorm1d(INPUTS), nn.Linear(INPUTS, HIDDEN), nn.ReLU(), nn.BatchNorm1d(HIDDEN), nn.Linear(HIDDEN, CLASSES))
    for layer in head[1], head[4]:
        nn.init.kaiming_normal_(layer.weight)
        nn.init.zeros_(layer.bias)
    names = dict(zip(["norm1", "linear1", "norm2", "linear2"], [head[0], head[1], head[3], head[4]]))

    def numbers(tensor):
        return [float(f"{value:.7g}") for value in tensor.detach().flatten().tolist()]

    def weights():
        values = {f"{name}.{kind}": numbers(getattr(layer, kind)) for name, layer in names.items() for kind in ("weight", "bias")}
        for name in "norm1", "norm2":
            values[f"{name}.mean"], values[f"{name}.variance"] = numbers(names[name].running_mean), numbers(names[name].running_var)
        return values

    # What is written is rounded, so begin from what is written.
    features = torch.tensor(numbers(features)).reshape(EXAMPLES, INPUTS)
    with torch.no_grad():
        for layer in head[1], head[4]:
            layer.weight.copy_(torch.tensor(numbers(layer.weight)).reshape(layer.weight.shape))
    fixture = {"inputs": INPUTS, "hidden": HIDDEN, "classes": CLASSES, "features": numbers(features), "labels": labels.tolist(), "before": weights()}
    optimiser = torch.optim.AdamW(head.parameters(), lr=1e-2, betas=(0.95, 0.99), eps=1e-8, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1e-2, total_steps=STEPS)
    fixture |= {"batches": [], "losses": [], "rates": [], "momenta": []}
    for _ in range(STEPS):
        batch = torch.randperm(EXAMPLES)[:BATCH]
        fixture["batches"].append(batch.tolist())
        fixture["rates"].append(optimiser.param_groups[0]["lr"])
        fixture["momenta"].append(optimiser.param_groups[0]["betas"][0])
        optimiser.zero_grad()
        loss = F.cross_entropy(head(features[batch]), labels[batch])
        loss.backward()
        optimiser.step()
        schedule.step()
        fixture["losses"].append(float(f"{loss.item():.7g}"))
    fixture["after"] = weights()
    head.eval()
    fixture["hiddenAfter"] = numbers(head[1](head[0](features)))
    fixture["logitsAfter"] = numbers(head(features))
    with open(out, "w") as file:
        file.write(json.dumps(fixture, separators=(",", ":")).replace('],"', '],\n"') + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
