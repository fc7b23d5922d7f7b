"""`qooper-assets new`: what it proposes for exports of HR systems, against the right answers.

    python -m benchmarks.mapping [--set shown|round_1|round_2|…] [--people 200] [--seeds 1 2 3]

Prints right, asked, silently wrong and absent claimed for each export, and questions per file.
"""

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.exports.model import Export
from benchmarks.exports.score import Proposed, score, table
from benchmarks.exports.sets import SETS
from benchmarks.exports.writing import write
from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.suggest.proposal import Proposal, Sample
from qooper_assets.core.suggest.propose import propose
from qooper_assets.readers.sample import read_sample


def proposed(sample: Sample, proposal: Proposal) -> Proposed:
    """A proposal in the terms of the examination."""
    chosen = proposal.chosen
    return Proposed(
        attributes={name: one.header for name, one in chosen.items()},
        refers_to=chosen["manager"].details["refers_to"] if "manager" in chosen else None,
        # A real date of a workbook is read right in any format.
        date_formats={
            name: "%Y-%m-%d" if one.header in sample.date_formats else one.details["format"]
            for name, one in chosen.items()
            if "format" in one.details
        },
        status=chosen["status"].details["values"] if "status" in chosen else {},
        identity=chosen[proposal.identity].header if proposal.identity in chosen else None,
        questions=len(proposal.questions),
        asked=frozenset(proposal.asked()),
        full_name_order=chosen["full_name"].details["order"] if "full_name" in chosen else None,
    )


def examine(export: Export, people: int, seed: int, folder: Path) -> Proposed:
    file = write(export, people, folder, seed)
    with tempfile.TemporaryDirectory() as scratch:
        try:
            sample = read_sample(file, scratch=Path(scratch), where=file.name)
        except DeliveryError as error:
            print(error)
            return Proposed({})
        return proposed(sample, propose(sample))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", choices=list(SETS), default="shown")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--quiet", action="store_true", help="print only the sum")
    options = parser.parse_args()
    exports = SETS[options.set]
    started = time.perf_counter()
    scores = {}
    with tempfile.TemporaryDirectory() as name:
        for seed in options.seeds:
            for export in exports:
                suffix = f" ({seed})" if len(options.seeds) > 1 else ""
                proposal = examine(export, options.people, seed, Path(name))
                scores[export.name + suffix] = score(export, proposal)
    if options.quiet:
        print("\n".join(table(scores, faults=False).splitlines()[-2:]))
    else:
        print(table(scores))
    print(f"{time.perf_counter() - started:.1f} s for {len(scores)} files of {options.people:,} people")


if __name__ == "__main__":
    main()
