"""Pictures of a shop that has none: T-shirts as small PNG files, drawn row by row with the standard library alone."""

import struct
import zlib

SIZE = 250
BACKGROUND = (222, 224, 226)


def _chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def shirt(color, print_color, seed):
    """A PNG of a T-shirt; `seed` chooses its print."""
    palette = bytes(BACKGROUND + tuple(color) + tuple(print_color) + tuple(max(0, value - 25) for value in color))
    rows = bytearray()
    kind, width, height = seed % 4, 30 + seed * 7 % 60, 24 + seed * 11 % 70
    gap = 6 + seed * 13 % 19
    middle = SIZE // 2
    for y in range(SIZE):
        rows.append(0)
        row = bytearray(SIZE)
        if 30 <= y < 225:
            half = 62 if y >= 95 else 62 + (95 - y) * 45 // 65 if y >= 60 else 100 - (60 - y) // 4
            if y < 60:
                half = min(half, 30 + (y - 30) * 3)
            row[middle - half:middle + half] = b"\1" * (2 * half)
            if y < 44:
                neck = 22 - (y - 30)
                row[middle - neck:middle + neck] = bytes(2 * neck)
            if half > 62 and 86 <= y < 95:
                row[middle - half:middle - 62] = b"\3" * (half - 62)
                row[middle + 62:middle + half] = b"\3" * (half - 62)
            inside = y - 85
            if 0 <= inside < height:
                if kind == 0:
                    row[middle - width // 2:middle + width // 2] = b"\2" * (width // 2 * 2)
                elif kind == 1 and inside // gap % 2 == 0:
                    row[middle - 62:middle + 62] = b"\2" * 124
                elif kind == 2:
                    reach = int((max(0, (height / 2) ** 2 - (inside - height / 2) ** 2)) ** 0.5)
                    row[middle - reach:middle + reach] = b"\2" * (2 * reach)
                elif kind == 3:
                    reach = inside * width // (2 * height)
                    row[middle - reach:middle + reach] = b"\2" * (2 * reach)
        rows += row
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 3, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"PLTE", palette)
            + _chunk(b"IDAT", zlib.compress(bytes(rows), 1)) + _chunk(b"IEND", b""))
