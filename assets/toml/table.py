#!/usr/bin/env python3
"""Writes Tests/ConfigurationTests/toml.json: small TOML documents, each with what Python's tomllib makes of it.

Usage: assets/toml/table.py  (Python 3.11 or later)

A document that tomllib accepts has a value: a list that begins with the type, as in ["integer", "5"] or
["table", ["name", ["string", "x"]]]; one that it refuses has none. Floats are the hexadecimal digits of their 64 bits.
"""
import datetime
import json
import math
import pathlib
import struct
import tomllib

NUMBERS = """
0 +0 -0 1 +1 -17 99 1_000 5_349_221 1_2_3_4_5 9223372036854775807 -9223372036854775808
0x0 0xDEADBEEF 0xdead_beef 0x7fff_ffff_ffff_ffff 0o01234567 0o755 0b11010110 0b1_0 0x1e5 0xe 0x00f
01 00 -01 +01 0_1 _1 1_ 1__0 1_e5 1e_5 1e5_ 1e5_0 1_0e1_0 1e__5 1._5 1_.5 1.5_ 1.5_5 1.5__5
0x 0o 0b 0x_1 0o_7 0b_1 0x1_ 0x1__1 0b2 0o8 0xg +0x1 -0x1 +0b1 -0o7 0X1 0O7 0B1 0x-1 0x1.5 0b_ 0b1e
1.0 +1.0 3.1415 -0.01 0.0 -0.0 5e+22 1e06 -2E-2 6.626e-34 224_617.445_991_228 1e400 1e-400 0e0 0.1e1 1E5 1e+0
.5 1. -.5 +.5 1.e5 1.E5 01.5 00.5 1.5.5 1e 1e+ 1e- 1e5.5 1e1e1 1ee5 1e++5 e5 1,5 0x1p3 1.5f
inf +inf -inf nan +nan -nan Inf NaN INF infinity in na ++inf +-1 --1 + - 1+ 1-1 +_1 -_1
true false True FALSE tru truefalse true1 yes null none _ . : 1: 1:2 ١ 1١
1a a1 0a 0xx1 0-1 1.0.0 1/2 0.1_ 0._1 5e0_1 5e_01 9_9.9_9e9_9 1e+_5
"""

DATES = """
1979-05-27T07:32:00Z 1979-05-27t07:32:00z 1979-05-27T00:32:00-07:00 1979-05-27T00:32:00.5+07:30
1979-05-27T07:32:00 1979-05-27T00:32:00.999999 1979-05-27T00:32:00.123456789Z 1979-05-27 07:32:00 00:32:00.5 23:59:59
2000-02-29 2024-02-29 2023-02-29 1900-02-29 2023-04-31 2023-13-01 2023-00-01 2023-01-00 2023-01-32 0000-01-01 0001-01-01 9999-12-31
24:00:00 07:32 07:60:00 07:32:60 7:32:00 07:32:0 07:32:00. 07:32:00Z 07:32:00+01:00 1979-5-27 79-05-27 1979-05-27T 1979-05-27T07:32
1979-05-27T07:32:00+24:00 1979-05-27T07:32:00+07:60 1979-05-27T07:32:00+07 1979-05-27T07:32:00+0700 1979-05-27T07:32:00ZZ
1979-05-27T07:32:00.Z 1979-05-27_07:32:00 1979-05-27T24:00:00Z 1979_05_27 +1979-05-27 1979-05-27Z 19790527 1979-05-27T07:32:00-00:00
"""

STRINGS = [
    r'""', r"''", r'"plain"', r"'plain'", r'"\b\t\n\f\r\"\\"', r'"\u00e9\U0001F455"', r'"é"', '"e\u0301"', r"'C:\n'", r'"\u0000"',
    r'"\uD7FF\uE000\U0010FFFF"', r'"\uD800"', r'"\uDFFF"', r'"\U00110000"', r'"\UFFFFFFFF"', r'"\u12"', r'"\u12G4"', r'"\U0001F45"',
    r'"\q"', r'"\e"', r'"\x41"', r'"\0"', r'"\ "', r'"\U"', '"\\', '"\\"', '"', "'", '"a', "'a", '"a\n"', "'a\n'", '"a"b', "'a''", '"a""b"',
    '"tab\there"', "'tab\there'", '"\x01"', "'\x01'", '"\x7f"', "'\x7f'", '"\x00"', '"\x80"', '"\u2028"', '"\ufeff"', '"\r"', "'\r'",
    '""""""', "''''''", '"""a"""', "'''a'''", '"""\na\nb"""', "'''\na\nb'''", '"""\n\na"""', '"""a\\\n   b"""', '"""a\\   \n\n \t b"""',
    '"""a\\ b"""', '"""a\\   """', '"""a\\', "'''a\\\nb'''", '"""a"b""c"""', '"""a""""', '"""a"""""', '"""a""""""', "'''a''''",
    "'''a'''''", "'''a''''''", '"""""""', '""""""""', '"""""""""', '"""a', "'''a", '"""a""', '"""\x01"""', "'''\x7f'''", '"""\r"""',
    '"""a\r\nb"""', "'''\r\na\r\nb'''", '"""a\\\r\n  b"""', '"""\\q"""', '"""\\"""', '"""\\""""', '"""a\\\t\n\tb"""', '"""\u00a0\\\n\u00a0a"""',
]

