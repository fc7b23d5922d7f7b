"""Files in every encoding, each named for its defect: what is read from them, or why they are blocked.

A delivery is a text: its title, what the tenant file declares, what is expected, and the bytes, with those
that are not printable ASCII escaped. A backslash at the end of the last line means that no line end
follows.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest
from charset_normalizer import CharsetMatches
from hypothesis import given, settings
from hypothesis import strategies as st

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.mapping import wanted_columns
from qooper_assets.edges.engine.engine import open_engine
from qooper_assets.edges.engine.instances import sql_folder
from qooper_assets.edges.engine.records import stage_records
from qooper_assets.readers import formats
from qooper_assets.readers.csv import block_scan
from qooper_assets.readers.csv import reader as csv_reader
from qooper_assets.readers.encodings import detect, evidence
from qooper_assets.readers.encodings.utf8 import Traces
from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant

FOLDER = Path(__file__).parent / "encodings"
DELIVERIES = sorted(FOLDER.glob("*.txt"))


class Delivery(NamedTuple):
    declared: str
    expected: str
    rows: list[tuple[str, ...]]
    content: bytes


def load(path: Path) -> Delivery:
    title, header, escaped = path.read_text(encoding="utf-8").split("\n\n", 2)
    assert re.match(r"[A-Z]\d\d ", title), "a delivery begins with its case code"
    declared, expected, *rows = header.split("\n")
    escaped = escaped.removesuffix("\\\n") if escaped.endswith("\\\n") else escaped
    content = escaped.replace("\n", "").encode("ascii").decode("unicode_escape").encode("latin-1")
    cells = [tuple(cell.strip() for cell in row.split("|")) for row in rows]
    return Delivery(declared.removeprefix("declared "), expected, cells, content)


@pytest.mark.parametrize("path", DELIVERIES, ids=lambda path: path.stem)
def test_a_delivery_is_read_or_blocked_as_it_says(path: Path, tmp_path: Path) -> None:
    delivery = load(path)
    if delivery.expected.startswith("blocked"):
        code, _, message = delivery.expected.removeprefix("blocked ").partition(": ")
        with pytest.raises(DeliveryError) as caught:
            read(delivery.content, delivery.declared, tmp_path)
        error = caught.value
        assert (error.code, error.result) == (code, Result.BLOCKED), error
        assert re.search(message, error.message) and error.remedy
        assert error.__suppress_context__ or error.__context__ is None
        return
    encoding, _, warned = delivery.expected.removeprefix("reads ").partition(", ")
    rows, warnings = read(delivery.content, delivery.declared, tmp_path)
    assert rows == delivery.rows
    detected = delivery.declared == "auto" and encoding != "utf-8"
    expected = [warned] if warned else ["encoding_detected 1"] if detected else []
    assert warnings == expected
    raw = tmp_path / "raw"
    text = detect.as_utf8(raw, delivery.declared, scratch=tmp_path, where="/x.csv")
    assert text.encoding == encoding
    assert (text.path == raw) is (encoding == "utf-8"), "a file in UTF-8 is not copied"


def read(content: bytes, declared: str, folder: Path) -> tuple[list[tuple[str, ...]], list[str]]:
    """Return each person by line (id, e-mail, last name, title), and the reader's warnings."""
    feed = a_tenant().feed.model_dump(mode="json") | {"csv": {"encoding": declared}}
    columns = {"employee_id": "id", "email": "e-mail", "last_name": "last", "title": "title"}
    tenant = a_tenant(feed=feed, mapping=columns)
    (folder / "raw").write_bytes(content)
    assert formats.recognize(folder / "raw", "/x.csv") == "csv"
    file = csv_reader.read(
        folder / "raw", tenant.feed, wanted_columns(tenant), scratch=folder, where="/x.csv"
    )
    with open_engine(folder, tenant.feed.limits) as engine:
        engine.set(effective_on="2026-03-02")
        stage_records(engine, file, file.columns, tenant, "/x.csv")
        engine.create_in_order("read", "from normalized")
        rows = engine.rows(
            "select r.rowid + 1 + s.lines_before, employee_id, email, attributes.last_name, attributes.title"
            " from read as r asof join steps as s on r.rowid >= s.row_id"
        )
    cells = [tuple("" if cell is None else str(cell) for cell in row) for row in rows]
    return cells, [f"{one.code} {one.count}" for one in file.warnings]


