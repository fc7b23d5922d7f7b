"""The YAML of a tenant file: a safe, small subset, with the line of each key.

Every value is text as written, and the model gives it its type: `on`, `No`, `0123`, `17:30` and `2026-01-05`
are never read as a boolean, an octal number, a count of seconds or a timestamp. No tags, no anchors, no
duplicate keys. No problem repeats a value, because it may be a secret in the wrong place; it names the line.

Belongs here: bytes in; dicts, lists, texts and None out. Does not: the folder, or what a key means.
"""

import re
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.composer import Composer
from yaml.resolver import Resolver

DEPTH_MAX = 20

TEXT, NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
PLAIN_TAGS = {TEXT, NULL, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}

Place = tuple[str | int, ...]
"""The keys and indexes that lead from the top of the file to a value."""


class _Loader(Composer, Resolver, CParser):
    """Everything is text except `null`, `~` and nothing; no aliases, and a limit on depth.

    Parsed by libyaml, which is part of PyYAML's wheels and takes a fifth of the time; composed here.
    """

    yaml_implicit_resolvers = {}  # noqa: RUF012  as the base class declares it
    depth = 0

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Composer.__init__(self)
        Resolver.__init__(self)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: Any = self.peek_event()
        if getattr(event, "anchor", None) is not None:  # An alias has one as well.
            raise yaml.MarkedYAMLError(
                problem="anchors and aliases are not used here", problem_mark=event.start_mark
            )
        if self.depth > DEPTH_MAX:
            raise yaml.MarkedYAMLError(
                problem=f"nested deeper than {DEPTH_MAX} levels", problem_mark=event.start_mark
            )
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


_Loader.add_implicit_resolver(NULL, re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])


class Reading:
    """One file being read: its problems, and the line of each place."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._lines: dict[Place, int] = {}

    def line(self, place: Place) -> str:
        """Return ` (line 7)` for the place, or for its closest known parent; empty for the whole file."""
        while place and place not in self._lines:
            place = place[:-1]
        return f" (line {self._lines[place]})" if place else ""

    def read(self, content: bytes) -> Any:
        """Parse the file into dicts, lists, texts and None. Collects problems; None if it is not YAML."""
        try:
            text = content.decode("utf-8-sig")
            loader = _Loader(text)
            try:
                node = loader.get_single_node()
            finally:
                loader.dispose()
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self.problems.append(f"is not UTF-8 (line {line})")
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            self.problems.append(f"has a control character (line {line})")
        except yaml.MarkedYAMLError as error:
            # Not str(error), which shows the line itself; nor the name of a tag, which may be a value.
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            what = ", ".join(filter(None, (error.context, error.problem))).partition(" handle ")[0]
            self.problems.append(f"YAML: {what} (line {line})")
        else:
            if node is None:
                self.problems.append("is empty")
                return None
            return self._plain(node, ())
        return None

    def _plain(self, node: yaml.Node, place: Place) -> Any:
        self._lines.setdefault(place, node.start_mark.line + 1)
        if node.tag not in PLAIN_TAGS:
            self._complain(place, "tags are not used here", node)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, (*place, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        return None if node.tag == NULL else node.value

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._complain(place, "a key is not text", key)
                continue
            name: str = key.value
            here = (*place, name)
            if name in plain:
                first = self._lines[here]
                self._complain(here, f"duplicate key, first in line {first}", key)
                continue
            self._lines[here] = key.start_mark.line + 1
            plain[name] = self._plain(value, here)
        return plain

    def _complain(self, place: Place, what: str, node: yaml.Node) -> None:
        dotted = ".".join(map(str, place))
        where = f"{dotted}: " if dotted else ""
        self.problems.append(f"{where}{what} (line {node.start_mark.line + 1})")
