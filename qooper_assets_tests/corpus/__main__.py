"""Compares our reader of workbooks with others, on workbooks that nobody wrote for the purpose.

    python -m qooper_assets_tests.corpus FOLDER

reads every sheet of every .xlsx and .xlsm below the folder, prints what was read and each refusal with its
reason, and ends with 1 if a cell differs or a refusal has no reason that can be seen without our reader. It
prints no value of a cell.

Belongs here: the command. Does not: the verdict on one workbook (`compare.py`).
"""

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from qooper_assets_tests.corpus.compare import Verdict, judge
from qooper_assets_tests.readers.damage import bounded

SECONDS_MAX = 60
DIFFERENCES_SHOWN = 5


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print(f"usage: python -m qooper_assets_tests.corpus FOLDER\nno such folder: {' '.join(arguments)}")
        return 2
    folder = Path(arguments[0])
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in (".xlsx", ".xlsm"))
    verdicts = {}
    for file in files:
        with bounded(SECONDS_MAX):
            verdicts[str(file.relative_to(folder))] = judge(file)
    if not verdicts:
        print(f"{folder} has no workbooks.")
        return 2
    print(report(verdicts))
    return 1 if any(is_wrong(verdict) for verdict in verdicts.values()) else 0


def is_wrong(verdict: Verdict) -> bool:
    return bool(verdict.differences) or any(not what for what, _ in verdict.refusals)


def report(verdicts: Mapping[str, Verdict]) -> str:
    lines = []
    kinds: Counter[str] = Counter()
    for name, verdict in verdicts.items():
        for what, refusal in verdict.refusals:
            kinds[what or "WITHOUT A VISIBLE REASON"] += 1
            lines.append(f"refused    {name}: {what or 'NO VISIBLE REASON'}: {refusal}")
        if verdict.other_reader:
            lines.append(f"           {name}: compared with its XML, openpyxl fails: {verdict.other_reader}")
        lines += [f"DIFFERENT  {name}: {one}" for one in verdict.differences[:DIFFERENCES_SHOWN]]
        if more := verdict.differences[DIFFERENCES_SHOWN:]:
            lines.append(f"DIFFERENT  {name}: and {len(more):,} more")
    read = [verdict for verdict in verdicts.values() if verdict.sheets and not verdict.refusals]
    lines += [
        "",
        f"{len(verdicts):,} workbooks, {len(read):,} of them read whole",
        f"{sum(verdict.sheets for verdict in verdicts.values()):,} sheets compared",
        f"{sum(verdict.cells for verdict in verdicts.values()):,} cells are equal",
        f"{sum(len(verdict.differences) for verdict in verdicts.values()):,} differences",
        f"{sum(kinds.values()):,} refusals",
        *(f"{count:7,}  {what}" for what, count in kinds.most_common()),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