# The same people, whatever the encoding

ROWS = [
    a_row("E1", first="René", last="Müller", title="Chargé d’affaires"),
    a_row("E2", first="Hélène", last="Groß", department="Qualität – Zürich"),
    a_row("E3", first="François", last="Lefèvre", title="50 €"),
    a_row("E4", first="Søren", last="Peña"),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_twins_in_two_encodings_are_one_roster_and_change_nobody(encoding: str, tmp_path: Path) -> None:
    """P01, P02, P03: the same plan."""
    world = World(tmp_path)
    text = a_file(*ROWS).decode()
    first = world.sync(text.encode(), approve=True)
    assert first.applied == {"CREATE": 4}
    world.next_day()
    assert (
        world.normalize(text.encode()).roster_digest == world.normalize(text.encode(encoding)).roster_digest
    )
    assert world.plan(text.encode(encoding)).summary.changes == 0


# Random rosters

LETTERS = {
    "windows-1250": "ąćęłńóśźżáčďéěíňřšťúůýžőűäöüßâăîşţđ",
    "windows-1251": "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ",
    "windows-1252": "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþßÿœšž",
    "windows-1253": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋ",
    "windows-1254": "çğıİöşüâîû",
    "windows-1255": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "windows-1256": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "windows-1257": "ąčęėįšųūžāēģīķļņõäöü",
    "iso-8859-15": "àâçéèêëîïôœùûüÿäöß€",
    "mac-roman": "àâçéèêëîïôœùûüÿäöñß",
    "cp850": "àâçéèêëîïôùûüÿäöñßøåãõ",
    "koi8-r": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "shift_jis": "佐藤鈴木高橋田中渡辺伊山本あいうえおアイウエオソ表",
    "euc-jp": "佐藤鈴木高橋田中渡辺伊山本あいうえおアイウエオ",
    "gb18030": "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗",
    "big5": "陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐",
    "euc-kr": "김이박최정강조윤장임한오서신권황안송류전홍",
}


@st.composite
def some_texts(draw: st.DrawFn) -> tuple[str, str]:
    encoding = draw(st.sampled_from(sorted(LETTERS)))
    word = st.text("abelnrs" + LETTERS[encoding], min_size=1, max_size=8)
    lines = [f"E{n},{n}@x.example,{draw(word)},{draw(word).title()}" for n in range(draw(st.integers(1, 12)))]
    return encoding, "id,e-mail,last,title\r\n" + "\r\n".join(lines) + "\r\n"


def as_text(content: bytes, declared: str, folder: Path) -> str:
    raw = folder / "raw"
    raw.write_bytes(content)
    return detect.as_utf8(raw, declared, scratch=folder, where="/x.csv").path.read_bytes().decode()


def encoded(text: str, encoding: str) -> bytes:
    return text.encode(evidence.codec_of(encoding), "ignore")


@settings(derandomize=True, deadline=None, max_examples=150)
@given(some_texts())
def test_a_declared_encoding_is_used_and_an_undeclared_one_is_detected_correctly_or_asked_for(
    tmp_path_factory: pytest.TempPathFactory, given: tuple[str, str]
) -> None:
    """P03: with random names, which are harder to detect than real ones."""
    encoding, text = given
    content = encoded(text, encoding)
    text = content.decode(evidence.codec_of(encoding))
    folder = tmp_path_factory.mktemp("texts", numbered=True)
    if not is_utf8(content):
        assert as_text(content, encoding, folder) == text
    try:
        assert as_text(content, "auto", folder) == text or is_utf8(content)
    except DeliveryError as error:
        assert error.code in {"encoding", "encoding_unclear"}


def is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


@settings(derandomize=True, deadline=None, max_examples=150)
@given(some_texts(), st.integers(0, 10_000), st.integers(0, 255))
def test_a_damaged_byte_decodes_to_another_letter_or_is_reported_with_its_place(
    tmp_path_factory: pytest.TempPathFactory, given: tuple[str, str], at: int, byte: int
) -> None:
    """P03: a byte that the codec refuses is reported with line and byte; any other is decoded."""
    encoding, text = given
    content = bytearray(encoded(text, encoding))
    content[at % len(content)] = byte
    folder = tmp_path_factory.mktemp("damaged", numbered=True)
    try:
        found = as_text(bytes(content), encoding, folder)
    except DeliveryError as error:
        assert error.code in {"encoding", "truncated", "encoding_unsupported"}
        assert error.code != "encoding" or re.search(r"line \d+ .*byte|tenant file says", error.message)
    else:
        assert found == bytes(content).decode(evidence.codec_of(encoding))
        assert not any(unicodedata.category(char) == "Co" or "\x80" <= char < "\xa0" for char in found)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.binary(min_size=1, max_size=400), st.sampled_from(["auto", *detect.UNICODE, *detect.PAGES]))
