"""Strings and bytes: formatting, methods, regular expressions, json, csv, templates, encodings."""

import base64
import csv
import hashlib
import html
import io
import json
import re
import string
import textwrap
import urllib.parse

PROSE = (
    "It was the best of times, it was the worst of times; mail dickens@example.com or call 555-0123 at 12:34. "
    "Über die Brücke gingen fünf Mädchen, と言いました。 "
)

TOKEN = re.compile(r"\s*(?:(\d+\.?\d*)|([A-Za-z_]\w*)|(.))")


def tokens(source):
    for number, name, other in TOKEN.findall(source):
        yield float(number) if number else name or other


def caesar(text, shift):
    out = []
    for char in text:
        if char.isalpha() and char.isascii():
            base = ord("A") if char.isupper() else ord("a")
            out.append(chr((ord(char) - base + shift) % 26 + base))
        else:
            out.append(char)
    return "".join(out)


def main():
    records = [
        {"id": i, "name": f"user {i}", "score": i * 1.37, "tags": ["a", "bc", "ü"], "active": i % 2 == 0, "ref": None}
        for i in range(300)
    ]
    for indent in (None, 2, None, None, None):
        document = json.dumps(records, indent=indent)
        json.loads(document)
    json.dumps(records, sort_keys=True, ensure_ascii=False, default=str)
    rows = io.StringIO()
    writer = csv.DictWriter(rows, fieldnames=list(records[0]))
    writer.writeheader()
    writer.writerows(records)
    list(csv.DictReader(io.StringIO(rows.getvalue())))
    for i in range(4000):
        f"{i:05d} {i * 1.5:.3f} {i!r:>8} {i:x}"
        "%s and %d and %.2f" % (i, i, i / 3)
        "{0} {name:<10}".format(i, name="abc")
        str(i) + "," + repr(i / 7)
        int(str(i)), float(f"{i}.25")
    text = PROSE * 20
    for _ in range(6):
        re.findall(r"[\w.]+@[\w.]+\.com|\d+[-:]\d+", text)
        re.sub(r"(\w+) (\w+)", r"\2 \1", text)
        re.split(r"[,;.]\s*", text)
        [m.span() for m in re.finditer(r"(?P<word>\bw\w+)", text)]
        re.sub(r"[aeiou]", lambda m: m.group().upper(), text)
        list(tokens("alpha = 3.5 * (beta + 42) - gamma_2 / 7 " * 20))
        caesar(text[:1500], 3)
        words = text.split()
        " ".join(words).title().swapcase().replace("Time", "Thyme")
        [w.strip(".,;").lower() for w in words]
        [w for w in words if w.startswith("w") or w.endswith("s") or "ü" in w]
        text.count("the"), text.find("dickens"), text.partition(";"), text.upper(), text.splitlines()
        for char in text[:2000]:
            char.isdigit() or char.isspace() or char in string.punctuation
        data = text.encode()
        data.decode(), data.hex(), bytes.fromhex(data[:50].hex())
        base64.b64decode(base64.b64encode(data)), hashlib.sha256(data).hexdigest()
        textwrap.wrap(text[:1500], 60), html.escape(text), text.translate({97: "A", 98: None})
        urllib.parse.urlencode({"q": text[:100], "n": 3}), urllib.parse.urlparse("https://a.b/c?d=e#f")
        bytearray(data)[::2].find(b"was"), b"-".join([b"a", b"bc"] * 50).split(b"-")
    string.Template("$a and ${b}").substitute(a=1, b=2)


for _ in range(25):
    main()
