/* What a reader's own calendar adds to a page: which things to watch are overdue today. */

(() => {
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
})();