OTHER_VALUES = [
    "[]", "[1]", "[1,]", "[1, 2, ]", "[1, 'a', [2.5, []]]", "[\n1, # one\n\n2\n]", "[# none\n]", "[,]", "[,1]", "[1,,2]", "[1 2]", "[1", "[", "]",
    "[1,}", "[[1]", "[1]]", "[1] [2]", "[1\n,2]", "[1\r\n,2\r\n]", "{}", "{ }", "{a = 1}", "{ a = 1 , b = 2 }", "{a.b = 1, a.c = 2}",
    "{a = {b = {}}}", "{a = 1,}", "{,}", "{a = 1,, b = 2}", "{a = 1 b = 2}", "{a}", "{a = }", "{a = 1, a = 2}", "{a.b = 1, a = 2}",
    "{a = {x = 1}, a.y = 2}", "{a = 1, a.y = 2}", "{\na = 1}", "{a = 1\n}", "{a = [\n1\n]}", "{a = 1 # c\n}", "{a = 1", "{", "}", "{'a' = 1, \"b\" = 2}",
    "{a = [{b = 1}, {b = 2}]}", "[{a = 1}, {}]", "1 # c", "1 # \x01", "1#c", "1 2", "1,", "'a' # \u00e9", "", "#", "bare", "a.b", "=", "= 1",
    "1\x0b", "1\x0c", "1\u00a0", "\u00a01", "1\u0301", "1\t#\t", "1 #\x7f", "1 # \ufeff",
]

