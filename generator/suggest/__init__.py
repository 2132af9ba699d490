"""From a raw text to proposed annotations: what it is about, and the places that say so.

`suggest` reads a text once against a `Gazetteer`, all that speaks for the entities of a
registry: `spotting` finds the places and sorts out what misleads, `ranking` decides what the
text is about and what it only mentions. Nothing is fetched and no model is loaded.
"""

from generator.suggest.annotations import Suggestion, Suggestions, suggest
from generator.suggest.spotting import Mention

__all__ = ["Mention", "Suggestion", "Suggestions", "suggest"]
