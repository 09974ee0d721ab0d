(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (selector) => document.querySelector(selector);
  const KINDS = ["visit", "meeting", "other"];
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const UNDATED = "undated";
  const PAGE = 100, PRINTED = 1000, TOP = 25, SUGGESTED = 100;
  const number = new Intl.NumberFormat("en");
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const plural = (count, one, many = one + "s") => `${number.format(count)} ${count === 1 ? one : many}`;

  // --- what the page knows ------------------------------------------------------------------------------------------

  const people = data.people.map(([label, name, spellings]) => ({
    label, name, count: 0, visits: new Set(),
    text: [label, ...spellings].flatMap((form) => [fold(form), fold(form).replace(/[^\p{L}\p{N}]/gu, "")]).join("\n"),
  }));
  const places = data.names.map((name) => ({ label: name, count: 0, text: fold(name) }));
  const entries = data.entries.map((row, index) => {
    const [stem, formats, kind, language, date, dateEnd, dateText, leaders, title, all, place, sites, directives,
      headline, line, outlet, url, published, name, group] = row;
    for (const at of all) people[at].count += 1;
    for (const at of new Set([...sites, ...(place === null ? [] : [place])])) places[at].count += 1;
    return { index, stem, formats: data.formats[formats], kind: KINDS[kind], language, date, dateEnd, dateText, leaders, title,
      people: all, place, sites, directives, headline, line, outlet, url, published, name, group, rivals: [],
      month: date ? date.slice(0, 7) : UNDATED, visit: group === null ? `a${index}` : `g${group}` };
  });
  // made when it is first needed, so that the page shows before that
  const textOf = (entry) => entry.text ??= [
    fold([entry.headline, entry.line, entry.title || "", entry.outlet || "", entry.name].join("\n")),
    ...entry.people.map((at) => people[at].text), ...entry.sites.map((at) => places[at].text),
    entry.place === null ? "" : places[entry.place].text].join("\n");
  const byGroup = new Map();
  for (const entry of entries) {
    if (entry.group === null) continue;
    if (!byGroup.has(entry.group)) byGroup.set(entry.group, []);
    byGroup.get(entry.group).push(entry);
  }

  // --- state, kept in the address so that a view can be linked --------------------------------------------------------

  const form = $("form");
  const DEFAULTS = { view: "list", q: "", person: "", place: "", month: "", kind: "", once: "1", sort: "date", down: "1", page: "1" };
  let state = { ...DEFAULTS };
  const readAddress = () => {
    state = { ...DEFAULTS };
    for (const [key, value] of new URLSearchParams(location.hash.slice(1))) if (key in DEFAULTS) state[key] = value;
    if (!["list", "visited", "months"].includes(state.view)) state.view = "list";
    for (const name of ["q", "person", "place", "kind", "month"]) form.elements[name].value = state[name];
    form.elements.once.checked = state.once === "1";
  };
  const addressOf = (wanted) => "#" + new URLSearchParams(Object.entries(wanted).filter(([key, value]) => value !== DEFAULTS[key]));
  const change = (changes) => {
    state = { ...state, page: "1", ...changes };
    for (const name of Object.keys(changes)) if (form.elements[name] && name !== "once") form.elements[name].value = changes[name];
    history.replaceState(null, "", addressOf(state));
    show();
  };

  // --- filtering and sorting ----------------------------------------------------------------------------------------

  const matching = (known, wanted) => {
    if (!wanted) return null;
    const exact = known.findIndex((one) => one.label === wanted);
    if (exact >= 0) return new Set([exact]);
    const text = fold(wanted);
    return new Set(known.flatMap((one, at) => (one.text.includes(text) ? [at] : [])));
  };
  const filtered = () => {
    const who = matching(people, state.person.trim()), where = matching(places, state.place.trim());
    const words = fold(state.q).split(/\s+/).filter(Boolean);
    return entries.filter((entry) =>
      (!state.kind || entry.kind === state.kind) &&
      (!state.month || (state.month.length === 4 ? entry.month.startsWith(state.month) : entry.month === state.month)) &&
      (!who || entry.people.some((at) => who.has(at))) &&
      (!where || where.has(entry.place) || entry.sites.some((at) => where.has(at))) &&
      words.every((word) => textOf(entry).includes(word)));
  };
  const VALUES = {
    date: (entry) => entry.date || "",
    headline: (entry) => entry.headline,
    leader: (entry) => (entry.leaders.length ? people[entry.leaders[0]].label : ""),
    place: (entry) => (entry.place === null ? "" : places[entry.place].label),
    sites: (entry) => entry.sites.length,
    source: (entry) => entry.outlet || entry.name,
  };
  const ranks = new Map(); // of each column's values, made when it is first sorted by
  const rankOf = (column) => {
    if (!ranks.has(column)) {
      const values = [...new Set(entries.map(VALUES[column]))];
      values.sort(typeof values[0] === "number" ? (a, b) => a - b : column === "date" ? undefined : collator.compare);
      ranks.set(column, new Map(values.map((value, rank) => [value, value === "" ? -1 : rank])));
    }
    return ranks.get(column);
  };
  const sorted = (found) => {
    const column = state.sort in VALUES ? state.sort : "date", rank = rankOf(column), sign = state.down === "1" ? -1 : 1;
    const key = new Map(found.map((entry) => [entry, rank.get(VALUES[column](entry))]));
    // those without a value stand last in either direction
    return found.sort((a, b) => (key.get(a) < 0) - (key.get(b) < 0) || sign * (key.get(a) - key.get(b)) || a.index - b.index);
  };
  const eachOnce = (found) => {
    const first = new Map();
    for (const entry of found) if (!first.has(entry.visit)) first.set(entry.visit, entry);
    return [...first.values()];
  };

  // --- making elements: texts become text nodes, nothing is ever read as markup -----------------------------------------

  const make = (tag, properties = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in element && name !== "role") element[name] = value; else element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  };
  const press = (label, pressed, properties = {}) => {
    const button = make("button", { type: "button", ...properties }, label);
    button.addEventListener("click", pressed);
    return button;
  };
  const link = (label, changes, properties = {}) =>
    make("a", { className: "link", href: addressOf({ ...state, page: "1", view: "list", ...changes }), ...tongue(label), ...properties }, label);
  const tongue = (text) => (/\p{Script=Han}/u.test(text) ? { lang: "zh" } : {});
  const dayText = (iso) => `${Number(iso.slice(8))} ${MONTHS[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;
  const monthText = (month) => (month === UNDATED ? UNDATED : `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`);
  const dateOf = (entry) => {
    if (!entry.date) return make("span", { className: "soft" }, entry.dateText || UNDATED);
    const { date: first, dateEnd: last } = entry;
    if (!last || last === first) return make("time", { dateTime: first }, dayText(first));
    const start = last.slice(0, 7) === first.slice(0, 7) ? Number(first.slice(8)) : dayText(first);
    return make("span", {}, `${start} – ${dayText(last)}`);
  };
  const brief = (entry, label) => make("a", { className: "brief", href: `${entry.stem}.${entry.formats[0]}`, ...tongue(label) }, label);
  const sourceOf = (entry) => {
    const label = entry.outlet || entry.name;
    const safe = entry.url && /^https?:\/\//i.test(entry.url);
    return safe ? make("a", { href: entry.url, rel: "noreferrer noopener" }, label) : label;
  };

  // --- the list -----------------------------------------------------------------------------------------------------

  const more = (entry) => {
    const others = (byGroup.get(entry.group) || []).filter((other) => other !== entry);
    const label = others.length ? `more, and ${plural(others.length, "other article")}` : "more";
    const details = make("details", {}, make("summary", { ariaLabel: `${label}: ${entry.headline}` }, label));
    details.addEventListener("toggle", () => {
      if (!details.open || details.childElementCount > 1) return;
      details.append(make("p", tongue(entry.line), entry.line));
      const company = entry.people.filter((at) => !entry.leaders.includes(at));
      if (company.length) details.append(make("p", {}, "Also named: ", ...listed(company, people, "person")));
      for (const conflict of entry.group === null ? [] : data.groups[entry.group])
        details.append(make("p", { className: "conflict" }, conflict));
      if (others.length) details.append(make("ul", {}, ...others.map((other) =>
        make("li", {}, brief(other, other.headline), make("span", { className: "soft" }, ` ${other.outlet || other.name}`)))));
    });
    return details;
  };
  const listed = (numbers, known, filter) => numbers.flatMap((at, k) => [
    k ? ", " : "", link(known[at].label, { [filter]: known[at].label })]);
  const cell = (label, ...children) => make("td", { role: "cell", "data-label": label }, make("div", {}, ...children));
  const rowOf = (entry) => {
    const [first, ...others] = entry.leaders;
    const formats = entry.formats.slice(1).flatMap((format) => [" ", make("a", { href: `${entry.stem}.${format}`, ariaLabel: `${format}: ${entry.headline}` }, format)]);
    const leader = first === undefined ? [] : [
      link(people[first].name, { person: people[first].label }),
      make("div", { className: "soft", ...tongue(entry.title || "") }, entry.title || ""),
      others.length ? make("div", {}, "with ", ...listed(others, people, "person")) : ""];
    return make("tr", { role: "row" },
      cell("Date", dateOf(entry)),
      cell("Briefing", brief(entry, entry.headline),
        make("span", { className: "soft formats" }, entry.kind === "visit" ? "" : ` ${entry.kind}`, ...formats), more(entry)),
      cell("Leader", ...leader),
      cell("Place", ...(entry.place === null ? [] : listed([entry.place], places, "place"))),
      cell("Sites", ...listed(entry.sites.slice(0, 6), places, "place"),
        entry.sites.length > 6 ? make("span", { className: "soft" }, ` and ${entry.sites.length - 6} more`) : ""),
      cell("Source", sourceOf(entry), entry.published ? `, ${dayText(entry.published)}` : "",
        entry.outlet ? make("div", { className: "soft path" }, entry.name) : ""));
  };
  const showList = (found, whole) => {
    const pages = Math.max(1, Math.ceil(found.length / PAGE)), page = Math.min(pages, Math.max(1, Number(state.page) || 1));
    const shown = whole ? found.slice(0, PRINTED) : found.slice((page - 1) * PAGE, page * PAGE);
    $("tbody").replaceChildren(...shown.map(rowOf));
    if (whole && found.length > PRINTED)
      $("tbody").append(make("tr", { role: "row" }, make("td", { role: "cell", colSpan: 6 }, `${plural(found.length - PRINTED, "more article")}: the tables have all.`)));
    if (!found.length) $("tbody").append(make("tr", { role: "row" }, make("td", { role: "cell", colSpan: 6 }, "No article fits all of this.")));
    for (const head of document.querySelectorAll("th[data-sort]")) {
      const sorts = head.dataset.sort === state.sort;
      head.setAttribute("aria-sort", !sorts ? "none" : state.down === "1" ? "descending" : "ascending");
    }
    const turn = (to) => { change({ page: String(to) }); $("#list").scrollIntoView(); };
    $("nav").hidden = pages === 1;
    $("nav").replaceChildren(
      press("Previous", () => turn(page - 1), { disabled: page === 1 }), ` Page ${page} of ${number.format(pages)} `,
      press("Next", () => turn(page + 1), { disabled: page === pages }));
  };

  // --- the other views ----------------------------------------------------------------------------------------------

  const bar = (share) => {
    const drawn = make("span", { className: "bar", ariaHidden: "true" });
    drawn.style.setProperty("--share", share);
    return drawn;
  };
  const ranking = (title, counts, all) => {
    const rows = [...counts].sort((a, b) => b[1].visits.size - a[1].visits.size || collator.compare(places[a[0]].label, places[b[0]].label));
    const most = rows.length ? rows[0][1].visits.size : 1;
    const shown = all ? rows : rows.slice(0, TOP);
    const table = make("table", {}, make("caption", {}, `${title}: ${number.format(rows.length)}`),
      make("thead", {}, make("tr", {}, ...["Name", "Visits", "Last"].map((name) => make("th", { scope: "col" }, name)))),
      make("tbody", {}, ...shown.map(([at, { visits, last }]) => make("tr", {},
        make("th", { scope: "row" }, ...listed([at], places, "place")),
        make("td", { className: "count" }, number.format(visits.size), bar(visits.size / most)),
        make("td", {}, last ? dayText(last) : UNDATED)))));
    const whole = shown.length < rows.length ? press(`Show all ${number.format(rows.length)}`, () => block.replaceWith(ranking(title, counts, true))) : "";
    const block = make("div", { className: "ranking" }, table, whole);
    return block;
  };
  const showVisited = (found) => {
    const sites = new Map(), towns = new Map();
    const count = (counts, at, entry) => {
      if (!counts.has(at)) counts.set(at, { visits: new Set(), last: "" });
      const known = counts.get(at);
      known.visits.add(entry.visit);
      if (entry.date && entry.date > known.last) known.last = entry.date;
    };
    for (const entry of found) {
      if (entry.kind !== "visit") continue;
      if (entry.place !== null) count(towns, entry.place, entry);
      for (const at of entry.sites) count(sites, at, entry);
    }
    $("#visited").replaceChildren(ranking("Places", towns), ranking("Sites", sites));
  };
  const showMonths = (found) => {
    const visits = new Map();
    for (const entry of found)
      for (const key of entry.date ? [entry.month, entry.month.slice(0, 4)] : [UNDATED]) {
        if (!visits.has(key)) visits.set(key, new Set());
        visits.get(key).add(entry.visit);
      }
    const count = (key) => (visits.has(key) ? visits.get(key).size : 0);
    const years = [...visits.keys()].filter((key) => key.length === 4).sort().reverse();
    const most = Math.max(1, ...[...visits.keys()].filter((key) => key.length === 7 && key !== UNDATED).map(count));
    const cellOf = (key, label) => {
      if (!count(key)) return make("td", {}, make("span", { className: "soft" }, "·"));
      return make("td", {}, link(number.format(count(key)), { month: key }, { ariaLabel: `${label}: ${count(key)}` }), key.length === 7 && key !== UNDATED ? bar(count(key) / most) : "");
    };
    $("#months").replaceChildren(
      make("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Articles by month" },
        make("table", {}, make("caption", {}, state.once === "1" ? "Visits, meetings and others by month, each once" : "Articles by month of what they tell of"),
          make("thead", {}, make("tr", {}, ...["Year", ...MONTHS, "Year"].map((name, at) => make("th", { scope: "col", ariaLabel: at === 13 ? "Whole year" : name }, at === 13 ? "Σ" : name)))),
          make("tbody", {}, ...years.map((year) => make("tr", {}, make("th", { scope: "row" }, year),
            ...MONTHS.map((name, at) => cellOf(`${year}-${String(at + 1).padStart(2, "0")}`, `${name} ${year}`)), cellOf(year, year)))))),
      make("p", {}, count(UNDATED) ? link(`${number.format(count(UNDATED))} undated`, { month: UNDATED }) : ""));
  };

  // --- all of it ----------------------------------------------------------------------------------------------------

  const show = ({ whole = false } = {}) => {
    const all = filtered(), found = state.once === "1" ? eachOnce(sorted(all)) : sorted(all);
    const told = new Set(all.map((entry) => entry.visit)).size;
    $("#count").textContent = `${plural(all.length, "article")}${all.length < entries.length ? ` of ${number.format(entries.length)}` : ""}` +
      (told < all.length ? ` about ${number.format(told)} different visits, meetings and others` : "");
    for (const view of ["list", "visited", "months"]) {
      $(`#${view}`).hidden = view !== state.view;
      $(`#tab-${view}`).setAttribute("aria-selected", String(view === state.view));
      $(`#tab-${view}`).tabIndex = view === state.view ? 0 : -1;
    }
    if (state.view === "list") showList(found, whole);
    else if (state.view === "visited") showVisited(all);
    else showMonths(state.once === "1" ? found : all.map((entry) => ({ ...entry, visit: `a${entry.index}` })));
  };
  const suggest = (input, known) => {
    const text = fold(input.value.trim());
    const fits = known.filter((one) => one.text.includes(text)).sort((a, b) => b.count - a.count).slice(0, SUGGESTED);
    input.list.replaceChildren(...fits.map((one) => make("option", { value: one.label })));
  };

  const months = [...new Set(entries.map((entry) => entry.month))].sort().reverse();
  const years = [...new Set(months.filter((month) => month !== UNDATED).map((month) => month.slice(0, 4)))];
  form.elements.month.append(make("option", { value: "" }, "all"), ...years.flatMap((year) => [
    make("option", { value: year }, year),
    ...months.filter((month) => month.startsWith(year)).map((month) => make("option", { value: month }, monthText(month)))]),
    months.includes(UNDATED) ? make("option", { value: UNDATED }, UNDATED) : "");
  $("#once").hidden = !byGroup.size;

  let waiting = 0;
  form.addEventListener("input", (event) => {
    cancelAnimationFrame(waiting);
    const { name, value, checked } = event.target;
    if (name === "person") suggest(event.target, people);
    if (name === "place") suggest(event.target, places);
    waiting = requestAnimationFrame(() => change({ [name]: name === "once" ? (checked ? "1" : "0") : value }));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    form.elements.once.checked = true;
    change({ q: "", person: "", place: "", month: "", kind: "", once: "1" });
  });
  form.elements.person.addEventListener("focus", (event) => suggest(event.target, people));
  form.elements.place.addEventListener("focus", (event) => suggest(event.target, places));
  for (const head of document.querySelectorAll("th[data-sort]"))
    head.firstElementChild.addEventListener("click", () => {
      const column = head.dataset.sort, fresh = ["date", "sites"].includes(column) ? "1" : "0";
      change({ sort: column, down: state.sort !== column ? fresh : state.down === "1" ? "0" : "1" });
    });
  const tabs = [...document.querySelectorAll("[role=tab]")];
  for (const tab of tabs) {
    tab.addEventListener("click", () => change({ view: tab.id.slice(4) }));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
      next.focus();
      next.click();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || /^(INPUT|SELECT)$/.test(event.target.tagName)) return;
    event.preventDefault();
    form.elements.q.focus();
  });
  addEventListener("hashchange", () => { readAddress(); show(); });
  addEventListener("beforeprint", () => show({ whole: true }));
  addEventListener("afterprint", () => show());
  readAddress();
  show();
  $("main").hidden = false;
})();
