"""The tables of README.md that are measured: each between `<!-- NAME -->` and `<!-- /NAME -->`.

As a program, it puts standard input there; its argument is the name.
"""

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def place(name):
    return re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.S)


def read(name):
    return place(name).search(README.read_text())[0]


def write(name, table):
    README.write_text(place(name).sub(lambda _: table, README.read_text()))


if __name__ == "__main__":
    write(sys.argv[1], sys.stdin.read())
