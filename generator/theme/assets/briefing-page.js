/* What a reader's browser adds to a page that says everything without it. */

(() => {
  // Which things to watch are overdue, by the reader's own calendar.
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  for (const when of document.querySelectorAll("[data-due]")) {
    if (when.dataset.due < today) {
      const late = document.createElement("em");
      late.className = "late";
      late.textContent = `${when.dataset.late} `;
      when.before(late);
    }
  }

  // The words of an address that leads nowhere are what its reader looks for.
  const lost = document.getElementById("briefing-lost");
  if (lost) {
    const [last = ""] = location.pathname.split("/").filter(Boolean).slice(-1);
    let words = last;
    try {
      words = decodeURIComponent(last);
    } catch {
      // an address that is no text is shown as it stands
    }
    lost.value = words.replace(/\.html?$/, "").replace(/[-_+.]+/g, " ").trim();
  }
})();
