"""The network of vitrine-tee: a small residual trunk that looks at the chest, and at the whole picture at half size; and its export."""
import copy
import torch
from torch import nn
from torch.nn import functional as F

SIDE = 120                                 # the published input, pixels
CHEST = slice(22, 86), slice(28, 92)       # rows and columns where prints are, 64x64
CODE, PRINT_LEARNT = 128, 96               # the print part: the contrastive code of stage 1, and discriminants of motifs
LEARNT, FIXED = 64, 64                     # the garment part: discriminants of garments, and principal components of colour
PRINT, GARMENT = CODE + PRINT_LEARNT, LEARNT + FIXED
CELLS = 3                                  # the colour histogram is kept per cell of a 3x3 grid


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

    def fold(self):
        fuse = nn.utils.fusion.fuse_conv_bn_eval
        self.first, self.norm1 = fuse(self.first, self.norm1), nn.Identity()
        self.second, self.norm2 = fuse(self.second, self.norm2), nn.Identity()
        if isinstance(self.skip, nn.Sequential):
            self.skip = nn.Sequential(fuse(self.skip[0], self.skip[1]))


def pooled(maps):
    return torch.cat([maps.mean((2, 3)), maps.amax((2, 3))], 1)


class Trunk(nn.Module):
    """1.2 M parameters; any input side. Gives the maps after the second, third and fourth block."""

    def __init__(self, width=32):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, width, 3, 2, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU())
        self.body = nn.Sequential(Block(width, width, 1), Block(width, 2 * width, 2), Block(2 * width, 4 * width, 2), Block(4 * width, 8 * width, 2))

    def fine(self, picture):
        return self.body[:2](self.stem((picture - 0.5) / 0.25))

    def forward(self, picture):
        fine = self.fine(picture)
        middle = self.body[2](fine)
        return fine, middle, self.body[3](middle)

    def fold(self):
        """Makes batch normalisation part of the convolutions: later stages train without it, and the export needs none."""
        self.eval()
        self.stem = nn.Sequential(nn.utils.fusion.fuse_conv_bn_eval(self.stem[0], self.stem[1]), nn.ReLU())
        for block in self.body:
            block.fold()
        return self


class StageOne(nn.Module):
    """The trunk with the head that contrast trains."""

    def __init__(self):
        super().__init__()
        self.trunk, self.project = Trunk(), nn.Linear(512, CODE)


class ColourHistogram(nn.Module):
    """A soft histogram over 4x4x4 colours of RGB space in each cell of a 3x3 grid, square-rooted (Hellinger), and its principal
    components on the training pictures. Nothing here is learnt from labels, so that colours never met in training stay apart."""

    def __init__(self):
        super().__init__()
        steps = torch.linspace(0.06, 0.94, 4)
        centres = torch.cartesian_prod(steps, steps, steps)
        self.register_buffer("centres", centres)
        self.register_buffer("mean", torch.zeros(len(centres) * CELLS * CELLS))
        self.register_buffer("axes", torch.zeros(len(centres) * CELLS * CELLS, FIXED))

    def histogram(self, picture, sharpness=60.0):
        pixels = picture[:, :, 1::3, 1::3]                     # a ninth of the pixels, unmixed
        likeness = F.conv2d(pixels, (2 * sharpness * self.centres)[:, :, None, None], -sharpness * self.centres.square().sum(1))
        shares = F.avg_pool2d(likeness.softmax(1), pixels.shape[-1] // CELLS)[:, :, :CELLS, :CELLS]
        return (shares + 1e-4).sqrt().flatten(1)

    def fit(self, rows):
        """Principal components, centred, of some thousand histograms [n, D]; half whitened, so that a large wall weighs less."""
        self.mean.copy_(rows.mean(0))
        values, axes = torch.linalg.eigh((rows - self.mean).T @ (rows - self.mean) / len(rows))
        self.axes.copy_(axes[:, -FIXED:] * values[-FIXED:].clamp(min=1e-6) ** -0.25)

    def forward(self, picture):
        return F.normalize((self.histogram(picture) - self.mean) @ self.axes, dim=1)


class TeeNet(nn.Module):
    """Picture [n, 3, 120, 120], RGB in 0...1 -> vector [n, 352]: the print part, then the garment part, each of unit length times
    its weight."""

    def __init__(self, print_weight=1.0, garment_weight=0.5, code_share=0.7, colour_share=0.8):
        super().__init__()
        self.stage1 = StageOne(); self.stage1.trunk.fold()
        self.deep = copy.deepcopy(self.stage1.trunk.body[2:])      # stage 3 fits these blocks to motifs; the code keeps its own
        self.print, self.garment, self.histogram = nn.Linear(896, PRINT_LEARNT), nn.Linear(64 * 9 + 64, LEARNT), ColourHistogram()
        self.print_weight, self.garment_weight, self.code_share, self.colour_share = print_weight, garment_weight, code_share, colour_share

    def print_features(self, fine):
        """[n, 896]: mean and maximum of three depths of the trunk, from the second block's maps of the chest."""
        middle = self.deep[0](fine)
        return torch.cat([pooled(self.deep[1](middle)), pooled(middle), pooled(fine)], 1)

    def chest(self, picture):
        return self.stage1.trunk.fine(picture[:, :, CHEST[0], CHEST[1]])

    def garment_features(self, picture):
        """[n, 640]: texture and shape of the whole picture at half size, in 3x3 cells."""
        fine = self.stage1.trunk.fine(F.avg_pool2d(picture, 2))
        return torch.cat([F.avg_pool2d(fine, 5).flatten(1), fine.amax((2, 3))], 1)

    def parts(self, picture):
        """Contrastive code, motif discriminants, garment discriminants, colours; each of unit length."""
        fine = self.chest(picture)
        code = self.stage1.project(pooled(self.stage1.trunk.body[2:](fine)))
        parts = code, self.print(self.print_features(fine)), self.garment(self.garment_features(picture))
        return [F.normalize(part, dim=1) for part in parts] + [self.histogram(picture)]

    def forward(self, picture):
        code, motif, garment, colour = self.parts(picture)
        print_part = F.normalize(torch.cat([self.code_share * code, motif], 1), dim=1)
        garment_part = F.normalize(torch.cat([garment, self.colour_share * colour], 1), dim=1)
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
