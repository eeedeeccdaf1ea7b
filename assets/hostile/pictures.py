"""Small pictures of every format, written by hand."""

import base64
import struct
import zlib


def bmp(color, width=16, height=16):
    row = bytes((color[2], color[1], color[0])) * width
    row += bytes(-len(row) % 4)
    body = row * height
    return (
        struct.pack("<2sIHHI", b"BM", 54 + len(body), 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(body), 2835, 2835, 0, 0)
        + body
    )


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(color, width=16, height=16, depth=8):
    """One colour; rows are compressed piece by piece, so that a picture of any size can be made."""
    unit = b"".join(bytes((value,)) * (depth // 8) for value in color)
    packer, parts = zlib.compressobj(1), []
    row = b"\0" + unit * width
    for _ in range(height):
        parts.append(packer.compress(row))
    parts.append(packer.flush())
    header = struct.pack(">IIBBBBB", width, height, depth, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"".join(parts)) + chunk(b"IEND", b"")


def gif(color, width=16, height=16):
    """LZW with a clear code before every pixel, so that codes never grow."""
    bits, count, out = 0, 0, bytearray()
    for code in [4, 0] * (width * height) + [5]:
        bits |= code << count
        count += 3
        while count >= 8:
            out.append(bits & 255)
            bits >>= 8
            count -= 8
    out.append(bits & 255)
    blocks = b"".join(bytes((len(out[at : at + 255]),)) + out[at : at + 255] for at in range(0, len(out), 255))
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", width, height, 0x91, 0, 0)
        + bytes(color) * 4
        + b","
        + struct.pack("<HHHHB", 0, 0, width, height, 0)
        + b"\x02"
        + blocks
        + b"\0;"
    )


def webp():
    """A pixel, lossless."""
    return base64.b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")


def gray_jpeg():
    """A baseline JPEG of 8 x 8 grey pixels."""
    tables = b"".join(b"\xff\xc4" + struct.pack(">HB", 3 + 16 + 1, kind) + b"\1" + bytes(15) + b"\0" for kind in (0x00, 0x10))
    return (
        b"\xff\xd8\xff\xdb"
        + struct.pack(">HB", 67, 0)
        + b"\1" * 64
        + b"\xff\xc0"
        + struct.pack(">HBHHBBBB", 11, 8, 8, 8, 1, 1, 0x11, 0)
        + tables
        + b"\xff\xda"
        + struct.pack(">HBBBBBB", 8, 1, 1, 0, 0, 63, 0)
        + b"\x3f"
        + b"\xff\xd9"
    )


FORMATS = {
    "bmp": lambda color: bmp(color),
    "png": lambda color: png(color),
    "gif": lambda color: gif(color),
    "webp": lambda color: webp(),
    "jpg": lambda color: gray_jpeg(),
}

# Far from each other, so that a glance tells which is which, also after quantisation in a terminal.
PALETTE = [(red, green, blue) for red in (20, 125, 230) for green in (20, 125, 230) for blue in (20, 125, 230)]


def mutated(random, content):
    """Bits flipped, pieces cut, doubled or replaced."""
    data = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 8))):
        if not data:
            break
        at = random.randrange(len(data))
        kind = random.randrange(7)
        if kind == 0:
            data[at] ^= 1 << random.randrange(8)
        elif kind == 1:
            del data[at:]
        elif kind == 2:
            data[at : at + 4] = random.choice((b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\0", b"\x80\0\0\0", b"\xff\xff\xff\x7f"))
        elif kind == 3:
            data[at:at] = data[at : at + random.randrange(1, 64)]
        elif kind == 4:
            del data[at : at + random.randrange(1, 64)]
        elif kind == 5:
            data[at : at + 1] = bytes((random.randrange(256),))
        else:
            number = random.choice((b"9" * 30, b"-1", b"1e999", b"nan", b"\0", "\u0301".encode(), b"\xff\xfe", b"]" * 5000, b"{" * 5000))
            data[at:at] = number
    return bytes(data)
