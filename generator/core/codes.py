"""The table of diagnostic codes: what each means, how grave it is, how it is mended.

`generator.render.outputs.reference` turns this table into the page of the site that a message
points to, so the two cannot disagree.
"""

from dataclasses import dataclass
from enum import StrEnum

from generator.core.messages import N_

__all__ = ["CODES", "Code", "Severity"]


class Severity(StrEnum):
    """Errors stop a build before anything is written; warnings and hints do not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
    """Something to consider, said by `briefing check` alone; not even strict stops for it."""


@dataclass(frozen=True, slots=True)
class Code:
    """What one diagnostic code stands for."""

    severity: Severity
    cause: str
    cure: str


E, W, H = Severity.ERROR, Severity.WARNING, Severity.HINT

CODES: dict[str, Code] = {
    # The file itself
    "empty-file": Code(
        E,
        N_("The file has no content."),
        N_("Write the briefing's fields, or delete the file."),
    ),
    "file-too-large": Code(
        E,
        N_("The file is larger than 5 MB, or a briefing has more than 20,000 keys and values."),
        N_("A briefing is text; move data and pictures out of it."),
    ),
    "not-utf8": Code(
        E,
        N_("The file is not text in UTF-8."),
        N_("Save it again with the encoding UTF-8."),
    ),
    "control-character": Code(
        E,
        N_("The file holds a NUL byte or another control character."),
        N_("Delete the character; it is often left over from a copy out of another program."),
    ),
    "bidi-control": Code(
        E,
        N_("The text holds an invisible character that changes the reading direction."),
        N_("Delete the character; right-to-left text needs none."),
    ),
    "symbolic-link": Code(
        E,
        N_("The entry is a symbolic link."),
        N_("Put the file itself into the folder; links are not followed."),
    ),
    "ignored-file": Code(
        W,
        N_("The file is neither YAML nor Markdown and is not read."),
        N_("Briefings end in .yml, .yaml or .md; move anything else out of the folder."),
    ),
    "unreadable-file": Code(
        E,
        N_("The file cannot be opened."),
        N_("Check its permissions."),
    ),
    "no-front-matter": Code(
        E,
        N_("A Markdown briefing does not begin with front matter, or the front matter has no end."),
        N_("Begin the file with a line of three hyphens, the fields, and three hyphens again."),
    ),
    # YAML
    "yaml-syntax": Code(
        E,
        N_("The text is not YAML."),
        N_("Check indentation, quotation marks and brackets near this place."),
    ),
    "yaml-tab": Code(
        E,
        N_("A tab is used for indentation."),
        N_("Indent with spaces."),
    ),
    "merge-conflict": Code(
        E,
        N_("Git left the marks of a merge conflict in the file."),
        N_("Keep of both versions what is right, and delete the lines with the marks."),
    ),
    "lost-text": Code(
        W,
        N_("YAML takes what follows a space and a # for a comment; it is not in the text."),
        N_("Put the whole text in quotation marks; a real comment has a space after its #."),
    ),
    "joined-lines": Code(
        W,
        N_("A line that begins with a hyphen is read as more of the text above it."),
        N_("Begin all hyphens of a list in the same column, or put the text in quotation marks."),
    ),
    "yaml-alias": Code(
        E,
        N_("YAML anchors and aliases (&name, *name) are not accepted."),
        N_("Write the value out, or put it in quotation marks if it begins with & or *."),
    ),
    "yaml-tag": Code(
        E,
        N_("YAML tags (!name) are not accepted."),
        N_("Delete the tag, or put the value in quotation marks if it begins with !."),
    ),
    "yaml-documents": Code(
        E,
        N_("The file holds a second YAML document."),
        N_("One file is one briefing: move what follows the line of hyphens to its own file."),
    ),
    "yaml-depth": Code(
        E,
        N_("Values are nested deeper than 20 levels."),
        N_("No field needs this; check the indentation."),
    ),
    "duplicate-key": Code(
        E,
        N_("A key stands twice in the same mapping."),
        N_("Keep one of the two."),
    ),
    # Shape
    "missing-field": Code(
        E,
        N_("A required field is missing."),
        N_("Add the field."),
    ),
    "unknown-key": Code(
        E,
        N_("The key is not a field."),
        N_("Correct the spelling; a key of your own begins with x-."),
    ),
    "wrong-type": Code(
        E,
        N_("The value has another shape than the field takes."),
        N_("Write a text behind the colon, or a list in [ ], as the message says."),
    ),
    "empty-value": Code(
        E,
        N_("The field has no value."),
        N_("Fill it in, or delete the line if the field is optional."),
    ),
    "unknown-value": Code(
        E,
        N_("The value is not one of those the field takes."),
        N_("Use one of the values listed."),
    ),
    "too-long": Code(
        E,
        N_("The text is longer than the field takes."),
        N_("Shorten it."),
    ),
    "bad-date": Code(
        E,
        N_("The date does not exist or is not written year-month-day."),
        N_("Write it like 2024-11-27."),
    ),
    "bad-date-time": Code(
        E,
        N_("The point in time is incomplete: it needs a date, a time and a zone."),
        N_("Write it like 2024-11-27T09:00:00+05:00."),
    ),
    "bad-slug": Code(
        E,
        N_("An id may hold small letters a-z, digits and single hyphens between them only."),
        N_("Write it like first-reactor-vote."),
    ),
    "reserved-id": Code(
        E,
        N_("The id is reserved by the site or by Windows."),
        N_("Choose another id."),
    ),
    "bad-address": Code(
        E,
        N_("The address of a source or website is not a full http or https address."),
        N_("Write it like https://example.org/page."),
    ),
    "bad-language": Code(
        E,
        N_("The language is not a BCP 47 tag."),
        N_("Write it like en, ru or kk-Cyrl."),
    ),
    "bad-number": Code(
        E,
        N_("The value is not a number, or outside the range of the field."),
        N_("Write it with a point, like 51.17."),
    ),
    "bad-form": Code(
        E,
        N_("The value has not the form that the field takes."),
        N_("Write it in the form that the message names."),
    ),
    "bad-file-name": Code(
        E,
        N_("The name of the file does not give an id."),
        N_("Name it like 2024-11-27-first-reactor-vote.yml, or set id."),
    ),
    "end-before-start": Code(
        E,
        N_("The end is earlier than the start."),
        N_("Exchange the two or correct one."),
    ),
    "date-conflict": Code(
        E,
        N_("Both a date and a period are given, or only half of a period."),
        N_("Give either date, or start and end."),
    ),
    "no-annotation": Code(
        E,
        N_("The briefing names no country, organisation, person or topic."),
        N_("Add at least one, for example a line countries: [KZ]."),
    ),
    # References
    "unknown-reference": Code(
        E,
        N_("No entity has this name."),
        N_("Correct the spelling, or add the entity to its file in briefings/entities/."),
    ),
    "ambiguous-reference": Code(
        E,
        N_("Several entities have this name."),
        N_("Use the id of the one that is meant, with its kind before it if need be."),
    ),
    "unknown-briefing": Code(
        E,
        N_("No briefing has this id."),
        N_("Correct the id: it is the file's name without date and ending."),
    ),
    "unpublished-reference": Code(
        E,
        N_("The text links a briefing that is not published; the link would give it away."),
        N_("Take the link out until the other briefing is published."),
    ),
    "unpublished-relation": Code(
        W,
        N_("The field names a briefing that is not published; it is left out of the page."),
        N_("Nothing to do if the other briefing is to be published later."),
    ),
    "unknown-source": Code(
        E,
        N_("The text cites a source that is not in the list of sources."),
        N_("Add the source, or correct its id."),
    ),
    "unused-footnote": Code(
        E,
        N_("A footnote is defined that the text never refers to, or that has a source's id."),
        N_("Refer to it, delete it, or give it another id."),
    ),
    "duplicate-source": Code(
        E,
        N_("Two sources have the same id."),
        N_("Give each source an id of its own."),
    ),
    "duplicate-annotation": Code(
        W,
        N_("The same entity is annotated twice."),
        N_("Keep the one with the stronger role."),
    ),
    "shared-name": Code(
        E,
        N_("Two entities claim the same name."),
        N_("Take it from one of them, or list it under weak_aliases of both."),
    ),
    "unknown-country": Code(
        E,
        N_("The member list names a country that is not known."),
        N_("Use its ISO code or a name from the country index."),
    ),
    "shared-address": Code(
        E,
        N_("Two files would have the same address."),
        N_("Rename one of them, or set id in it."),
    ),
    "circle": Code(
        E,
        N_("The references run in a circle."),
        N_("Take one of the links of the circle out."),
    ),
    # Content
    "summary-too-long": Code(
        W,
        N_("The summary has more than 60 words."),
        N_("Keep the bottom line; move the rest into the body."),
    ),
    "mixed-likelihood": Code(
        W,
        N_("One sentence states both likelihood and confidence."),
        N_("Say how likely in one sentence and how sure you are in another (ICD 203)."),
    ),
    "live-html": Code(
        W,
        N_("The text held HTML that is not shown; it was removed."),
        N_("Write Markdown instead."),
    ),
    "unsafe-address": Code(
        W,
        N_("A link has an address that is not http, https or mailto; the link was removed."),
        N_("Link with a full address, or with [[name]] inside the site."),
    ),
    "remote-image": Code(
        W,
        N_("A picture lies on another server; a link stands in its place."),
        N_("Link to the page that shows it, and name that page as a source."),
    ),
    "local-image": Code(
        W,
        N_("A picture is named by a path; its description stands in its place."),
        N_("Describe what it shows in the text."),
    ),
    "attribute-list": Code(
        W,
        N_("Braces after an element would set attributes; they are shown as text."),
        N_("Delete them."),
    ),
    "unsupported-markup": Code(
        W,
        N_("The text uses markup that briefings do not support; it is shown as text."),
        N_("Use plain Markdown."),
    ),
    "heading-level": Code(
        W,
        N_("The body has a heading of the first level, which belongs to the title."),
        N_("Begin headings in the body with ##."),
    ),
    "body-too-complex": Code(
        E,
        N_("The Markdown is nested or bracketed more deeply than can be read in bounded time."),
        N_("Simplify this place: fewer brackets, quotes or list levels."),
    ),
    "dead-address": Code(
        E,
        N_("The address of a source is gone. Only briefing links looks."),
        N_("Put the source's new address, or add archived_url with the address of a copy."),
    ),
    "moved-address": Code(
        W,
        N_("The address of a source leads to another one for good. Only briefing links looks."),
        N_("Put the new address in its place."),
    ),
    "unknown-address": Code(
        W,
        N_("Nothing could be learned of a source's address. Only briefing links looks."),
        N_("Open it in a browser; add archived_url if the page may not last."),
    ),
    "gone-address": Code(
        W,
        N_("A published page would go, and links to it with it. Only check --against looks."),
        N_("Write its id under redirects of what took its place, or status: withdrawn."),
    ),
    # The configuration, and folders that are replaced
    "bad-setting": Code(
        E,
        N_("A setting in mkdocs.yml has a value that cannot be used."),
        N_("Write a value of the kind that the message names."),
    ),
    "unknown-lead": Code(
        W,
        N_("The setting lead in mkdocs.yml names a briefing that is not published."),
        N_("Write the id of a published briefing, or take the setting out."),
    ),
    "configuration-circle": Code(
        E,
        N_("The configuration contains itself, or inherits from itself."),
        N_("Write the value out, or take INHERIT out of one of the files."),
    ),
    "missing-plugin": Code(
        E,
        N_("The configuration does not use the plugin that makes pages of briefings."),
        N_("Add briefings to the list of plugins in mkdocs.yml."),
    ),
    "nothing-published": Code(
        E,
        N_("A setting of mkdocs.yml leaves all pages of briefings out of the site."),
        N_("Take the pattern out; a briefing that is not to be published says status: draft."),
    ),
    "protected-folder": Code(
        E,
        N_("A folder that a run would replace holds, or lies in, what must not be lost."),
        N_("Name a folder of its own, one that is new or of an earlier run."),
    ),
    "foreign-folder": Code(
        E,
        N_("A folder that a run would replace does not bear the mark of an earlier run."),
        N_("Name another folder, or look what is in it and delete it yourself."),
    ),
    "unfinished-draft": Code(
        H,
        N_("A draft lacks what a published briefing needs; it stops nothing."),
        N_("Add it before you take out the line status: draft."),
    ),
    "unannotated-entity": Code(
        H,
        N_("The text names an entity three times or more that the briefing is not annotated with."),
        N_("Add it to its list, or to ignore_mentions if it is beside the point."),
    ),
    "uncited-source": Code(
        H,
        N_("Nothing cites the source, while the briefing cites others."),
        N_("Cite it in the body as [^id], or delete it."),
    ),
    "unlisted-entity": Code(
        H,
        N_("Entries have no page, and no other page shows them: no published briefing names them."),
        N_("Nothing to do if one will; the line listed: true in an entry publishes it before."),
    ),
}
