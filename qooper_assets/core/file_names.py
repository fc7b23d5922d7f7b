"""File names: matching a pattern, the date in a name, temporary names, markers.

Belongs here: the syntax of `feed.path` and `feed.marker`. Does not: which of several files is picked
(`core/file_choice.py`), or where the names come from (`edges/sftp/listing.py`).
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from fnmatch import translate
from typing import NamedTuple

PLACEHOLDER = re.compile(r"(?<!\{)\{date:([^{}]+)\}")
PLACEHOLDER_OR_BRACE = re.compile(rf"\{{\{{|\}}\}}|{PLACEHOLDER.pattern}")
"""A literal brace is written twice."""
_PART = re.compile(r"\{\{|\}\}|\{date:[^{}]+\}|\[!?\]?[^\]]*\]|.", re.DOTALL)
_EXTENSION = re.compile(r"(\.[A-Za-z0-9]{1,8})?\.[^.{}]{1,12}\Z")
"""At the end of a pattern: `.csv`, and both extensions of `.csv.gz`."""
_GLOB = re.compile(r"[*?\[]")
_DIGITS = {"%Y": 4, "%y": 2, "%m": 2, "%d": 2, "%j": 3, "%H": 2, "%M": 2, "%S": 2}
_DIRECTIVE = re.compile(r"%.?", re.DOTALL)
_WHOLE_DATES = ({"%m", "%d"}, {"%j"})
"""Directives that complete a year to a date."""

NAME_CHARS_MAX = 255
TEMPORARY_ENDS = (
    "~", ".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", ".download", ".upload",
    ".uploading", ".inprogress", ".writing", ".swp",
)  # fmt: skip
TEMPORARY_STARTS = (".", "~", "#")
"""Hidden files, Office lock files, autosave files of editors."""
_CANT_BE_SHOWN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode categories: control characters, bidirectional marks, bytes that are not UTF-8."""


def split(path: str) -> tuple[str, str]:
    """Split a path of the tenant file, whose dates may contain a `/`, into folder and name."""
    masked = PLACEHOLDER.sub(lambda found: "-" * len(found[0]), path)
    at = masked.rindex("/")
    return path[:at], path[at + 1 :]


def fill_in(path: str, on: date) -> str:
    """The path for a date, with `{date:%Y%m%d}` filled in, and each doubled brace as one."""
    return PLACEHOLDER_OR_BRACE.sub(lambda found: on.strftime(found[1]) if found[1] else found[0][0], path)


def has_glob(text: str) -> bool:
    return bool(_GLOB.search(PLACEHOLDER.sub("", text)))


def is_temporary(name: str) -> bool:
    """True for names that programs give to unfinished files: no glob matches one (F06)."""
    return name.startswith(TEMPORARY_STARTS) or name.lower().endswith(TEMPORARY_ENDS)


def is_usable(name: str) -> bool:
    """True if a name of a listing may be requested and displayed: it can't leave the folder (F21), and is
    UTF-8 without control characters."""
    return (
        0 < len(name) <= NAME_CHARS_MAX
        and name not in (".", "..")
        and not any(c in "/\\" or unicodedata.category(c) in _CANT_BE_SHOWN for c in name)
    )


def shown(name: str) -> str:
    """A name of a listing, safe to display: other characters are escaped."""
    escaped = (
        c.encode("utf-8", "surrogateescape").decode("latin-1").encode("unicode_escape").decode()
        if unicodedata.category(c) in _CANT_BE_SHOWN
        else c
        for c in name[: NAME_CHARS_MAX + 1]
    )
    text = "".join(escaped)
    return text if len(text) <= NAME_CHARS_MAX else f"{text[:NAME_CHARS_MAX]}…"


class Fit(NamedTuple):
    """The match of a name with a pattern."""

    dated: datetime | None
    """The date, or date and time, in the name; None if the pattern has none, or the digits are not a valid
    date."""


class NamePattern:
    """A file name with `*`, `?`, `[…]` and `{date:FORMAT}`, as `pick: newest` interprets it.

    A `*` may be on one side of a date only, so that a name has exactly one date or none, and which digits
    are the date is never guessed. The extension matches without regard to case (F14).
    """

    def __init__(self, text: str) -> None:
        """Raises ValueError, with a message for the tenant file."""
        self.text = text = unicodedata.normalize("NFC", text)
        parts = _PART.findall(text)
        if "/" in text:
            raise ValueError("with `pick: newest` the date in the name can't contain a `/`")
        if "[" in parts:
            raise ValueError("`[` is never closed; a literal `[` is written `[[]`")
        self._formats = [found[1] for found in PLACEHOLDER.finditer(text)]
        _refuse_uncertain_dates(self._formats, parts)
        # Each piece between two `*` has a fixed length, so its first match is as good as any. Atomic groups
        # never backtrack, so no name can make the search slow.
        first, *more = self._pieces(parts)
        middle = "".join(f"(?>.*?{piece})" for piece in more[:-1])
        last = f".*{more[-1]}" if more else ""
        self._regex = re.compile(f"{first}{middle}{last}\\Z", re.DOTALL)

    @property
    def is_dated(self) -> bool:
        return bool(self._formats)

    def fit(self, name: str) -> Fit | None:
        """Match a name, in whichever Unicode form it is; None if it does not match (F26)."""
        found = self._regex.match(name)
        if found is None and not name.isascii():
            found = self._regex.match(unicodedata.normalize("NFC", name))
        if found is None:
            return None
        if not self._formats:
            return Fit(None)
        try:
            return Fit(datetime.strptime(" ".join(found.groups()), " ".join(self._formats)))  # noqa: DTZ007
        except ValueError:
            return Fit(None)

    def _pieces(self, parts: list[str]) -> Iterator[str]:
        """A regular expression for each piece between two `*`."""
        extension = _EXTENSION.search(self.text)
        any_case_from = extension.start() if extension else len(self.text)
        at, piece = 0, ""
        for part in parts:
            if part == "*":
                yield piece
                piece = ""
            else:
                regex = _regex_of(part)
                piece += f"(?i:{regex})" if at >= any_case_from else regex
            at += len(part)
        yield piece


