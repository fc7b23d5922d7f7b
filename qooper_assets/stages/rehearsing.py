"""Rehearse: simulate a folder of past files, and judge each day by those after it.

A day that is held, or unusual, is compared with plans of the next files on the same state: what is gone again
was an incident and is not applied, what stays is (decision 40). Nothing is stored: the copy is that of a
simulation.

Belongs here: the passes over the files, and reading what is in them. Does not: a day (`simulating.py`), or
any judgment (`core/rehearsal/`).
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import QooperAssetsError
from qooper_assets.core.feed import effective_on
from qooper_assets.core.records import Records
from qooper_assets.core.rehearsal import judging, result
from qooper_assets.core.rehearsal.contents import WORDS_MAX, Contents, choices, name_parts
from qooper_assets.core.rehearsal.files import Deliveries, FoundFile
from qooper_assets.core.rehearsal.judging import NOT_OF_THE_FILE, Judgment, Key, Label, Suspect
from qooper_assets.core.rehearsal.result import Rehearsal, Rehearsed
from qooper_assets.core.simulation import FileDay, Outcome, SimulatedDay, Then
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine.engine import Engine, EngineError, open_engine
from qooper_assets.edges.engine.records import open_records
from qooper_assets.readers.read import read, unwrap
from qooper_assets.stages.runtime import Runtime
from qooper_assets.stages.simulating import Preview, simulate

NAMES = ("first_name", "last_name", "full_name")
Report = Callable[[str], None]


def list_files(folder: Path) -> list[FoundFile]:
    """List a folder, in no order that matters."""
    return [
        FoundFile(path.name, datetime.fromtimestamp(path.lstat().st_mtime, UTC), path.is_file())
        for path in sorted(folder.iterdir())
    ]


def rehearse(
    runtime: Runtime,
    tenant: Tenant,
    folder: Path,
    files: Sequence[FoundFile],
    deliveries: Deliveries,
    *,
    is_empty: bool,
    marked: Mapping[date, Label],
    report: Report = lambda _: None,
) -> Rehearsal:
    """Rehearse the deliveries of a folder. `marked`: what a person knows about a day.

    The first pass judges the days that are held, or unusual among those before. If a day that was applied
    looks like an incident in hindsight, a second one judges it in the same way, so that the days after it
    build on what was right. Raises what `simulate` raises.
    """
    paths = [folder / file.name for file in files]
    with ThreadPoolExecutor(1) as thread:
        reading = thread.submit(_read_all, runtime, tenant, paths, deliveries.days)
        one = _Pass(runtime, tenant, paths, deliveries.days, is_empty, marked, report=report)
        one.run()
        if suspects := one.find_suspects():
            one = _Pass(runtime, tenant, paths, deliveries.days, is_empty, marked, suspects, report)
            one.run()
        one.judge_files()
        found = reading.result()
    judgments = one.judgments
    contents = [
        each._replace(is_broken=judgment.label in (Label.INCIDENT, Label.BLOCKED))
        for each, judgment in zip(found, judgments, strict=True)
    ]
    return result.make(tenant, deliveries, Rehearsed(one.days, judgments, contents))


@dataclass
class _Pass:
    """One simulation of all files, in which each day is judged before the next one."""

    runtime: Runtime
    tenant: Tenant
    paths: Sequence[Path]
    order: Sequence[FileDay]
    is_empty: bool
    marked: Mapping[date, Label]
    suspects: Mapping[int, Suspect] = field(default_factory=dict)
    """The days to judge although no limit holds them."""
    report: Report = lambda _: None
    days: list[SimulatedDay] = field(default_factory=list)
    _judged: dict[int, Judgment] = field(default_factory=dict)

    def run(self) -> None:
        given = {n: judged for n, day in enumerate(self.order) if (judged := self._mark_of(day))}
        self._judged |= given
        incidents = frozenset(n for n, judged in given.items() if judged.label is Label.INCIDENT)
        simulated = simulate(
            self.runtime,
            self.tenant,
            self.paths,
            self.order,
            is_empty=self.is_empty,
            then=self._decide,
            only_planned=incidents,
        )
        again = ", again without the incidents" if self.suspects else ""
        for day in simulated:
            self.days.append(day)
            self.report(f"{len(self.days):,} of {len(self.order):,} days rehearsed{again}")

    @property
    def judgments(self) -> list[Judgment]:
        return [self._judgment(n, day) for n, day in enumerate(self.days)]

    def find_suspects(self) -> dict[int, Suspect]:
        """Find the days that a second pass has to judge, because something of them was applied."""
        return {one.number: one for one in self._find_suspects() if one.needs_plans}

    def judge_files(self) -> None:
        """Judge the days of which only the file was unusual, which the next files show by themselves."""
        for one in self._find_suspects():
            if not one.needs_plans:
                self._judged[one.number] = one.judgment

    def _find_suspects(self) -> list[Suspect]:
        """In a delta feed, later files say nothing about a day."""
        if self.tenant.feed.coverage == "delta":
            return []
        labels = [judgment.label for judgment in self.judgments]
        found = judging.find_suspects(self.days, labels, self.tenant.guardrails)
        return [one for one in found if one.number not in self._judged]

    def _mark_of(self, day: FileDay) -> Judgment | None:
        return judging.by_mark(self.marked, effective_on(self.tenant.schedule, day.at))

    def _judgment(self, n: int, day: SimulatedDay) -> Judgment:
        if day.outcome is Outcome.BLOCKED:
            return Judgment(Label.BLOCKED, day.code)
        return self._judged.get(n, Judgment(Label.ORDINARY))

    def _decide(self, n: int, preview: Preview, change_set: ChangeSet) -> Then:
        """Judge a planned day, and let only what is harmless be applied."""
        if change_set.is_first_load:
            self._judged[n] = Judgment(Label.FIRST_LOAD)
            return Then.APPLY
        if n not in self._judged and (judged := self._judge(n, preview, change_set)):
            self._judged[n] = judged
        judged = self._judged.get(n, Judgment(Label.ORDINARY))
        return Then.LEAVE if judged.label is Label.INCIDENT else Then.APPLY

    def _judge(self, n: int, preview: Preview, change_set: ChangeSet) -> Judgment | None:
        """Judge a day that is held, or unusual, by plans of later files; None if it is ordinary."""
        guardrails = self.tenant.guardrails
        suspect = self.suspects.get(n)
        is_held = bool({breach.code for breach in change_set.exceeded} - NOT_OF_THE_FILE)
        if self.tenant.feed.coverage == "delta":
            why = "held; of a delta feed, later files do not show if it stayed"
            return Judgment(Label.UNCLEAR, why) if is_held else None
        own = judging.find_exceeded(change_set, guardrails) if is_held else {}
        own |= suspect.own if suspect else {}
        if is_held:
            return judging.judge(own, self._preview_later(n, preview), guardrails)
        own = own or self._find_unusual(n, change_set)
        if not own:
            return None
        judgment = judging.judge(own, self._preview_later(n, preview), guardrails)
        if judgment.label is Label.INCIDENT or (suspect and judgment.label is Label.UNCLEAR):
            return judgment._replace(unusual=tuple(sorted(own)))
        return None

    def _find_unusual(self, n: int, change_set: ChangeSet) -> dict[Key, float]:
        on = effective_on(self.tenant.schedule, self.order[n].at)
        labels = [judgment.label for judgment in self.judgments]
        return judging.find_unusual(change_set, on, self.days, labels, self.tenant.guardrails)

    def _preview_later(self, n: int, preview: Preview) -> Iterator[SimulatedDay]:
        """Plan the next files of other content on the present state."""
        seen = {self._digest(n)}
        for later in range(n + 1, len(self.order)):
            if len(seen) > judging.LATER_FILES:
                return
            digest = self._digest(later)
            if digest not in seen:
                seen.add(digest)
                yield preview(later)

    def _digest(self, n: int) -> str:
        try:
            with self.paths[self.order[n].position].open("rb") as content:
                return hashlib.file_digest(content, "sha256").hexdigest()
        except OSError:  # its day says so
            return f"unreadable {n}"


def _read_all(
    runtime: Runtime, tenant: Tenant, paths: Sequence[Path], order: Sequence[FileDay]
) -> list[Contents]:
    return [
        _read(runtime, tenant, paths[day.position], effective_on(tenant.schedule, day.at)) for day in order
    ]


def _read(runtime: Runtime, tenant: Tenant, path: Path, on: date) -> Contents:
    """Read the columns and words of a file; nothing of one that can't be read, of which its day says why."""
    with runtime.scratch() as scratch:
        try:
            content = unwrap(path, tenant.feed, runtime.home, scratch=scratch, where=path.name).path
            records = read(content, tenant, scratch=scratch, where=path.name)
            if isinstance(records.match, QooperAssetsError):
                is_header = records.match.code == "missing_required_column"
                return Contents(on, records.header if is_header else ())
            with open_engine(scratch, tenant.feed.limits) as engine:
                return _read_words(engine, tenant, records, on)
        except (QooperAssetsError, OSError, EngineError):
            return Contents(on, ())


def _read_words(engine: Engine, tenant: Tenant, records: Records, on: date) -> Contents:
    open_records(engine, records, tenant).create_view("delivered")
    positions = records.columns.positions
    words = {
        name: found
        for name, separator in choices(tenant).items()
        if name in positions and len(found := _words(engine, positions[name], separator)) <= WORDS_MAX
    }
    names = [value for name in NAMES if name in positions for value in _words(engine, positions[name])]
    return Contents(on, records.header, words, name_parts(names))


def _words(engine: Engine, position: int, separator: str | None = None) -> frozenset[str]:
    """Read the different words of a column; of a multi-select one, its options."""
    cell = f"c{position:05d}"
    words = f"unnest(string_split({cell}, $separator))" if separator else cell
    cells = engine.rows(
        f"select distinct trim(word) from (select {words} as word from delivered) where trim(word) <> ''",
        {"separator": separator} if separator else None,
    )
    return frozenset(word for (word,) in cells)
