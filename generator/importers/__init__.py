"""Archives of other programs to briefings: folders of Markdown, feeds, and tables.

Each reader turns an archive into `Record`s, and tells of every piece it could not read;
`composing` makes a briefing of a record, and refuses what the check would refuse; `bringing` puts
it into a folder.
"""

from generator.importers.archives import read_archive
from generator.importers.bringing import Brought, bring
from generator.importers.composing import Composed, compose
from generator.importers.mapping import Mapping, MappingError, read_mapping
from generator.importers.records import ArchiveError, Record, Refusal

__all__ = [
    "ArchiveError",
    "Brought",
    "Composed",
    "Mapping",
    "MappingError",
    "Record",
    "Refusal",
    "bring",
    "compose",
    "read_archive",
    "read_mapping",
]
