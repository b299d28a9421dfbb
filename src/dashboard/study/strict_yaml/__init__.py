"""Bytes of a YAML file → its nodes, read as a person wrote them, with every fault of the file.

PyYAML's own loaders guess (`NO` becomes false, `2024-01-02` a date), keep the last of two
equal keys without a word, and unfold aliases without end. So values are never constructed:
the nodes of `yaml.compose` are walked and every scalar stays the text that stands in the file.
This is the only module that knows PyYAML. The way back, `write`, is in `writing`.
"""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import yaml

from dashboard.errors import Fault, InputError
from dashboard.study.strict_yaml.writing import UNSEEN, Value, code_point, seen, write

__all__ = ["Fields", "Node", "Value", "nearest", "read", "seen", "shown", "write"]

MAX_BYTES = 1_000_000
MAX_LEVELS = 20
MAX_FAULTS = 100

_TOO_DEEP = f"nested more than {MAX_LEVELS} levels deep; use fewer levels"

# libyaml is ten times as fast as the loader in Python, which is there in every build.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_UNCLOSED = "found unexpected end of stream"
_PLAIN = {
    "found character that cannot start any token": "a tab or a character such as @ or ` stands "
    "where a field begins; indent with spaces and put such texts in quotes",
    "mapping values are not allowed in this context": "a colon where none is expected; put a text "
    "that holds ': ' in quotes",
    "did not find expected key": "this line isn't aligned with the fields above it; "
    "indent it like them",
    "did not find expected '-' indicator": "this line isn't aligned with the list above it; "
    "indent it like the list",
    _UNCLOSED: "a quote or bracket is opened and never closed",
}


class _Mark(Protocol):
    """What the marks of PyYAML's two loaders have in common."""

    index: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the file: a text, a list, or a group of fields.

    A fault is noted, the caller gets an empty value, and `finish` raises all of them together.
    Only at `MAX_FAULTS` reading stops at once.
    """

    _node: yaml.Node
    _file: str
    _faults: list[Fault]

    @property
    def line(self) -> int:
        """From 1."""
        return self._node.start_mark.line + 1

    def as_fault(self, message: str) -> Fault:
        """Something wrong with what stands here, for a caller that keeps faults of its own."""
        return Fault(self._file, message, *_place(self._node.start_mark))

    def fault(self, message: str) -> None:
        """Note that something is wrong with what stands here."""
        self._faults.append(self.as_fault(message))
        if len(self._faults) >= MAX_FAULTS:
            self.finish()

    def finish(self) -> None:
        """End the reading of the file.

        Raises:
            InputError: Something was wrong with it.
        """
        _raise(self._faults)

    def is_blank(self) -> bool:
        """Whether nothing is written here, as after `terms:` at the end of a line."""
        return isinstance(self._node, yaml.ScalarNode) and not self._node.value.strip()

    def is_list(self) -> bool:
        """Whether a list stands here, if only an empty one."""
        return isinstance(self._node, yaml.SequenceNode)

    def text(self) -> str:
        """The text here, without white space around it; `""` after a fault."""
        if not isinstance(self._node, yaml.ScalarNode):
            self._wrong_kind("a text")
            return ""
        value: str = self._node.value
        if unseen := UNSEEN.search(value):
            self.fault(
                f"the text contains the invisible character {code_point(unseen)}; take it out"
            )
            return ""
        return value.strip()

    def checked(self, is_right: Callable[[str], object], expected: str) -> str:
        """The text here, with a fault if it is written but not right."""
        text = self.text()
        if text and not is_right(text):
            self.fault(f"expected {expected}, found {shown(text)}")
        return text

    def items(self, of: str = "entries") -> list["Node"]:
        """The entries of the list here; none after a fault or where nothing is written."""
        if self.is_blank():
            return []
        if not isinstance(self._node, yaml.SequenceNode):
            self._wrong_kind(f"a list of {of}")
            return []
        return [Node(node, self._file, self._faults) for node in self._node.value]

    def fields(self, known: Sequence[str], required: Sequence[str] = ()) -> "Fields":
        """The fields here, each of them `known`; none after a fault."""
        found: dict[str, Node] = {}
        if isinstance(self._node, yaml.MappingNode):
            lines: dict[str, int] = {}
            for key_node, value_node in self._node.value:
                name = Node(key_node, self._file, self._faults)._key(known, lines)
                if name is not None:
                    found[name] = Node(value_node, self._file, self._faults)
            for name in required:
                if name not in found:
                    self.fault(f"the field {name!r} is missing; add it")
                elif found[name].is_blank():
                    found[name].fault(f"the field {name!r} is empty; fill it in")
        else:
            self._wrong_kind(f"fields such as {known[0]}")
        return Fields(self, found)

    def _key(self, known: Sequence[str], lines: dict[str, int]) -> str | None:
        """The name of the field whose key stands here, noted in `lines`; `None` after a fault."""
        if not isinstance(self._node, yaml.ScalarNode):
            self.fault("the name of a field must be text")
            return None
        name = self.text()
        if name in lines:
            self.fault(
                f"the field {shown(name)} is given twice, first in line {lines[name]}; keep one"
            )
            return None
        lines[name] = self.line
        if name not in known:
            self.fault(f"unknown field {shown(name)}; {nearest(name, known)}")
            return None
        return name

    def _wrong_kind(self, expected: str) -> None:
        kinds = {yaml.ScalarNode: "a text", yaml.SequenceNode: "a list"}
        found = "nothing" if self.is_blank() else kinds.get(type(self._node), "a mapping")
        self.fault(f"expected {expected}, found {found}")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one mapping, by name."""

    node: Node
    """The mapping itself, for faults that concern it as a whole."""

    _found: dict[str, Node]

    def get(self, name: str) -> Node | None:
        """The value of a field; `None` if the field is not there."""
        return self._found.get(name)

    def text(self, name: str) -> str:
        """A field's text; `""` if the field is not there."""
        node = self.get(name)
        return "" if node is None else node.text()

    def texts(self, name: str) -> tuple[str, ...]:
        """A field's list of texts; none if the field is not there."""
        return tuple(node.text() for node in self.items(name, of="texts"))

    def items(self, name: str, of: str = "entries") -> list[Node]:
        """A field's list; empty if the field is not there."""
        node = self.get(name)
        return [] if node is None else node.items(of)

    def checked(self, name: str, is_right: Callable[[str], object], expected: str) -> str:
        """A field's text, with a fault if it is written but not right."""
        node = self.get(name)
        return "" if node is None else node.checked(is_right, expected)


