"""What `mkdocs.yml` says that concerns the generator, read without MkDocs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import click
import yaml

from generator.core.diagnostics import Collector, Span
from generator.input.mkdocs_file import ConfigFile, ConfigurationError, child, read_config
from generator.input.setting_values import (
    parse_front_page,
    parse_language,
    parse_map_view,
    parse_moment,
    parse_page_size,
    parse_switch,
)
from generator.runtime.cache import CACHE
from generator.runtime.replacing import Guard, ReplaceError, guards, is_site, judge
from generator.schema.custom_kinds import parse_kinds
from generator.schema.fields import check_address
from generator.schema.kind import Kind
from generator.schema.settings import BY_RECOGNITION, FRONT_PAGE, Settings

__all__ = [
    "Project",
    "check_site",
    "read_project",
]

_T = TypeVar("_T")
_BOOL = "tag:yaml.org,2002:bool"
_PATH, _NAME = 1000, 200
"""How long a path may be, in letters, and each name in it, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A site's folder and what its owner decided."""

    root: Path
    config: Path
    inherited: tuple[Path, ...]
    """The files that the configuration inherits from."""
    folder: str
    docs: Path
    site: Path
    """Where the site goes unless an option says otherwise."""
    site_span: Span
    """Where the configuration says so."""
    settings: Settings
    strict: bool
    """Whether warnings stop a build, and so a check."""
    search: bool
    """Whether the site has our search."""
    documentation: str | None
    """The title of the section of the menu that is for contributors, if the owner named one."""

    def guards(self, *, cache: Path | None = None) -> tuple[Guard, ...]:
        """What no folder may hold that a command replaces."""
        return guards(
            Guard("the configuration", self.config),
            Guard("the briefings", self.root / self.folder, is_closed=True),
            Guard("the site’s own pages", self.docs, is_closed=True),
            Guard("what is kept between builds", cache or self.root / CACHE, is_closed=True),
        )


def read_project(config: Path, as_of: datetime | None = None) -> Project:
    """Read the configuration.

    Raises `click.UsageError` if there is none, and `ConfigurationError` with all that is wrong
    with what concerns the generator.
    """
    try:
        file = read_config(config)
    except FileNotFoundError:
        raise click.UsageError(
            f"There is no {config}. Change into the site's folder, or name its "
            "configuration with --config-file."
        ) from None
    reader = _Reader(file)
    project = reader.project(config, as_of)
    if tuple(reader.found):
        raise ConfigurationError(tuple(reader.found), file.root)
    return project


def check_site(project: Project, kept: tuple[Guard, ...]) -> Path:
    """The folder that the configuration wants the site in, links followed.

    Raises `ConfigurationError` if it must not be replaced; see `generator.runtime.replacing`.
    """
    try:
        return judge(project.site, kept, is_site)
    except ReplaceError as error:
        found = Collector()
        found.report(error.code, f"site_dir: {error}", project.site_span)
        raise ConfigurationError(tuple(found), project.root) from None


