"""Writes every export as a file, so that they can be looked at, and scores the rivals.

    python -m benchmarks.exports --write FOLDER [--people 200]
    python -m benchmarks.exports --rivals

Belongs here: the command line. Does not: files (`writing.py`), points (`score.py`), proposals (`rivals.py`).
"""

import argparse
from pathlib import Path

from benchmarks.exports.systems import SHOWN
from benchmarks.exports.unseen import UNSEEN
from benchmarks.exports.writing import write


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exports")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write every export into this folder")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.write:
        for name, exports in (("shown", SHOWN), ("unseen", UNSEEN)):
            folder = options.write / name
            folder.mkdir(parents=True, exist_ok=True)
            for export in exports:
                print(write(export, options.people, folder, options.seed))


if __name__ == "__main__":
    main()
