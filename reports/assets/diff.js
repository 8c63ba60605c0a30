// The comparison is whole without this script: it adds filters and search. It stands in the page itself, as the overview's does.
"use strict";
(() => {
  const bar = document.querySelector("[data-filters]");
  if (!bar) return;
  const plain = (text) => text.normalize("NFKC").toLowerCase().trim();
  const fields = [...bar.querySelectorAll("[data-filter]")];
  const clear = bar.querySelector("[data-clear]");
  const status = bar.querySelector("[data-status]");
  const none = document.querySelector("[data-none]");
  const scores = [...document.querySelectorAll("[data-league] tbody tr")];
  const sites = [...document.querySelectorAll("[data-moves]")].map((section) => ({
    section,
    site: section.dataset.moves,
    name: plain(section.querySelector("h2").textContent),
    rows: [...section.querySelectorAll("tbody tr")],
  }));
  const total = sites.reduce((sum, { rows }) => sum + rows.length, 0);
  const names = new Map(scores.map((row) => [row.dataset.site, plain(row.querySelector("th").textContent)]));
  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, plain(row.textContent));
    return texts.get(row);
  };

  const apply = () => {
    const { text = "", ...wanted } = Object.fromEntries(fields.map((field) => [field.dataset.filter, field.value]));
    const words = plain(text).split(/\s+/).filter(Boolean);
    const chosen = Object.entries(wanted).filter(([, value]) => value !== "");
    const filtering = words.length > 0 || chosen.length > 0;
    const kept = new Set();
    let shown = 0;
    for (const { section, site, name, rows } of sites) {
      let here = 0;
      for (const row of rows) {
        const fits = chosen.every(([key, value]) => row.dataset[key].split(" ").includes(value))
          && words.every((word) => name.includes(word) || textOf(row).includes(word));
        row.hidden = !fits;
        here += fits ? 1 : 0;
      }
      section.hidden = here === 0;
      if (here) kept.add(site);
      shown += here;
    }
    // A site of which nothing changed is found by its name.
    for (const row of scores) {
      const named = chosen.length === 0 && words.every((word) => names.get(row.dataset.site).includes(word));
      row.hidden = filtering && !named && !kept.has(row.dataset.site);
    }
    none.hidden = !filtering || shown > 0;
    clear.disabled = !filtering;
    status.textContent = filtering ? "显示 " + shown + " / " + total + " 条变化" : "共 " + total + " 条变化";
  };
  for (const field of fields) field.addEventListener("input", apply);
  clear.addEventListener("click", () => {
    for (const field of fields) field.value = "";
    apply();
    fields[0].focus();
  });
  // A place that a filter hides is shown all the same.
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.hidden) return;
    for (const field of fields) field.value = "";
    apply();
    target.scrollIntoView();
  });
  bar.hidden = false;
  apply();
})();