DOCUMENTS = [
    "", "\n", "\r\n", " ", "\t\n", "# c", "# c\r\n# d\r\n", "# \x00", "# \x1f", "# \x7f", "# \t", "# \r", "# \u0085\u2028", "\r", "\x0c", "\ufeffa = 1",
    "a = 1\ufeff", "\u00a0a = 1", " a = 1", "\ta\t=\t1\t", "a=1", "a = 1\nb = 2", "a = 1\r\nb = 2\r\n", "a = 1\rb = 2", "a = 1 b = 2", "a", "a =",
    "a = \n1", "a\n= 1", "= 1", "a 1", "a : 1", "a == 1", "a = 1\n\n\n", "a = 1\na = 2", "a = 1\n'a' = 2", "a = 1\n\"\\u0061\" = 2",
    "\u00e9 = 1", "'\u00e9' = 1\n'e\u0301' = 2", "'\u00e9' = 1\n'\u00e9' = 2", "a-b_C9 = 1", "- = 1", "_ = 1", "1 = 2", "1.2 = 3", "0x1 = 1",
    "1979-05-27 = 1", "true = 1", "inf = 1", "'' = 1", '"" = 1', "'a b' = 1", '"a\\tb" = 1', "'a.b' = 1", "'a' 'b' = 1", "a b = 1", "a! = 1",
    '"""a""" = 1', "'''a''' = 1", '"a\nb" = 1', "\"a = 1", "'a = 1", "a@ = 1", "a\u0301 = 1", "a\x00 = 1",
    "a.b = 1", "a . b = 1", "a. b.c = 1", "a.'b c'.d = 1", ".a = 1", "a. = 1", "a..b = 1", "a.b = 1\na.c = 2", "a.b = 1\na = 2", "a = 1\na.b = 2",
    "a.b = 1\na.b.c = 2", "a.b.c = 1\na.b = 2", "a.b.c = 1\na.d = 2", "a = {b = 1}\na.c = 2", "a = []\na.b = 1", "3.14 = 1\n3.15 = 2",
    "[a]", "[a]\n", "[ a ]", "[\ta\t. b ]", "[a.b.c]", "['a b']", '["a\\n"]', "[\"a.b\"]", "[a] # c", "[a]b = 1", "[a] b = 1", "[a][b]", "[]",
    "[ ]", "[a", "a]", "[a]]", "[[a]", "[a\n]", "[.a]", "[a.]", "[a..b]", "[a b]", "[\u00e9]", "['']", "[a=1]", "[a,b]", "[a]\n[a]", "[a]\n['a']",
    "[a]\nb = 1\n[a.b]", "[a]\n[a.b]", "[a.b]\n[a]", "[a.b]\n[a]\n[a]", "[a.b]\n[a.b]", "[a.b.c]\n[a.b]\n[a]", "[a]\nb = 1\n[c]\n[a]", "a = 1\n[a]",
    "a = 1\n[a.b]", "a.b = 1\n[a]", "a.b = 1\n[a.b]", "a.b = 1\n[a.c]", "a.b.c = 1\n[a]", "a.b.c = 1\n[a.b]", "a.b.c = 1\n[a.b.d]", "a.b.c = 1\n[a.d]",
    "[a]\nb.c = 1\n[a.b]", "[a]\nb.c = 1\n[a.b.d]", "[a]\nb.c.d = 1\n[a.b]", "[a]\nb.c.d = 1\n[a.b.c]", "[a.b]\n[a]\nb = 1", "[a.b]\n[a]\nb.c = 1",
    "[a.b.c]\n[a]\nb.c = 1", "[a.b.c]\n[a]\nb.d = 1", "[a.b.c]\n[a]\nb.c.d = 1", "[a.b.c.d]\n[a]\nb.c.e = 1", "[a.b.c]\n[a]\nb.d = 1\n[a.b]",
    "[a.b.c]\n[a]\nb.d = 1\nb.e = 2", "a = {}\n[a]", "a = {}\n[a.b]", "a = {b = {}}\n[a.b.c]", "a = [{b = 1}]\n[a.c]", "[a]\nb = {}\n[a.b]",
    "[[a]]", "[[a]]\n[[a]]", "[[a]]\nb = 1\n[[a]]\nb = 2", "[[ a . b ]]", "[[a]] # c", "[ [a]]", "[[a] ]", "[[]]", "[[a]]]", "[[a.]]", "[[a]]b = 1",
    "[[a]]\n[a]", "[a]\n[[a]]", "a = []\n[[a]]", "a = [{}]\n[[a]]", "a = 1\n[[a]]", "a.b = 1\n[[a]]", "a = {}\n[[a]]", "[a.b]\n[[a]]",
    "[[a.b]]\n[a]", "[[a.b]]\n[a]\nb.c = 1", "[[a.b]]\n[a]\nb = 1", "[[a.b]]\n[a]\nc = 1", "[[a.b]]\n[[a]]", "[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]",
    "[[a]]\n[a.b]\n[[a]]\n[a.b]", "[[a]]\n[a.b]\n[a.b]", "[[a]]\nb.c = 1\n[a.b]", "[[a]]\nb = 1\n[a.b]", "[[a]]\nb = 1\n[[a.b]]", "[[a]]\n[a.b]\n[[a.b]]",
    "[[a]]\n[[a.b]]\n[a.b]", "[[a]]\n[[a.b]]\nc = 1\n[[a.b]]\nc = 2\n[a.b.d]\ne = 3", "[[a]]\n[a.b.c]\n[a.b]\nd = 1", "[[a]]\nb = [{}]\n[[a.b]]",
    "[a.b]\n[[a.c]]\n[a.d]", "[[a]]\na.b = 1\na.c = 2", "[[a]]\n[b]\n[[a]]", "[x]\n[[x.a]]\n[x.b]\n[[x.a]]", "[[a]]\r\nb = 1\r\n[[a]]\r\n",
]


def spaced(text):
    """The words of a list, of which a date and a time stay together where a space stands between them."""
    return text.replace("1979-05-27 07:32:00", "1979-05-27\u2007 07:32:00").replace("\u2007 ", "\u2007").split()


def documents():
    for word in spaced(NUMBERS) + spaced(DATES):
        yield "a = " + word.replace("\u2007", " ")
    for value in ["1979-05-27  07:32:00", "1979-05-27 # c", "1979-05-27 7", "[1979-05-27 07:32:00Z, 1979-05-27]", "{a = 1979-05-27 , b = 07:32:00}"]:
        yield "a = " + value
    for value in STRINGS + OTHER_VALUES:
        yield "a = " + value
    yield from DOCUMENTS


def moment(value):
    text = value.isoformat()
    head, point, rest = text.partition(".")
    return head + ("." + rest[:6].rstrip("0") if point and rest[:6].strip("0") else "") + rest[6:]


def tagged(value):
    match value:
        case dict():
            return ["table", *([key, tagged(value[key])] for key in sorted(value))]
        case list():
            return ["array", *map(tagged, value)]
        case bool():
            return ["boolean", str(value).lower()]
        case int():
            return ["integer", str(value)]
        case float():
            return ["float", "nan" if math.isnan(value) else struct.pack(">d", value).hex()]
        case datetime.date() | datetime.time():
            return ["date", moment(value)]
        case _:
            return ["string", value]


def row(document):
    try:
        return {"toml": document, "value": tagged(tomllib.loads(document))}
    except tomllib.TOMLDecodeError:
        return {"toml": document}


rows = [row(document) for document in dict.fromkeys(documents())]
target = pathlib.Path(__file__).parents[2] / "Tests/ConfigurationTests/toml.json"
target.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
print(f"{sum('value' in row for row in rows)} valid and {sum('value' not in row for row in rows)} invalid documents")
