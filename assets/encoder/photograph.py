"""What a camera and a shop's web site do to a picture: another view, light, blur, noise, JPEG."""
import io
import numpy as np
import torch
from torch.nn import functional as F


def seen_from(pictures, side, strength=1.0):
    """Moved, turned, scaled, tilted and at times mirrored: [n, 3, any, any] -> [n, 3, side, side]."""
    n = len(pictures)
    turn, scale = torch.randn(n) * 0.06 * strength, 1 + torch.randn(n) * 0.07 * strength
    mirror = torch.where(torch.rand(n) < 0.5, -1.0, 1.0)
    c, s = torch.cos(turn) * scale, torch.sin(turn) * scale
    shift = torch.randn(n, 2) * 0.04 * strength
    rows = torch.stack([torch.stack([c * mirror, -s, shift[:, 0]], 1), torch.stack([s * mirror, c, shift[:, 1]], 1)], 1)
    grid = F.affine_grid(rows, (n, 3, side, side), align_corners=False)
    tilt = torch.randn(n, 1, 1, 2) * 0.06 * strength
    grid = grid / (1 + (grid * tilt).sum(-1, keepdim=True))
    return F.grid_sample(pictures, grid, padding_mode="border", align_corners=False)


def as_jpeg(picture, quality):
    from PIL import Image
    file = io.BytesIO()
    Image.fromarray((picture.permute(1, 2, 0) * 255).byte().numpy()).save(file, "JPEG", quality=quality)
    return torch.from_numpy(np.array(Image.open(file))).permute(2, 0, 1).float() / 255


def exposed(pictures):
    """Light from a side, a cast of colour, blur, noise and JPEG, each in some of the pictures."""
    n, side = len(pictures), pictures.shape[-1]
    along = torch.linspace(-1, 1, side)
    slope = torch.randn(n, 2, 1, 1, 1) * 0.08
    light = torch.rand(n, 1, 1, 1) * 0.3 + 0.85 + slope[:, 0] * along[:, None] + slope[:, 1] * along
    pictures = pictures * light * (1 + torch.randn(n, 3, 1, 1) * 0.03)
    soft = torch.nonzero(torch.rand(n) < 0.3)[:, 0]
    small = F.interpolate(pictures[soft], scale_factor=float(torch.rand(()) * 0.4 + 0.5), mode="bilinear", antialias=True)
    pictures[soft] = F.interpolate(small, (side, side), mode="bilinear")
    pictures = (pictures + torch.randn(n, 3, side, side) * 0.03 * torch.rand(n, 1, 1, 1) ** 2).clamp(0, 1)
    for index in torch.nonzero(torch.rand(n) < 0.3)[:, 0].tolist():
        pictures[index] = as_jpeg(pictures[index], int(torch.randint(20, 85, ())))
    return pictures
