"""What an archive says of all its files, or of those in a folder, in another place than in them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from generator.importers.files import Found, UnreadableError, read_bounded
from generator.importers.front_matter import FrontMatterError, read_data, read_front_matter
from generator.importers.publicity import judge, opted_in, withheld_by_place
from generator.importers.records import Value, visible
from generator.importers.signs import FOLDERS, OPT_IN, key_of

__all__ = ["Customs", "customs_of"]

_LARGEST = 1_000_000
"""Bytes of a file that is looked at."""
_HEAD = 32_768
"""Bytes in which front matter ends."""
_OPT_IN = re.compile(
    rb"^[\"']?(dg[-_]?publish|publish)[\"']?[ \t]*[:=][ \t]*[\"']?(?:true|yes|on|1)\b",
    re.MULTILINE | re.IGNORECASE,
)
_FENCE = re.compile(rb"^(?:---|\+\+\+)[ \t]*\r?$", re.MULTILINE)
_CONFIG = "_config.yml"
_DEFAULTS = re.compile(r"(defaults\.\d+)\.values\.(.+)")
_DIRECTORY_DATA = (".11tydata.json", ".json")

_Place: TypeAlias = tuple[str, ...]
"""The names of folders, from that of the archive down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customs:
    """What holds for all files of an archive, or of a folder in it."""

    top: str
    """Why nothing in it is public."""
    opt_in: frozenset[str]
    """The keys of which one marks each public file."""
    sections: Mapping[_Place, str]
    """Why nothing in a folder is, by its path."""

    def withheld(self, parts: tuple[str, ...], values: Mapping[str, Value]) -> str:
        """Why a file is not public, by where it lies and what others of them have; or empty."""
        *folders, name = parts
        within = (self.sections.get(parts[:depth], "") for depth in range(len(parts)))
        reasons = (self.top, withheld_by_place(folders, name), *within)
        if reason := next(filter(None, reasons), ""):
            return reason
        if self.opt_in and not self.opt_in & {key_of(key) for key in opted_in(values)}:
            return "it lacks the mark that others have to be public"
        return ""


def customs_of(folder: Path, found: Iterable[Found]) -> Customs:
    """Look at every file for what it says of others. What cannot be read is named later."""
    above = folder.absolute().parts
    inside = next((name for name in above if name.casefold() in {"_drafts", ".trash"}), "")
    if above[-1].casefold() in FOLDERS:
        inside = above[-1]
    opt_in: set[str] = set()
    said = list(_jekyll(folder))
    for one in found:
        is_data = one.path.name.endswith(_DIRECTORY_DATA) and len(one.parts) > 1
        if one.problem or not (is_data or one.path.suffix.lower() in {".md", ".markdown"}):
            continue
        try:
            data = read_bounded(one.path, _LARGEST)
        except UnreadableError:
            continue
        here = one.parts[:-1]
        if is_data:  # of Eleventy, for the folder that it is called after
            if one.path.name in {here[-1] + suffix for suffix in _DIRECTORY_DATA}:
                said.append((here, read_data(data)))
            continue
        fences = list(_FENCE.finditer(data, 0, _HEAD))[:2]
        head = data[: fences[-1].start()] if fences else b""
        opt_in |= {key_of(match[1].decode()) for match in _OPT_IN.finditer(head)}
        if one.path.name.startswith("_index."):  # of Hugo and Zola, with what it hands down
            try:
                said.append((here, read_front_matter("", data)[0]))
            except FrontMatterError:
                continue
    top = f"it lies in a folder {visible(inside)}" if inside else ""
    return Customs(top=top, opt_in=OPT_IN & opt_in, sections=_withheld(said))


def _withheld(
    said: Iterable[tuple[tuple[str, ...], dict[str, Value]]],
) -> dict[tuple[str, ...], str]:
    """Why nothing in a folder is public, of what is said of it."""
    sections: dict[_Place, str] = {}
    for place, values in said:
        judged = judge(values, texts=(), dates=(), now=datetime.now(UTC))
        held = [f"held until {judged.embargo}"] if judged.embargo else []
        for reason in (*judged.withheld, *held):
            sections.setdefault(place, f"its folder is not public: {reason}")
    return sections


def _jekyll(folder: Path) -> Iterator[tuple[_Place, dict[str, Value]]]:
    """The defaults in the configuration of Jekyll, in the folder or the one above."""
    for place, own in ((folder, ()), (folder.absolute().parent, (folder.absolute().name,))):
        try:
            config = read_data(read_bounded(place / _CONFIG, _LARGEST))
        except UnreadableError:
            continue
        for key, value in config.items():
            match = _DEFAULTS.fullmatch(key)
            if not match or config.get(f"{match[1]}.scope.type") == "drafts":
                continue
            scope = config.get(f"{match[1]}.scope.path", "")
            parts = tuple(part for part in str(scope).split("/") if part and "*" not in part)
            if not own or not parts:
                yield parts, {match[2]: value}
            elif parts[:1] == own:
                yield parts[1:], {match[2]: value}