def _regex_of(part: str) -> str:
    if part == "?":
        return "."
    if part.startswith("["):
        return translate(part)[4:-3]  # without the frame `(?s:…)\Z`
    if part.startswith("{date:"):
        rest, digits = part[6:-1], ""
        for sign in re.split(r"(%.)", rest):
            digits += f"[0-9]{{{_DIGITS[sign]}}}" if sign in _DIGITS else re.escape(sign)
        return f"({digits})"
    if part in ("{{", "}}"):
        return re.escape(part[0])
    return re.escape(part)


def _refuse_uncertain_dates(formats: list[str], parts: list[str]) -> None:
    used = [one for format_ in formats for one in _DIRECTIVE.findall(format_)]
    for one in used:
        if one not in _DIGITS:
            raise ValueError(f"{one} can't be parsed from a name; a date consists of {' '.join(_DIGITS)}")
    twice = {one for one in used if used.count(one) > 1} or {"%Y", "%y"} & set(used) == {"%Y", "%y"}
    is_whole = {"%Y", "%y"} & set(used) and any(rest <= set(used) for rest in _WHOLE_DATES)
    if used and (twice or not is_whole):
        raise ValueError("the date in the name must have year, month and day, each once, as in %Y%m%d")
    for at, part in enumerate(parts):
        if part.startswith("{date:") and "*" in parts[:at] and "*" in parts[at:]:
            raise ValueError(
                "with a `*` before the date and another after it, the digits of the date are ambiguous;"
                " write one of them out, or use a `?` for each character"
            )


# Markers

_NAMED = re.compile(r"\{(name|stem)\}")


def check_marker(template: str, file: str) -> None:
    """Raise ValueError if a template can't name the marker of such a file."""
    if "/" in template or len(_NAMED.findall(template)) != 1 or re.search(r"[{}]", _NAMED.sub("", template)):
        raise ValueError(
            "a marker is in the same folder as the file and named after it, with {name} (employees.csv) or"
            " {stem} (employees), as in {name}.done"
        )
    extension = _EXTENSION.search(file)
    ending = template.lower().removeprefix("{stem}")
    if not _NAMED.sub("", template) or (extension and ending == extension[0].lower()):
        raise ValueError("the marker would be the file itself")


def marker_of(template: str, name: str) -> str:
    """The name of a file's marker."""
    stem = name.rpartition(".")[0] or name
    return _NAMED.sub(lambda found: name if found[1] == "name" else stem, template)


def is_marker(template: str, name: str) -> bool:
    """True if the name is that of some file's marker, and so never a roster."""
    before, _, after = _NAMED.split(template.lower())
    name = name.lower()
    return len(name) > len(before) + len(after) and name.startswith(before) and name.endswith(after)


def is_checksum(template: str) -> bool:
    """True if markers of this template contain the file's SHA-256."""
    return template.lower().endswith(".sha256")


_LINE = re.compile(r"\\?([0-9A-Fa-f]{64})(?:[ \t]+\*?(.+))?")
_BSD_LINE = re.compile(r"SHA256 ?\((.+)\) ?= ?([0-9A-Fa-f]{64})")


def parse_checksum(content: bytes, name: str) -> str | None:
    """Parse the SHA-256 of the named file from its marker; None if the marker does not contain it.

    Accepts the format of `sha256sum` (GNU coreutils, 6.1.4), with or without a name, and of BSD's
    `sha256`, also in UTF-16 as PowerShell writes it.
    """
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    found_digests = set()
    for line in filter(None, map(str.strip, content.decode(encoding, "replace").splitlines())):
        if found := _LINE.fullmatch(line):
            digest, of = found.groups()
        elif found := _BSD_LINE.fullmatch(line):
            of, digest = found.groups()
        else:
            return None
        if of is None or re.split(r"[/\\]", of)[-1] == name:
            found_digests.add(digest.lower())
    return found_digests.pop() if len(found_digests) == 1 else None
