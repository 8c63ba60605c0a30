// The page is whole without this script: it adds filters, search and sorting. It stands in the page itself, for the page's policy admits it by its hash and nothing else.
"use strict";
(() => {
  const plain = (text) => text.normalize("NFKC").toLowerCase().trim();
  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  };

  // Sorting: every heading that can be sorted by gets a button; equal rows stay as the page had them. The words stay
  // outside of it, for a browser repeats no button at the head of every printed page.
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const headings = [...table.tHead.rows[0].cells];
    const valueOf = (row, at, numeric) => {
      const cell = row.cells[at];
      if (!numeric) return plain(cell.textContent);
      const value = cell.dataset.value;
      return value === undefined || value === "" ? null : Number(value);
    };
    const sort = (at, down, numeric) => {
      const sign = down ? -1 : 1;
      const keyed = rows.map((row, place) => [valueOf(row, at, numeric), place, row]);
      keyed.sort(([a, i], [b, j]) => {
        if (a === null || b === null) return a === b ? i - j : a === null ? 1 : -1; // none comes last either way
        const order = numeric ? a - b : a.localeCompare(b, "zh-CN");
        return order ? sign * order : i - j;
      });
      body.append(...keyed.map(([, , row]) => row));
    };
    headings.forEach((heading, at) => {
      const kind = heading.dataset.sort;
      if (!kind) return;
      const button = make("button", "sort", "");
      button.type = "button";
      button.setAttribute("aria-label", "按" + heading.textContent + "排序");
      heading.append(button);
      button.addEventListener("click", () => {
        const was = heading.getAttribute("aria-sort");
        const down = was ? was === "ascending" : heading.dataset.first === "down";
        for (const other of headings) other.removeAttribute("aria-sort");
        heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort(at, down, kind === "number");
        // The lines that part what is settled from what is not hold in the order of ranks alone.
        table.classList.toggle("resorted", at !== 0 || down);
      });
    });
  }

  // What is folded on the screen is there on paper.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const part of folded) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of folded) part.open = false;
    folded = [];
  });

  const bar = document.querySelector("[data-filters]");
  if (!bar) return;
  const fields = [...bar.querySelectorAll("[data-filter]")];
  const clear = bar.querySelector("[data-clear]");
  const status = bar.querySelector("[data-status]");
  const leagues = [...document.querySelectorAll("[data-league]")].map((league) => ({
    sites: [...league.querySelectorAll("tr[data-level]")],
    others: [...league.querySelectorAll("tr[data-site]:not([data-level])")],
    ranked: [...league.querySelectorAll("[data-ranking] tbody tr")],
    none: league.querySelector("[data-none]"),
  }));
  const all = new Set(leagues.flatMap((league) => league.sites.map((row) => row.dataset.site)));
  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, plain(row.querySelector("th").textContent));
    return texts.get(row);
  };

  const apply = () => {
    const wanted = Object.fromEntries(fields.map((field) => [field.dataset.filter, field.value]));
    const search = plain(wanted.text || "").split(/\s+/).filter(Boolean);
    const chosen = Object.entries(wanted).filter(([name, value]) => name !== "text" && value !== "");
    const filtering = search.length > 0 || chosen.length > 0;
    const kept = new Set();
    for (const { sites, others, ranked, none } of leagues) {
      const here = new Set();
      for (const row of sites) {
        const fits = chosen.every(([name, value]) => row.dataset[name] === value)
          && search.every((word) => textOf(row).includes(word));
        row.hidden = !fits;
        if (fits) here.add(row.dataset.site);
      }
      for (const row of others) row.hidden = !here.has(row.dataset.site);
      // A rank among those shown, equal ranks alike; the rank among all stays.
      const shown = ranked.filter((row) => !row.hidden).map((row) => Number(row.cells[0].dataset.value)).sort((a, b) => a - b);
      for (const row of ranked) {
        row.cells[0].querySelector(".within")?.remove();
        if (filtering && !row.hidden) {
          const rank = 1 + shown.indexOf(Number(row.cells[0].dataset.value));
          row.cells[0].append(make("span", "sub within", "筛选内第 " + rank));
        }
      }
      if (none) none.hidden = !filtering || shown.length > 0;
      for (const site of here) kept.add(site);
    }
    clear.disabled = !filtering;
    status.textContent = "显示 " + kept.size + " / " + all.size + " 个网站";
  };
  for (const field of fields) field.addEventListener("input", apply);
  clear.addEventListener("click", () => {
    for (const field of fields) field.value = "";
    apply();
    fields[0].focus();
  });
  bar.hidden = false;
  apply();
})();
