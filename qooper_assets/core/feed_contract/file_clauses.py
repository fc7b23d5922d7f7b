"""What a tenant's file as a whole has to be, in words: place, time, format, who is in it, what is kept of it.

Belongs here: one clause for each topic, as plain as a customer needs it. Does not: the columns
(`columns.py`), or the limits on changes (`limits.py`).
"""

from collections.abc import Iterator
from datetime import date

from qooper_assets.core import file_names
from qooper_assets.core.feed_contract.day_words import describe_format
from qooper_assets.core.mapping import mapped_columns
from qooper_assets.core.notices import GRACE_HOURS
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.csv import Csv
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.schedule import Every, Schedule
from qooper_assets.core.tenant.tenant import Tenant

DELIMITERS = {
    ",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a vertical bar (|)", "^": "a caret (^)",
    "~": "a tilde (~)", ":": "a colon",
}  # fmt: skip
FORMATS = {"csv": "CSV text", "excel": "An Excel workbook (.xlsx)", "json": "JSON text"}
WRAPPERS = {
    "gzip": "packed with gzip",
    "zip": "in a zip archive that has only this file and no password",
    "openpgp": "encrypted with OpenPGP for our key",
}
EXAMPLE_DAY = date(2026, 3, 25)


class Clause(Model):
    """One topic of the contract, in words."""

    topic: str
    text: str


def describe_file(tenant: Tenant) -> tuple[Clause, ...]:
    """The clauses about the file, in the order in which a reader asks."""
    feed = tenant.feed
    words = {
        "server": f"Your SFTP server {feed.host}, port {feed.port}. We only read there: we write, move and"
        " delete nothing.",
        "path": " ".join(_path(feed)),
        "time": " ".join(_time(tenant)),
        "late": f"If there is no file, nobody is changed, and nobody loses access. {GRACE_HOURS} hours later"
        " it counts as late.",
        "complete": " ".join(_complete(feed)),
        "format": " ".join(_format(feed)),
        **_dialect(tenant),
        "people": " ".join(_people(tenant)),
        "identity": f"A person is recognized by {_column(tenant, tenant.identity)}, which never changes for"
        " them, and is what your single sign-on sends.",
        **_ending(tenant),
        **_scope(tenant),
        "size": _size(feed),
        "not read": f"All other {'keys' if feed.format == 'json' else 'columns'} are ignored: nothing of them"
        " is stored outside the raw file, shown or sent anywhere. New ones, or another order, make no"
        " difference.",
        "kept": f"The file as you sent it is deleted after {tenant.retention.raw_days} days, except for the"
        " newest one that was accepted.",
        "first file": "The first file is only shown. Nothing is written until a person has compared it with"
        " you and approved it.",
    }
    return tuple(Clause(topic=topic, text=text) for topic, text in words.items())


def _path(feed: Feed) -> Iterator[str]:
    yield f"{_described_path(feed.path)!r}."
    if placeholder := file_names.PLACEHOLDER.search(feed.path):
        written = describe_format(placeholder[1])
        yield f"{written} is its date: {EXAMPLE_DAY.strftime(placeholder[1])} on {EXAMPLE_DAY:%d %B %Y}."
    if feed.pick:
        yield "In the name, * stands for any characters, ? for one, […] for one of these."
        yield "If several files fit, only the newest is read; unfinished ones (.part, .tmp) never are."


def _described_path(path: str) -> str:
    """The path as a person would write it: `/out/employees_YYYYMMDD.csv`."""
    return file_names.PLACEHOLDER_OR_BRACE.sub(
        lambda found: describe_format(found[1]) if found[1] else found[0][0], path
    )


def describe_schedule(schedule: Schedule) -> str:
    """When a file is due: `every Monday at 06:00 (time zone Europe/Berlin)`."""
    if schedule.every is Every.DAY:
        when = "every day"
    else:
        assert schedule.on is not None
        when = f"every {schedule.on.value.capitalize()}"
    return f"{when} at {schedule.at} (time zone {schedule.timezone})"


def _time(tenant: Tenant) -> Iterator[str]:
    yield f"We read it {describe_schedule(tenant.schedule)}; it has to be there, finished, before that."
    if tenant.on_arrival:
        yield "We also look every five minutes, and read a new file soon after it has arrived."
    if tenant.paused:
        yield "At present this is paused: no file is read automatically."
    yield f"A file older than {tenant.feed.limits.age_hours_max / 24:g} days is not used."


def _complete(feed: Feed) -> Iterator[str]:
    yield (
        f"We take the file when its size and time have stayed the same for {feed.settle_seconds:g} seconds."
        " Better: upload it under another name, and rename it when it is complete."
    )
    if feed.marker:
        name = _described_path(file_names.split(feed.path)[1])
        marker = feed.marker.replace("{name}", name).replace("{stem}", name.rpartition(".")[0] or name)
        checksum = " with the SHA-256 checksum of the file" if feed.marker.endswith(".sha256") else ""
        yield f"When it is complete, write {marker} next to it{checksum}; without it, it does not count."


