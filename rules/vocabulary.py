"""The names that columns go by, and named subjects: read from vocabulary.yaml and the files in subjects/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from rules.errors import Problem, RuleError
from rules.explain import problems_of
from rules.located_yaml import Located, read_located
from rules.plain_text import plain
from rules.subject import Subject, SubjectRef

_HERE = Path(__file__).parent
_PLACES = ("省", "市", "区", "县", "州", "盟", "旗", "镇", "乡", "街道", "管委会")
_PLACEHOLDER = "{区}"
_EDGES = " .·•:>»|-_+*[]「」<>《》\"'“”"
_SECTIONS = (
    "disclosure",
    "services",
    "standing",
    "sampled",
    "irrelevant",
    "irrelevant_prefixes",
)


class Vocabulary:
    """Column names by meaning, and named subjects.

    It is made of two mappings from a concept's official name to its other names; names are kept
    without white space and decoration. The attribute `disclosure` is the set of all names in any
    disclosure concept; `standing`, `sampled` and `irrelevant` are sets of names, too (see
    vocabulary.yaml for what they mean), none of `irrelevant` being in `disclosure`.
    """

    def __init__(
        self,
        disclosure: Mapping[str, Iterable[str]],
        services: Mapping[str, Iterable[str]] = MappingProxyType({}),
        *,
        standing: Iterable[str] = (),
        sampled: Iterable[str] = (),
        irrelevant: Iterable[str] = (),
        irrelevant_prefixes: Iterable[str] = (),
        subjects: Mapping[str, Subject] = MappingProxyType({}),
    ) -> None:
        self._concepts = {
            _comparable(name): frozenset({_comparable(name), *map(_comparable, also)})
            for name, also in (*disclosure.items(), *services.items())
        }
        self._of_name: dict[str, frozenset[str]] = {}
        for names in self._concepts.values():
            for name in names - self._concepts.keys():
                self._of_name[name] = self._of_name.get(name, frozenset()) | names
        self._subjects = dict(subjects)
        self.disclosure: frozenset[str] = frozenset().union(
            *(self._concepts[_comparable(name)] for name in disclosure)
        )
        self.standing = frozenset(map(_comparable, standing))
        self.sampled = frozenset(map(_comparable, sampled))
        self.irrelevant = frozenset(map(_comparable, irrelevant)) - self.disclosure
        self.irrelevant_prefixes = tuple(map(_comparable, irrelevant_prefixes))

    @property
    def concepts(self) -> Mapping[str, frozenset[str]]:
        """Every concept: official name -> all names, its own included."""
        return MappingProxyType(self._concepts)

    @property
    def subjects(self) -> Mapping[str, Subject]:
        """Every named subject."""
        return MappingProxyType(self._subjects)

    def names(self, name: str) -> frozenset[str]:
        """`name` and every other name that a column of that meaning goes by, normalised.

        An official name gives its own concept's names; any other name those of every concept that
        knows it, and itself alone where none does.
        """
        own = _comparable(name)
        return self._concepts.get(own) or self._of_name.get(own) or frozenset({own})

    def knows(self, name: str) -> bool:
        """Whether the name stands in the vocabulary at all."""
        own = _comparable(name)
        return own in self._concepts or own in self._of_name

    def is_irrelevant(self, name: str) -> bool:
        """Whether a section of this name never holds what a clause asks for (走进某区)."""
        own = _comparable(name)
        if own in self.irrelevant:
            return True
        return own not in self.disclosure and own.startswith(self.irrelevant_prefixes)

    def subject(self, ref: SubjectRef) -> Subject:
        """The subject of that name; a subject itself is returned as it is.

        Raises KeyError for an unknown name.
        """
        return ref if isinstance(ref, Subject) else self._subjects[ref]


@cache
def default_vocabulary() -> Vocabulary:
    """The vocabulary that comes with the package. Raises RuleError when its files were damaged."""
    return load_vocabulary(_HERE / "vocabulary.yaml", sorted((_HERE / "subjects").glob("*.yaml")))


def load_vocabulary(vocabulary: Path, subjects: Iterable[Path]) -> Vocabulary:
    """Read a vocabulary and the files of its subjects; a name stands in one of them only.

    Raises RuleError with every located problem of the files.
    """
    problems: list[Problem] = []
    words = read_located(vocabulary)
    groups = _Groups(words, problems)
    named: dict[str, Subject] = {}
    for path in subjects:
        _add_subjects(read_located(path), named, problems)
    if problems:
        raise RuleError(problems)
    return Vocabulary(
        groups.concepts("disclosure"),
        groups.concepts("services"),
        standing=groups.sets("standing"),
        sampled=groups.sets("sampled"),
        irrelevant=groups.sets("irrelevant"),
        irrelevant_prefixes=groups.expanded("irrelevant_prefixes"),
        subjects=named,
    )


def _comparable(name: str) -> str:
    # A column's name without the quotes and brackets at its ends, as the crawl records it.
    return plain(name).strip(_EDGES)


class _Groups:
    """The sections of vocabulary.yaml, checked while read."""

    def __init__(self, words: Located, problems: list[Problem]) -> None:
        data = words.data if isinstance(words.data, dict) else {}
        if not isinstance(words.data, dict):
            problems.append(words.problem((), "不是键值结构", f"应有 {'、'.join(_SECTIONS)}"))
        for key in data:
            if key not in _SECTIONS:
                right = f"应为 {'、'.join(_SECTIONS)} 之一"
                problems.append(words.problem((key,), f"不认识的键“{key}”", right, key=True))
        self.data: dict[str, Any] = {key: data.get(key) for key in _SECTIONS}
        for section in ("disclosure", "services"):
            value = self.data[section] or {}
            if not isinstance(value, dict):
                problems.append(words.problem((section,), "不是键值结构", "应为“名称: [别名]”"))
                value = {}
            for name, also in value.items():
                if not _is_names(also):
                    problems.append(
                        words.problem((section, name), "别名不是文字列表", "应为 [名称, …]")
                    )
            self.data[section] = value
        known = {**self.data["disclosure"], **self.data["services"]}
        for section in ("standing", "sampled", "irrelevant"):
            value = self.data[section] or []
            if not isinstance(value, list):
                problems.append(words.problem((section,), "不是列表", "应为列表"))
                value = []
            for at, entry in enumerate(value):
                if not (_is_names(entry) or (isinstance(entry, str) and entry in known)):
                    problems.append(
                        words.problem(
                            (section, at),
                            "既不是概念名也不是名称列表",
                            "应为上文的概念名，或 [名称, …]",
                        )
                    )
            self.data[section] = value
        if not _is_names(self.data["irrelevant_prefixes"] or []):
            problems.append(words.problem(("irrelevant_prefixes",), "不是文字列表", "应为 [词, …]"))

    def concepts(self, section: str) -> dict[str, list[str]]:
        return {name: _expand(also) for name, also in self.data[section].items()}

    def sets(self, section: str) -> list[str]:
        concepts = {**self.data["disclosure"], **self.data["services"]}
        names: list[str] = []
        for entry in self.data[section]:
            names += _expand([entry, *concepts[entry]] if isinstance(entry, str) else entry)
        return names

    def expanded(self, section: str) -> list[str]:
        return _expand(self.data[section] or [])


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) and name for name in value)


def _expand(names: Iterable[str]) -> list[str]:
    return [
        each
        for name in names
        for each in (
            [name.replace(_PLACEHOLDER, place) for place in _PLACES]
            if _PLACEHOLDER in name
            else [name]
        )
    ]


def _add_subjects(words: Located, named: dict[str, Subject], problems: list[Problem]) -> None:
    if not isinstance(words.data, dict):
        problems.append(words.problem((), "不是键值结构", "应为“名称: 对象”"))
        return
    for name, value in words.data.items():
        if name in named:
            problems.append(
                words.problem((name,), f"对象“{name}”重复", "名称在全部文件中应唯一", key=True)
            )
            continue
        try:
            named[name] = Subject.model_validate(value)
        except ValidationError as error:
            problems += problems_of(error, words, (name,), Subject)
