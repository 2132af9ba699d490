/* The search: asks Pagefind's index, offers filters, and keeps its state in the address.
   Every text from the index is put in as text, never as markup. */
(() => {
  "use strict";
  const script = document.currentScript;
  const root = new URL("../", script.src);
  const PAGE = 10;
  const SHORT = 12;

  const field = document.querySelector(".briefing-search-input");
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = document.querySelector("#briefing-search input[type=search]") || field;
    if (!target) return;
    event.preventDefault();
    target.focus();
  });

  const place = document.getElementById("briefing-search");
  if (!place || !/^https?:$/.test(location.protocol)) return;

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value !== false && value != null) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  };
  /* An excerpt comes as HTML with <mark>; everything but the marks is taken as text. */
  const plain = (html) => new DOMParser().parseFromString(`<pre>\n${html}</pre>`, "text/html").body.textContent;
  const excerpt = (html) => {
    const paragraph = make("p", { dir: "auto" });
    html.split(/(<mark>.*?<\/mark>)/s).forEach((part) => {
      const marked = /^<mark>(.*)<\/mark>$/s.exec(part);
      paragraph.append(marked ? make("mark", {}, plain(marked[1])) : plain(part));
    });
    return paragraph;
  };
  const address = (file) => new URL(file, root).href;

  let words, facets, language, engine;
  let latest = 0;

  const state = () => {
    const given = new URLSearchParams(location.search);
    const filters = {};
    for (const name of Object.keys(facets)) {
      const values = given.getAll(name);
      if (values.length) filters[name] = values;
    }
    return { query: given.get("q") || "", sort: given.get("sort") || "relevance", filters };
  };
  const addressOf = ({ query, sort, filters }) => {
    const next = new URLSearchParams();
    if (query) next.set("q", query);
    if (sort !== "relevance") next.set("sort", sort);
    for (const [name, values] of Object.entries(filters)) values.forEach((v) => next.append(name, v));
    const text = next.toString();
    return location.pathname + (text ? `?${text}` : "");
  };
  const go = (next, { replace = false } = {}) => {
    history[replace ? "replaceState" : "pushState"](null, "", addressOf(next));
    return show();
  };

  const input = make("input", { type: "search", name: "q", autocomplete: "off", id: "briefing-query" });
  const status = make("p", { role: "status" });
  const list = make("ol", { class: "briefing-results" });
  const more = make("button", { type: "button", class: "md-button", hidden: true });
  const sort = make("select", { id: "briefing-sort" });
  const filters = make("div", { class: "briefing-filters" });
  const aside = make("details", { class: "briefing-aside", open: matchMedia("(min-width: 60em)").matches });
  const expanded = new Set();

  const build = () => {
    const label = make("label", { for: "briefing-query" }, words.search);
    for (const name of ["relevance", "date"]) sort.append(make("option", { value: name }, words[name]));
    const form = make("form", { role: "search", onsubmit: (event) => event.preventDefault() }, label, input);
    const order = make("p", { class: "briefing-sort" }, make("label", { for: "briefing-sort" }, words.sort), " ", sort);
    if (Object.keys(state().filters).length) aside.open = true;
    aside.append(make("summary", {}, words.filters), filters);
    place.append(form, make("div", { class: "briefing-columns" }, aside, make("div", {}, order, status, list, more)));
    more.textContent = words.more;
    let timer;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => go({ ...state(), query: input.value.trim() }, { replace: true }), 120);
    });
    sort.addEventListener("change", () => go({ ...state(), sort: sort.value }));
    addEventListener("popstate", () => { input.value = state().query; show(); });
    aside.addEventListener("toggle", () => { if (aside.open) showFilters(); });
  };

  /* One index a year where the site is large. Pagefind asks them in the order in which they are
     merged, so that of results of equal score, as when they are sorted by date, the newer ones
     come first; they load at the same time all the same. */
  const load = async () => {
    const bundle = new URL("pagefind/", root);
    const [first, ...others] = await (await fetch(new URL("shards.json", bundle))).json();
    const pagefind = await import(new URL(`${first}/pagefind.js`, bundle).href);
    const baseUrl = root.pathname;
    await pagefind.options({ baseUrl, excerptLength: 30 });
    const places = others.map((shard) => new URL(`${shard}/`, bundle).pathname);
    await Promise.all(places.map((shard) => pagefind.mergeIndex(shard, { baseUrl })));
    return pagefind;
  };
  /* The filters are as large as all that the results need, so they come after them. Without them
     a search counts nothing. */
  let counting;
  let showFilters = () => {};
  const count = async (pagefind, query, options) => {
    await (counting ||= pagefind.filters()).catch(() => { counting = undefined; });
    return (await pagefind.search(query, options)).filters;
  };

  const drawFilters = (counts, chosen) => {
    const focused = document.activeElement?.id;
    const groups = [];
    for (const [name, caption] of Object.entries(facets)) {
      const mine = chosen[name] || [];
      const entries = Object.entries(counts[name] || {}).filter(([value, n]) => n > 0 || mine.includes(value));
      for (const value of mine) if (!entries.some(([known]) => known === value)) entries.push([value, 0]);
      if (!entries.length) continue;
      entries.sort(([a, n], [b, m]) => mine.includes(b) - mine.includes(a) || m - n || a.localeCompare(b, language));
      if (name === "year") entries.sort(([a], [b]) => b.localeCompare(a));
      const shown = expanded.has(name) ? entries : entries.slice(0, SHORT);
      const items = shown.map(([value, n], index) => {
        const id = `briefing-${name}-${index}`;
        const box = make("input", { type: "checkbox", id, checked: mine.includes(value) });
        box.addEventListener("change", () => {
          const now = state();
          const values = (now.filters[name] || []).filter((other) => other !== value);
          if (box.checked) values.push(value);
          go({ ...now, filters: { ...now.filters, [name]: values } });
        });
        return make("li", {}, box, make("label", { for: id }, make("bdi", {}, value), ` (${n.toLocaleString(language)})`));
      });
      const group = make("fieldset", {}, make("legend", {}, caption), make("ul", {}, ...items));
      if (entries.length > shown.length) {
        const all = make("button", { type: "button", id: `briefing-${name}-all` }, `${words.all} (${entries.length})`);
        all.addEventListener("click", () => { expanded.add(name); drawFilters(counts, chosen); });
        group.append(all);
      }
      groups.push(group);
    }
    if (Object.keys(chosen).length) {
      const clear = make("button", { type: "button", id: "briefing-clear", class: "md-button" }, words.clear);
      clear.addEventListener("click", () => go({ ...state(), filters: {} }));
      groups.unshift(clear);
    }
    filters.replaceChildren(...groups);
    if (focused) document.getElementById(focused)?.focus();
  };

  const drawResult = (data) => {
    const link = make("a", { href: data.url, dir: "auto" }, data.meta.title || data.url);
    const item = make("li", {}, make("h2", {}, link));
    if (data.meta.date) {
      const day = new Date(`${data.meta.date}T00:00:00Z`);
      const text = day.toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
      item.append(make("p", {}, make("time", { datetime: data.meta.date }, text)));
    }
    item.append(excerpt(data.excerpt));
    if (data.meta.chips) {
      const chips = make("p", { class: "entities" });
      for (const [name, file] of JSON.parse(data.meta.chips)) {
        chips.append(make("a", { class: "entity", href: address(file), dir: "auto" }, name), " ");
      }
      item.append(chips);
    }
    return item;
  };

  const unbroken = (text) =>
    text
      .normalize("NFKC")
      .replace(/[\u00ad\u034f\u180e\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f]/g, "");

  /* A name in the form in which pages have it: generator/core/folding.py. */
  const fold = (name) =>
    unbroken(name)
      .replace(/[\u2018\u2019\u201b\u02bb\u02bc`]/g, "'")
      .replace(/[\u2010\u2011]/g, "-")
      .replace(/\s+/g, " ")
      .trim()
      .toLowerCase()
      .replace(/ß/g, "ss")
      .replace(/ς/g, "σ");

  /* The page of an entity that is called exactly what was asked for comes first. */
  const exactFirst = async (results, query) => {
    const wanted = fold(query);
    if (!wanted) return results;
    const best = results.slice(0, PAGE);
    const data = await Promise.all(best.map((result) => result.data()));
    const place = data.findIndex(({ meta }) => (meta.names || "").split("|").includes(wanted));
    return place < 1 ? results : [best[place], ...results.filter((other) => other !== best[place])];
  };

  const show = async () => {
    const ticket = ++latest;
    const { query, sort: order, filters: chosen } = state();
    sort.value = order;
    status.textContent = words.waiting;
    more.hidden = true; // until it is known that there are some
    filters.setAttribute("aria-busy", "true");
    const asked = Object.fromEntries(Object.entries(chosen).map(([name, any]) => [name, { any }]));
    const options = { filters: asked };
    if (order === "date" || !query) options.sort = { date: "desc" };
    let results, pagefind;
    try {
      engine ||= load();
      pagefind = await engine;
      const found = await pagefind.search(unbroken(query) || null, options);
      results = order === "date" ? found.results : await exactFirst(found.results, query);
    } catch (error) {
      engine = undefined;
      if (ticket !== latest) return;
      status.textContent = words.failed;
      filters.setAttribute("aria-busy", "false");
      return;
    }
    if (ticket !== latest) return;
    list.replaceChildren();
    let shown = 0;
    const next = async () => {
      const part = results.slice(shown, shown + PAGE);
      const items = (await Promise.all(part.map((result) => result.data()))).map(drawResult);
      if (ticket !== latest) return;
      const first = shown > 0;
      shown += part.length;
      list.append(...items);
      more.hidden = shown >= results.length;
      if (first) items[0]?.querySelector("a").focus();
    };
    more.onclick = next;
    await next();
    if (ticket !== latest) return;
    const number = results.length.toLocaleString(language);
    const many = results.length === 1 ? words.one : words.many.replace("%(num)s", number);
    status.textContent = results.length ? many : words.none; // said once the results are there
    showFilters = async () => {
      filters.setAttribute("aria-busy", "true");
      const counts = await count(pagefind, query || null, options).catch(() => undefined);
      if (ticket !== latest) return;
      if (counts) drawFilters(counts, chosen);
      filters.setAttribute("aria-busy", "false");
    };
    // On a phone they are folded away, and a third of all bytes with them.
    if (aside.open) await showFilters();
    else filters.setAttribute("aria-busy", "false");
  };

  engine = load(); // meanwhile
  engine.catch(() => {}); // `show` says it
  fetch(new URL("assets/briefing-search.json", root))
    .then((answer) => answer.json())
    .then((known) => {
      ({ words, facets, language } = known);
      build();
      const other = document.getElementById("without-search");
      if (other) other.hidden = true;
      input.value = state().query;
      input.focus({ preventScroll: true });
      return show();
    });
})();