def _format(feed: Feed) -> Iterator[str]:
    wrapped = ", ".join(WRAPPERS[each] for each in feed.wrapped)
    yield (
        f"{FORMATS[feed.format]}{f', {wrapped}' if wrapped else ''}."[:1].upper()
        + (f"{FORMATS[feed.format]}{f', {wrapped}' if wrapped else ''}."[1:])
    )
    match feed.format:
        case "excel":
            sheet = f"on the sheet {feed.excel.sheet!r}" if feed.excel.sheet else "on its only sheet"
            yield f"The people are {sheet}. No password, no merged cells; formulas have their stored values."
            yield "Format the column of ids as text, so that leading zeros stay."
        case "json":
            place = (
                f"at {feed.records}" if feed.records else "the document itself, or one object on each line"
            )
            yield f"The array of people is {place}. Send ids as text, in quotes."
            yield "A missing key says nothing; null is a blank."
        case "csv":
            yield "Send ids as text, with their leading zeros; never save the file from a spreadsheet."


def _dialect(tenant: Tenant) -> dict[str, str]:
    feed = tenant.feed
    if feed.format == "excel":
        return {"header": f"The column names are in row {feed.excel.header_row}, each once. {_SPELLING}"}
    if feed.format == "json":
        inner = [each.column for each in mapped_columns(tenant).values() if each.column.startswith("/")]
        pointer = f" A name such as {inner[0]} is the way to a key inside others." if inner else ""
        return {"header": f"Each key once in a record.{pointer} {_SPELLING}", "encoding": "UTF-8."}
    csv = feed.csv
    row = "in the first row" if csv.header_row == "auto" else f"in line {csv.header_row}"
    return {
        "header": f"The column names are {row}, each once. {_SPELLING}",
        "cells": " ".join(_cells(csv)),
        "encoding": "UTF-8 or UTF-16. Another encoding is used only if its words leave no doubt."
        if csv.encoding == "auto"
        else f"{csv.encoding}. A file that contradicts it is not used.",
    }


_SPELLING = (
    "Upper and lower case, spaces, _ and - make no difference, nor does the order. Tell us before you rename"
    " one."
)


def _cells(csv: Csv) -> Iterator[str]:
    if csv.delimiter == "auto":
        yield f"Cells are separated by {', '.join(DELIMITERS.values())}: one of these, the same in all lines."
    else:
        yield f"Cells are separated by {DELIMITERS[csv.delimiter]}."
    quoted = f"A cell that contains the separator is enclosed in {csv.quote}"
    match csv.quoting:
        case "doubled":
            yield f"{quoted}, and a {csv.quote} in it is written twice."
        case "escaped":
            yield f"{quoted}, and a {csv.quote} in it has a backslash before it."
        case "none":
            yield "Quotes are ordinary characters, so no cell may contain the separator."
    yield "Line breaks in quoted cells are fine." if csv.newlines_in_fields else "No line breaks in a cell."
    if csv.short_rows == "blank_at_end":
        yield "Blank cells at the end of a row may be left out."
    else:
        yield "Every row has as many cells as the header."
    if csv.trailer:
        place, counts = csv.trailer.count_in, csv.trailer.counts
        counted = f" and has the number of {counts} in cell {place}" if place else ""
        yield f"The last line begins with {csv.trailer.begins}{counted}; without it, the file is not used."


def _people(tenant: Tenant) -> Iterator[str]:
    yield "One row per person."
    if tenant.feed.coverage == "delta":
        yield (
            "A file has only the people with something new, each with the whole row. Whoever is in no file"
            " stays as they are; somebody leaves by status or last day."
        )
        return
    files = tenant.policy.absent_after_files
    missing = "Whoever is missing" if files == 1 else f"Whoever is missing in {files} files in a row"
    yield f"Everybody is in every file. {missing} is treated as having left, so never send a part of it."


def _ending(tenant: Tenant) -> dict[str, str]:
    mapping = tenant.mapping
    if not (mapping.status and mapping.termination_date):
        return {}
    sentence = {
        "status": "The status word decides who has left; the last day is only compared.",
        "date": "The last day decides who has left; the status word counts where there is none.",
        "earliest": "Status word and last day: whichever ends first counts.",
    }[tenant.policy.end_by]
    return {"leaving": sentence}


def _scope(tenant: Tenant) -> dict[str, str]:
    if tenant.scope is None:
        return {"scope": "Everybody in the file is to have an account, unless they have left."}
    return {"scope": f"Who of them is to have an account, {tenant.scope.column!r} says."}


def _size(feed: Feed) -> str:
    limits = feed.limits
    most = (
        _describe_bytes(limits.size_bytes_max),
        f"{limits.rows_max:,} rows",
        f"{limits.columns_max:,} columns",
        f"{_describe_bytes(limits.record_bytes_max)} a row",
    )
    return f"At most {', '.join(most)}. If you need more, tell us first."


def _describe_bytes(count: int) -> str:
    """A number of bytes in the largest unit in which it is whole."""
    units = ((1024**3, "GiB"), (1024**2, "MiB"), (1024, "KiB"), (1, "bytes"))
    size, unit = next(each for each in units if count % each[0] == 0)
    return f"{count // size:,} {unit}"


def _column(tenant: Tenant, attribute: str) -> str:
    return repr(mapped_columns(tenant)[attribute].column)