def test_no_bytes_break_it(tmp_path_factory: pytest.TempPathFactory, content: bytes, declared: str) -> None:
    folder = tmp_path_factory.mktemp("bytes", numbered=True)
    raw = folder / "raw"
    raw.write_bytes(content)
    for act in (
        lambda: formats.recognize(raw, "/x"),
        lambda: detect.as_utf8(raw, declared, scratch=folder, where="/x").path.read_bytes().decode(),
    ):
        try:
            act()
        except DeliveryError as error:
            assert error.result is Result.BLOCKED


# Certainty

FOREIGN = {
    "cp857": "Yıldız,Çağrı,Şahin,İnönü",
    "mac_latin2": "Łukasz,Wałęsa,Dąbrowski,Żółć",
    "iso8859_4": "Gaičiūnas,Kęstutis,Žukauskienė,Šarūnas",
    "mac_cyrillic": "Иванов,Лесь,Гаврилишин,Смирнова",
    "cp862": "נויה,כהן,לוי,משה",
    "cp874": "สมชาย,ประเสริฐ,วงศ์,สุขใจ",
    "cp737": "Παπαδόπουλος,Γεώργιος,Νίκος,Αθήνα",
}


@pytest.mark.parametrize("encoding", FOREIGN)
def test_an_unsupported_code_page_is_never_taken_for_a_supported_one(encoding: str, tmp_path: Path) -> None:
    """P03: a wrong guess writes wrong names."""
    content = f"id,last\r\n{FOREIGN[encoding]}\r\n".encode(encoding)
    with pytest.raises(DeliveryError) as caught:
        as_text(content, "auto", tmp_path)
    assert caught.value.code == "encoding_unclear"


def test_a_text_that_is_nonsense_in_its_best_decoding_is_asked_about(tmp_path: Path) -> None:
    """P03: one word in a dozen does not exist."""
    names = "Müller,Köhler,Schäfer,Groß,Weiß,Jäger,Krüger,Böhm,Günther,Jürgen,Björn,Sören"
    assert as_text(f"id,last\r\n{names}\r\n".encode("cp1252"), "auto", tmp_path)
    with pytest.raises(DeliveryError) as caught:
        as_text(f"id,last\r\n{names},a§b\r\n".encode("cp1252"), "auto", tmp_path)
    assert caught.value.code == "encoding_unclear"


