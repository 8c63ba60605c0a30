// The page is whole without this script: it adds filters and search. It stands in the page itself, for the page's policy admits it by its hash and nothing else.
"use strict";
(() => {
  const plain = (text) => text.normalize("NFKC").toLowerCase().trim();
  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  };

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
