"""The tables of README.md and docs that are measured: each between `<!-- NAME -->` and `<!-- /NAME -->`.

As a program, it puts standard input there; its argument is the name.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def place(name):
    return re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.S)


def document(name):
    """The file that has this table."""
    (file,) = [file for file in [ROOT / "README.md", *ROOT.glob("docs/*.md")] if place(name).search(file.read_text())]
    return file


def read(name):
    return place(name).search(document(name).read_text())[0]


def write(name, table):
    file = document(name)
    file.write_text(place(name).sub(lambda _: table, file.read_text()))


if __name__ == "__main__":
    write(sys.argv[1], sys.stdin.read())