def read(data: bytes, file: str) -> Node:
    """Read one YAML file; the node at its top, ready to be walked.

    Raises:
        InputError: The file is not UTF-8 text, not YAML, or has aliases, several documents
            or too many levels. Tags and anchors are noted and told by `Node.finish`.
    """
    text = _decoded(data, file)
    faults: list[Fault] = []
    try:
        _refuse(text, file, faults)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        problem = str(error.problem or error.context)
        mark = error.problem_mark or error.context_mark
        if mark and (deep := _too_deep(text[: mark.index], file)):
            _raise([*faults, deep])
        if problem == _UNCLOSED:  # what matters is where it was opened, not where the file ends
            mark = error.context_mark or mark
        message = f"not YAML: {_PLAIN.get(problem, problem)}"
        _raise([*faults, Fault(file, message, *_place(mark))])
    # The loader in Python lets these through, on "\U00110000" and "\UFFFFFFFF" for instance.
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise InputError.at(file, f"not YAML: {shown(str(error))}") from None
    else:
        if node is not None:
            return Node(node, file, faults)
    raise InputError.at(file, "the file is empty; write something into it, or delete it")


def nearest(name: str, known: Sequence[str]) -> str:
    """What a person may have meant by `name`, as the end of a message."""
    near = difflib.get_close_matches(name, known[:200], n=1)
    more = ", …" if len(known) > 10 else ""
    return f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(known[:10])}{more}"


def shown(text: str) -> str:
    """A text of any length and content, fit to stand in a message."""
    return repr(text if len(text) <= 60 else f"{text[:59]}…")


def _decoded(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        raise InputError.at(file, "the file is larger than 1 MB; split or shorten it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError.at(file, "not UTF-8 text; save it as UTF-8", line) from None
    faults = []
    for number, row in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if unseen := UNSEEN.search(row):
            message = f"the character {code_point(unseen)} isn't allowed here; take it out"
            faults.append(Fault(file, message, number, unseen.start() + 1))
            if len(faults) >= MAX_FAULTS:
                break
    _raise(faults)
    return text


def _refuse(text: str, file: str, faults: list[Fault]) -> None:
    """Note what `yaml.compose` would pass over; stop at what it must not see."""
    level = documents = aliases = 0
    for event in yaml.parse(text, Loader=_Loader):
        level += _step(event)
        documents += isinstance(event, yaml.DocumentStartEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        message = _TOO_DEEP if level > MAX_LEVELS else _refused(event)
        if documents > 1:
            message = "a second document begins at '---'; move it to a file of its own"
        if message:
            faults.append(Fault(file, message, *_place(event.start_mark)))
        if level > MAX_LEVELS or documents > 1 or len(faults) >= MAX_FAULTS:
            _raise(faults)
    if aliases:
        _raise(faults)


def _too_deep(before: str, file: str) -> Fault | None:
    """The fault of nesting in what stands before the place where a loader gave up, if there is one.

    A loader reads ahead, and may have a limit of its own (PyYAML 6.0.4: 1,000 brackets): it then
    fails before it tells of the 21st level. Up to that place it has nothing to complain of.
    """
    level = 0
    try:
        for event in yaml.parse(before, Loader=_Loader):
            level += _step(event)
            if level > MAX_LEVELS:
                return Fault(file, _TOO_DEEP, *_place(event.start_mark))
    except yaml.YAMLError:  # the text ends in the midst of something
        return None
    return None


def _step(event: yaml.Event) -> int:
    """How many levels an event leads down: 1, 0 or -1."""
    is_start = isinstance(event, yaml.CollectionStartEvent)
    return is_start - isinstance(event, yaml.CollectionEndEvent)


def _refused(event: yaml.Event) -> str:
    """What is wrong with an event in itself; `""` if nothing is."""
    if not isinstance(event, yaml.NodeEvent):
        return ""
    if isinstance(event, yaml.AliasEvent):
        return f"an alias, {shown(f'*{event.anchor}')}; write the value out again"
    if event.anchor is not None:
        return f"an anchor, {shown(f'&{event.anchor}')}; take it out"
    if (tag := getattr(event, "tag", None)) is not None:
        written = str(tag).replace("tag:yaml.org,2002:", "!!")
        return f"a tag, {shown(written)}; take it out: every value is read as text anyway"
    return ""


def _place(mark: _Mark | None) -> tuple[int, int] | tuple[None, None]:
    return (None, None) if mark is None else (mark.line + 1, mark.column + 1)


def _raise(faults: Sequence[Fault]) -> None:
    # A value that is read twice notes its faults twice.
    once = sorted(dict.fromkeys(faults), key=lambda fault: (fault.line or 0, fault.column or 0))
    if len(faults) >= MAX_FAULTS:
        once.append(Fault(once[0].file, "there may be more faults; fix these and check again"))
    if once:
        raise InputError(once)
