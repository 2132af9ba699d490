"""Finds barriers to people with disabilities in an open page, by the axe rules."""

from dataclasses import dataclass
from typing import Final

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

RUN: Final = """
async () => {
  const {violations} = await axe.run(document, {resultTypes: ["violations"]});
  return violations.flatMap(rule => rule.nodes.map(node => ({
    rule: rule.id, impact: rule.impact || "", help: rule.help,
    target: node.target.join(" "), html: node.html,
  })));
}
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Violation:
    """One element that breaks one rule."""

    rule: str
    """The rule's id, such as ``color-contrast``."""
    impact: str
    """minor, moderate, serious or critical."""
    help: str
    """The rule in one sentence."""
    target: str
    """A CSS selector of the element."""
    html: str
    """The element's own markup."""


def violations(page: Page) -> list[Violation]:
    """Return every violation of axe's default rules in *page* as it now stands.

    These are WCAG 2.0 to 2.2, levels A and AA, and axe's best practices.
    """
    page.evaluate(AXE_FILE_PATH.read_text("utf-8"))
    return [Violation(**found) for found in page.evaluate(RUN)]
