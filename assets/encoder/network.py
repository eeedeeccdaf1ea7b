"""The network of vitrine-tee: a small residual trunk that looks at the chest, and at the whole picture at half size; and its export."""
import torch
from torch import nn
from torch.nn import functional as F

SIDE = 128                                 # the published input, pixels; each of the two views of it has half of that
CHEST = slice(26, 90), slice(32, 96)       # rows and columns where prints are
LIKENESS, MEANING = 128, 96                # the print part: which drawing it is, and what it shows
LEARNT, FIXED = 64, 64                     # the garment part: learnt from garments, and principal components of colour
PRINT, GARMENT = LIKENESS + MEANING, LEARNT + FIXED
GARMENT_LENGTH = 0.37                      # of the garment part in a vector; the print part has 1
CELLS = 3                                  # texture and colour are kept per cell of a 3x3 grid


class Block(nn.Module):
    """Two 3x3 convolutions beside a shortcut (He et al. 2016, the basic block)."""

    def __init__(self, inside, outside, stride):
        super().__init__()
        self.first, self.norm1 = nn.Conv2d(inside, outside, 3, stride, 1, bias=False), nn.BatchNorm2d(outside)
        self.second, self.norm2 = nn.Conv2d(outside, outside, 3, 1, 1, bias=False), nn.BatchNorm2d(outside)
        same = inside == outside and stride == 1
        self.skip = nn.Identity() if same else nn.Sequential(nn.Conv2d(inside, outside, 1, stride, bias=False), nn.BatchNorm2d(outside))

    def forward(self, x):
        return F.relu(self.norm2(self.second(F.relu(self.norm1(self.first(x))))) + self.skip(x))


def pooled(maps):
    return torch.cat([maps.mean((2, 3)), maps.amax((2, 3))], 1)


class Trunk(nn.Module):
    """1.2 M parameters; any input side. Gives the maps after the second, third and fourth block."""

    def __init__(self, width=32):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, width, 3, 2, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU())
        self.body = nn.Sequential(Block(width, width, 1), Block(width, 2 * width, 2), Block(2 * width, 4 * width, 2), Block(4 * width, 8 * width, 2))

    def forward(self, picture):
        fine = self.body[:2](self.stem((picture - 0.5) / 0.25))
        middle = self.body[2](fine)
        return fine, middle, self.body[3](middle)


class ColourHistogram(nn.Module):
    """A soft histogram over 4x4x4 colours of RGB space in each cell of a 3x3 grid, square-rooted (Hellinger), and its principal
    components on the training pictures. Nothing here is learnt from labels, so that colours never met in training stay apart."""

    def __init__(self):
        super().__init__()
        steps = torch.linspace(0.06, 0.94, 4)
        centres = torch.cartesian_prod(steps, steps, steps)
        self.taken = SIDE // 3 // CELLS * CELLS
        part = torch.arange(self.taken) // (self.taken // CELLS)
        cell = (part[:, None] * CELLS + part).flatten()
        self.register_buffer("cells", (cell == torch.arange(CELLS * CELLS)[:, None]).float(), persistent=False)    # [cells, pixels]
        self.register_buffer("centres", centres)
        self.register_buffer("mean", torch.zeros(len(centres) * CELLS * CELLS))
        self.register_buffer("axes", torch.zeros(len(centres) * CELLS * CELLS, FIXED))

    def histogram(self, picture, sharpness=60.0):
        pixels = picture[:, :, 1::3, 1::3][:, :, :self.taken, :self.taken].permute(0, 2, 3, 1).flatten(1, 2)     # a ninth of all, unmixed
        likeness = pixels @ (2 * sharpness * self.centres.T) - sharpness * self.centres.square().sum(1)
        return (self.cells @ likeness.softmax(2) / (self.taken // CELLS) ** 2 + 1e-4).sqrt().flatten(1)

    def fit(self, rows):
        """Principal components, centred, of some thousand histograms [n, D]; half whitened, so that a large wall weighs less."""
        self.mean.copy_(rows.mean(0))
        values, axes = torch.linalg.eigh((rows - self.mean).T @ (rows - self.mean) / len(rows))
        self.axes.copy_(axes[:, -FIXED:] * values[-FIXED:].clamp(min=1e-6) ** -0.25)

    def forward(self, picture):
        return F.normalize((self.histogram(picture) - self.mean) @ self.axes, dim=1)


class Head(nn.Module):
    """A linear map of standardised features."""

    def __init__(self, inside, outside):
        super().__init__()
        self.norm, self.linear = nn.BatchNorm1d(inside, affine=False), nn.Linear(inside, outside)

    def forward(self, features):
        return F.normalize(self.linear(self.norm(features)), dim=1)


class TeeNet(nn.Module):
    """Picture [n, 3, 128, 128], RGB in 0...1 -> vector [n, 352]: the print part, then the garment part, each of unit length times
    its weight. The shares say how much of each part is which of its two codes."""

    def __init__(self, print_weight=1.0, garment_weight=GARMENT_LENGTH, meaning_share=0.7, colour_share=0.8):
        super().__init__()
        self.trunk, self.histogram = Trunk(), ColourHistogram()
        self.likeness, self.meaning = Head(896 + 512, LIKENESS), Head(896 + 512, MEANING)
        self.garment = Head(64 * CELLS * CELLS + 64 + 512, LEARNT)
        self.print_weight, self.garment_weight, self.meaning_share, self.colour_share = print_weight, garment_weight, meaning_share, colour_share

    def learnt(self, picture):
        """Likeness, meaning and garment code, each of unit length. Both views go through the trunk as one batch."""
        views = torch.cat([picture[:, :, CHEST[0], CHEST[1]], F.avg_pool2d(picture, 2)])
        maps = self.trunk(views.contiguous(memory_format=torch.channels_last))
        fine, middle, last = (depth.float().unflatten(0, (2, -1)) for depth in maps)      # [chest or whole, n, channels, ...]
        printed = torch.cat([pooled(fine[0]), pooled(middle[0]), pooled(last[0]), pooled(last[1])], 1)
        cells = F.avg_pool2d(fine[1], fine.shape[-1] // CELLS).flatten(1)
        texture = torch.cat([cells, fine[1].amax((2, 3)), pooled(last[1])], 1)
        return self.likeness(printed), self.meaning(printed), self.garment(texture)

    def forward(self, picture):
        likeness, meaning, garment = self.learnt(picture)
        print_part = F.normalize(torch.cat([likeness, self.meaning_share * meaning], 1), dim=1)
        garment_part = F.normalize(torch.cat([garment, self.colour_share * self.histogram(picture)], 1), dim=1)
        return torch.cat([self.print_weight * print_part, self.garment_weight * garment_part], 1)


def export(net, out):
    """Writes ONNX with weights kept as float16, which costs no accuracy that shows; all arithmetic stays float32."""
    torch.onnx.export(net.eval(), torch.rand(2, 3, SIDE, SIDE), out, input_names=["picture"], output_names=["vector"],
                      opset_version=17, dynamic_axes={"picture": {0: "n"}, "vector": {0: "n"}}, dynamo=False)
    import onnx
    from onnx import helper, numpy_helper
    model, casts = onnx.load(out), []
    for weight in model.graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype == "float32" and values.size >= 1000:
            name = weight.name
            weight.CopyFrom(numpy_helper.from_array(values.astype("float16"), name + ".half"))
            casts.append(helper.make_node("Cast", [name + ".half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = casts + list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, out)
