"""Laws of `new`: nothing is silently wrong, the order of a file does not matter, and a draft always loads."""

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.exports.model import Export
from benchmarks.exports.score import score
from benchmarks.exports.sets import SETS
from benchmarks.exports.writing import write
from benchmarks.mapping import proposed
from qooper_assets.core.mapping import mapped_columns
from qooper_assets.core.suggest.answers import Answers, Connection
from qooper_assets.core.suggest.proposal import Chosen, Proposal, Question, Sample
from qooper_assets.core.suggest.propose import propose
from qooper_assets.core.suggest.tenant_text import tenant_text
from qooper_assets.edges import tenant_files
from qooper_assets.edges.system import SystemClock
from qooper_assets.readers.sample import read_sample
from qooper_assets.stages.trying import try_out

EXPORTS = [export for exports in SETS.values() for export in exports]
PEOPLE = 200
QUESTIONS_MAX = 5


def read(export: Export, folder: Path, seed: int = 7) -> tuple[Path, Sample]:
    file = write(export, PEOPLE, folder, seed)
    with tempfile.TemporaryDirectory() as scratch:
        return file, read_sample(file, scratch=Path(scratch), where=file.name)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_no_export_is_mapped_wrongly_without_a_question(export: Export, tmp_path: Path) -> None:
    _, sample = read(export, tmp_path)
    proposal = propose(sample)
    verdict = score(export, proposed(sample, proposal))
    wrong = (verdict.silently_wrong, verdict.absent_claimed, verdict.sensitive_claimed)
    assert wrong == (0, 0, 0), verdict.faults
    assert len(proposal.questions) <= QUESTIONS_MAX


@pytest.mark.parametrize("export", EXPORTS[::5], ids=lambda export: export.name)
def test_shuffled_columns_and_rows_are_proposed_alike(export: Export, tmp_path: Path) -> None:
    _, sample = read(export, tmp_path)
    columns = list(sample.frame.columns)
    random.Random(export.name).shuffle(columns)
    shuffled = sample._replace(frame=sample.frame.select(columns).sample(fraction=1, shuffle=True, seed=3))
    expected, found = propose(sample), propose(shuffled)
    assert {n: (c.header, c.details) for n, c in found.chosen.items()} == {
        n: (c.header, c.details) for n, c in expected.chosen.items()
    }
    assert sorted((q.code, q.attribute, sorted(q.options)) for q in found.questions) == sorted(
        (q.code, q.attribute, sorted(q.options)) for q in expected.questions
    )


@pytest.mark.parametrize("export", EXPORTS[::5], ids=lambda export: export.name)
def test_a_draft_maps_its_sample_without_a_reject_of_its_own(export: Export, tmp_path: Path) -> None:
    """Rows are rejected only for what the sample itself denies: ids or addresses that repeat or are missing,
    ids that look like rounded numbers (`39402e08`), words that are asked about, and a last row of totals."""
    (tmp_path / "file").mkdir()
    file, sample = read(export, tmp_path / "file")
    proposal = propose(sample)
    if sample.labels or "email" not in proposal.chosen:
        return
    draft = tmp_path / "draft.yaml"
    draft.write_text(tenant_text("draft", proposal, sample.feed, Answers(), file.name), encoding="utf-8")
    tenant = tenant_files.load_draft(draft, "draft")
    (tmp_path / "scratch").mkdir()
    tried = try_out(tenant, file, people=1, home=tmp_path, clock=SystemClock(), scratch=tmp_path / "scratch")
    expected = {
        "email_missing",
        "email_invalid",
        "email_shared",
        "duplicate_identifier",
        "identifier_missing",
        "id_precision_loss",
    }
    if "status" in proposal.asked():
        expected.add("unknown_status")
    assert set(tried.roster.rejects_by_reason) <= expected, tried.roster.rejects_by_reason
    assert tried.roster.counts.people > 0.5 * sample.lines


texts = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() != "")
headers = st.one_of(
    texts, st.sampled_from(["a: b", "# x", "'", '"', "\\", "- x", "yes", "~", "1e3", "{", "!x"])
)


@settings(max_examples=300, deadline=None)
@given(
    columns=st.dictionaries(
        st.sampled_from(["email", "employee_id", "first_name", "last_name", "title", "department"]), headers
    ),
    words=st.dictionaries(texts, st.sampled_from(["active", "inactive"]), min_size=1, max_size=4),
    questions=st.lists(texts, max_size=3),
    others=st.lists(headers, max_size=3),
    name=st.one_of(st.none(), texts),
)
def test_a_draft_always_loads_with_the_headers_as_they_are(
    columns: dict[str, str], words: dict[str, str], questions: list[str], others: list[str], name: str | None
) -> None:
    words = {word: meaning for word, meaning in words.items() if word.strip().isalpha() and word.isascii()}
    words = {word.casefold().strip(): meaning for word, meaning in words.items()} or {"active": "active"}
    chosen = {each: Chosen(each, header, (header,)) for each, header in columns.items()}
    chosen["status"] = Chosen("status", "Status", (), {"values": words})
    proposal = Proposal(
        identity="employee_id" if "employee_id" in chosen else "email",
        chosen=chosen,
        questions=tuple(Question("is_it", "phone", text, (text, "none")) for text in questions),
        sensitive=tuple(others),
        unmapped=dict.fromkeys(others, ""),
        notes=tuple(questions),
    )
    text = tenant_text("draft", proposal, {"format": "csv"}, Answers(Connection(name=name)), "x\ny: z")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.yaml"
        path.write_text(text, encoding="utf-8", newline="")
        tenant = tenant_files.load_draft(path, "draft")
    assert tenant.paused
    found = {each: column.column for each, column in mapped_columns(tenant).items()}
    assert {each: found[each] for each in columns} == columns
    assert set(found) - set(columns) <= {"status", "email", "employee_id"}