class _Reader:
    """Reads settings of one file; what is wrong with one hides no other."""

    def __init__(self, file: ConfigFile) -> None:
        self._file = file
        self._options = file.plugin("briefings")
        self.found = Collector()

    def project(self, config: Path, as_of: datetime | None) -> Project:
        """All settings, those that cannot be used replaced by what holds without them."""
        file, root = self._file, self._file.root
        self._check_plugins()
        address = self._address()
        docs = root / (self._path(file.find("docs_dir"), "docs_dir") or "docs")
        site = file.find("site_dir")
        folder = self._folder(docs)
        moment = self._parsed("as_of", parse_moment, None)
        return Project(
            root=root,
            config=config,
            inherited=file.inherited,
            folder=folder,
            docs=docs,
            site=root / (self._path(site, "site_dir") or "site"),
            site_span=file.span(site),
            strict=self._switch("strict", default=False),
            documentation=self._text(self._option("documentation"), "documentation"),
            search=self._parsed("search", partial(parse_switch, "search"), default=True),
            settings=Settings(
                site_name=self._text(file.find("site_name"), "site_name") or "Briefings",
                site_url=address,
                directory_urls=self._switch("use_directory_urls", default=True),
                language=self._language(),
                as_of=as_of or moment,
                own_kinds=self._kinds(),
                page_size=self._parsed("page_size", parse_page_size, 50),
                catalogs=self._catalogs(),
                front_page=self._front_page(),
                lead=self._text(self._option("lead"), "lead"),
                map_view=self._parsed("map_view", parse_map_view, BY_RECOGNITION),
                all_countries=self._parsed(
                    "all_countries", partial(parse_switch, "all_countries"), default=False
                ),
            ),
        )

    def _say(self, node: yaml.Node | None, message: str, hint: str | None = None) -> None:
        self.found.report("bad-setting", message, self._file.span(node), hint)

    def _check_plugins(self) -> None:
        plugins = self._file.find("plugins")
        if isinstance(plugins, yaml.ScalarNode) and not _is_given(plugins):
            return
        if not isinstance(plugins, yaml.SequenceNode | yaml.MappingNode | None):
            self._say(plugins, "plugins is not a list", "Write plugins: [briefings].")
        options = self._options
        if options is not None and _is_given(options) and not _is_mapping(options):
            self._say(options, "The options of briefings are not a mapping from names to values")

    def _address(self) -> str:
        """Where the site is published, ending in a slash; empty if that is not known."""
        node = self._file.find("site_url")
        address = self._text(node, "site_url")
        if not address:
            return ""
        try:
            check_address(address)
        except ValueError:
            hint = "Write where the site is published, such as https://desk.example/."
            self._say(node, f"site_url is {address}, not an http or https address", hint)
            return ""
        return address if address.endswith("/") else f"{address}/"

    def _switch(self, key: str, *, default: bool) -> bool:
        """A switch of MkDocs' own, which takes no text for one."""
        node = self._file.find(key)
        if node is None or node.tag.startswith("!") or not _is_given(node):
            return default
        if node.tag != _BOOL:
            self._say(node, f"{key} is neither true nor false")
            return default
        return str(node.value).lower() in {"true", "yes", "on"}

    def _option(self, key: str) -> yaml.Node | None:
        return child(self._options, key)

    def _text(self, node: yaml.Node | None, key: str) -> str | None:
        """A scalar's text; what a tag of MkDocs' stands for counts as not given."""
        if node is None or node.tag.startswith("!"):
            return None
        if not isinstance(node, yaml.ScalarNode):
            self._say(node, f"{key} is a list or a mapping, not a text")
            return None
        if not _is_given(node):
            return None
        if not node.value.isprintable():
            self._say(node, f"{key} holds a line break or another character that cannot be seen")
            return None
        return str(node.value)

    def _path(self, node: yaml.Node | None, key: str) -> str | None:
        """A text that a file system takes for a path."""
        text = self._text(node, key)
        if text and (
            len(text) > _PATH or any(len(one.encode()) > _NAME for one in text.split("/"))
        ):
            self._say(node, f"{key} is too long for a path")
            return None
        return text

    def _parsed(self, key: str, parse: Callable[[object], _T], default: _T) -> _T:
        node = self._option(key)
        text = self._text(node, key)
        if text is None:
            return default
        try:
            return parse(text)
        except click.UsageError as error:
            self._say(node, error.message)
            return default

    def _language(self) -> str:
        theme = self._file.find("theme")
        name = theme if isinstance(theme, yaml.ScalarNode) else child(theme, "name")
        if theme is not None and _is_given(theme) and isinstance(theme, yaml.SequenceNode):
            self._say(theme, "theme is a list, not the name of a theme or a mapping")
        of_theme = child(theme, "language")
        language = self._text(of_theme, "language of the theme")
        if language and self._text(name, "name of the theme") == "material":
            self._check_theme_language(of_theme, language)
        own = self._parsed("language", parse_language, None)
        if own or language is None or self._option("language") is not None:
            return own or "en"
        try:
            return parse_language(language)
        except click.UsageError:
            if not tuple(self.found):
                hint = "Set language under briefings to one that is known, such as en-GB."
                self._say(of_theme, f"Names and dates cannot be written in {language}", hint)
            return "en"

    def _check_theme_language(self, node: yaml.Node | None, language: str) -> None:
        own = self._path(self._file.find("theme", "custom_dir"), "custom_dir")
        found = find_spec("material")
        places = (found and found.submodule_search_locations) or ()
        themes = [Path(one) / "templates" for one in places]
        if own:
            themes.append(self._file.root / own)
        files = [file for theme in themes for file in theme.glob("partials/languages/*.html")]
        known = sorted({file.stem for file in files})
        if known and language not in known:
            hint = f"Choose one of {', '.join(known)}."
            self._say(node, f"The theme does not speak the language {language[:60]}", hint)

    def _folder(self, docs: Path) -> str:
        """The folder of briefings: in the site's, no link, and apart from what MkDocs copies."""
        node = self._option("folder")
        text = (self._path(node, "folder") or "briefings").rstrip("/")
        root = self._file.root
        parts = text.split("/")
        if Path(text).is_absolute() or {"", ".", ".."} & {*parts} or "\\" in text:
            hint = "Write its path as seen from mkdocs.yml, such as briefings."
            self._say(node, f"folder is {text}, not a folder below the configuration", hint)
            return "briefings"
        if any(part.startswith(".") for part in parts):
            self._say(node, f"folder is {text}, which is hidden", "Name one without a dot.")
            return "briefings"
        place, own = root / text, docs.resolve()
        for above in (place, *place.parents[: len(parts) - 1]):
            if above.is_symlink():
                shown = above.relative_to(root).as_posix()
                hint = "Put the folder itself there; links are not followed."
                span = self._file.span(node) if node else Span(path=shown)
                message = f"The folder {shown} is a symbolic link"
                self.found.report("symbolic-link", message, span, hint)
                return text
        if place.exists() and not place.is_dir():
            self._say(node, f"{text} is not a folder", "Name a folder, or make one of it.")
        if place == own or own in place.parents or place in own.parents:
            hint = "MkDocs publishes all that is in docs_dir; keep briefings beside it."
            self._say(node, f"The folder {text} and docs_dir lie in one another", hint)
        return text

    def _kinds(self) -> tuple[Kind, ...]:
        node = self._option("kinds")
        if node is None or not _is_given(node):
            return ()
        try:
            return parse_kinds(_plain(node))
        except click.UsageError as error:
            head, *problems = error.message.split("\n")
            for problem in problems or [head]:
                place, colon, said = problem.strip().partition(": ")
                span = _deepest(node, place.split(".")) if colon else node
                self._say(span, f"{place}: {said}" if colon else place)
            return ()

    def _front_page(self) -> tuple[str, ...]:
        node = self._option("front_page")
        if node is None or not _is_given(node):
            return FRONT_PAGE
        names = _plain(node)
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self._say(node, "front_page is not a list of names", f"Write {_flow(FRONT_PAGE)}.")
            return FRONT_PAGE
        try:
            return parse_front_page(names)
        except click.UsageError as error:
            self._say(node, error.message, f"Write {_flow(FRONT_PAGE)}, or some of them.")
            return FRONT_PAGE

    def _catalogs(self) -> str | None:
        node = self._option("catalogs")
        text = self._path(node, "catalogs")
        if text is None:
            return None
        place = self._file.root / text
        if not place.is_dir():
            self._say(node, f"There is no folder {text} of catalogs")
            return None
        return str(place)


def _deepest(node: yaml.Node, keys: list[str]) -> yaml.Node:
    """The last node on the way along keys that is there."""
    for key in keys:
        inner = child(node, key)
        if inner is None:
            break
        node = inner
    return node


def _is_mapping(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode) or node.tag.startswith("!")


def _is_given(node: yaml.Node) -> bool:
    """Whether a node says anything: neither nothing nor null."""
    return not (isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null")


def _pairs(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
    for name, value in node.value:
        yield str(name.value), value


def _flow(names: Iterable[str]) -> str:
    """Names as a list is written in one line."""
    return f"front_page: [{', '.join(names)}]"


def _plain(node: yaml.Node | None) -> object:
    """A node as mappings, lists and texts."""
    if isinstance(node, yaml.MappingNode):
        return {name: _plain(value) for name, value in _pairs(node)}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return node.value if isinstance(node, yaml.ScalarNode) else None