def test_without_latin_letters_the_library_has_to_agree(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """P03"""
    russian, french = load(FOLDER / "windows_1251_russian.txt"), load(FOLDER / "windows_1252.txt")
    assert as_text(russian.content, "auto", tmp_path)
    monkeypatch.setattr(evidence, "from_bytes", lambda *_, **__: CharsetMatches([]))
    with pytest.raises(DeliveryError) as caught:
        as_text(russian.content, "auto", tmp_path)
    assert caught.value.code == "encoding_unclear"
    assert as_text(french.content, "auto", tmp_path), "it is not consulted for Latin letters"


def test_encodings_that_give_the_same_text_need_no_decision(tmp_path: Path) -> None:
    """P03: ü and ß have the same bytes in half of the code pages; the most common one is reported."""
    raw = tmp_path / "raw"
    raw.write_bytes(b"id,last\r\n1,M\xfcller\r\n2,Gro\xdf\r\n")
    text = detect.as_utf8(raw, "auto", scratch=tmp_path, where="/x")
    assert (text.encoding, text.path.read_text(encoding="utf-8")) == (
        "windows-1252",
        "id,last\n1,Müller\n2,Groß\n",
    )


def test_a_letter_far_from_the_others_counts_as_much_as_they_do(tmp_path: Path) -> None:
    """P03: one name after 9 MiB of names common to all Western code pages distinguishes them."""
    row = "1,Müller,Groß\r\n".encode("cp1252")
    content = b"id,last,first\r\n" + row * (9 * (1 << 20) // len(row))
    assert "Müller" in as_text(content, "auto", tmp_path)[:40]
    with pytest.raises(DeliveryError) as caught:
        as_text(content + b"2,Bar\xf8,Lee\r\n", "auto", tmp_path)
    assert caught.value.code == "encoding_unclear"
    assert as_text(content + b"2,J\xf8rgen,Lee\r\n", "auto", tmp_path).endswith("2,Jørgen,Lee\r\n")


@pytest.mark.parametrize("size", [block_scan.BLOCK_BYTES - 1, block_scan.BLOCK_BYTES, detect.BLOCK_BYTES - 1])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "gb18030", "windows-1252"])
def test_a_character_may_span_two_blocks(size: int, encoding: str, tmp_path: Path) -> None:
    text = "id,last\r\n" + "a" * (size - 9) + "é€é\r\n" * 3
    assert as_text(text.encode(encoding), encoding, tmp_path) == text


def test_the_place_of_a_byte_is_correct_after_many_blocks(tmp_path: Path) -> None:
    content = b"x\n" * detect.BLOCK_BYTES + b"\xc3\xa9\n" + b"\xe9\n" + b"\xc3\xa9\xc3\xa9\n"
    with pytest.raises(DeliveryError) as caught:
        as_text(content, "utf-8", tmp_path)
    line, byte = detect.BLOCK_BYTES + 2, 2 * detect.BLOCK_BYTES + 4
    assert f"line {line:,} holds the byte 0xe9" in caught.value.message
    assert f"byte {byte:,} of the file" in caught.value.message


# Text that was already garbled


@cache
def macros() -> duckdb.DuckDBPyConnection:
    """Return a connection with the macros."""
    connection = duckdb.connect()
    connection.execute((sql_folder() / "macros.sql").read_text(encoding="utf-8"))
    return connection


@settings(derandomize=True, deadline=None, max_examples=100)
@given(
    st.text("aé ü’–€ßλиж漢😀", min_size=1, max_size=6),
    st.integers(0, 3),
    st.sampled_from(["cp1252", "latin-1"]),
)
def test_text_that_sql_calls_garbled_was_already_suspected_from_the_bytes(
    text: str, at: int, page: str
) -> None:
    """P04: otherwise a clean-looking file would not be checked."""
    garbled = text.encode().decode(page, "ignore")
    found = macros().execute("select looks_garbled($v)", {"v": garbled}).fetchall()[0][0]
    data, traces = b"x" * 9 + garbled.encode(), Traces()
    cut = 9 + at
    traces.take(data[:cut])
    traces.take(data[cut:])
    assert traces.may_be_garbled or not found


@pytest.mark.parametrize("right", ["Renée", "Müller", "L’Oréal", "Łódź", "São João", "ÅSA", "50 €", "IRMÃ"])
def test_a_right_name_is_not_suspected(right: str) -> None:
    """P04"""
    traces = Traces()
    traces.take(right.encode())
    assert not traces.may_be_garbled
