"""Writes every export as a file, or scores the rivals.

    python -m benchmarks.exports --write FOLDER [--people 200]
    python -m benchmarks.exports --rival aliases
    python -m benchmarks.exports --rival coma

Belongs here: the command line. Does not: files (`writing.py`), points (`score.py`), proposals (`rivals.py`).
"""

import argparse
from pathlib import Path

from benchmarks.exports import rivals
from benchmarks.exports.score import score, table
from benchmarks.exports.sets import SETS
from benchmarks.exports.writing import write

_RIVALS: dict[str, rivals.Rival] = {"aliases": rivals.aliases, "coma": rivals.coma}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exports")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write every export into this folder")
    parser.add_argument("--rival", choices=sorted(_RIVALS), help="score this rival; coma needs .venv-bench")
    parser.add_argument("--faults", action="store_true", help="list what a rival claims wrongly")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for name, exports in SETS.items():
        if options.write:
            folder = options.write / name
            folder.mkdir(parents=True, exist_ok=True)
            for export in exports:
                print(write(export, options.people, folder, options.seed))
        if options.rival:
            rival = _RIVALS[options.rival]
            scores = {
                export.name: score(export, rivals.propose(rival, export, options.people, options.seed))
                for export in exports
            }
            print(f"{options.rival}, {name} set", table(scores, options.faults), sep="\n")


if __name__ == "__main__":
    main()
