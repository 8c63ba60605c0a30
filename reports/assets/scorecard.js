// The scorecard is whole without this script: it adds filters, search and opening all at once. It stands in the page itself, for the page's policy admits it by its hash and nothing else.
"use strict";
(() => {
  const main = document.getElementById("main");
  const bar = document.querySelector("[data-filter-bar]");

  const opened = (node) => {
    for (let at = node; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };

  if (!bar) return;

  const rules = [...main.querySelectorAll("[data-verdict]")];
  const groups = [...main.querySelectorAll("[data-group]")].map((group) => [
    group,
    [...group.querySelectorAll("[data-verdict]")],
  ]);
  const parts = [...main.querySelectorAll(".part")].map((part) => [
    part,
    [...part.querySelectorAll("[data-verdict]")],
  ]);
  const fields = new Map([...bar.querySelectorAll("[data-filter]")].map((field) => [field.dataset.filter, field]));
  const buttons = [...bar.querySelectorAll("button[data-show]")];
  const clears = [...document.querySelectorAll("[data-clear]")];
  const status = bar.querySelector("[data-filter-status]");
  const nothing = document.querySelector("[data-none-found]");

  const plain = (text) => text.normalize("NFKC").toLowerCase();
  let texts = null; // made at the first search, once
  const textOf = (at) => {
    if (!texts) {
      texts = rules.map((rule) =>
        plain(rule.textContent + " " + [...rule.querySelectorAll("a[href]")].map((a) => a.href).join(" ")));
    }
    return texts[at];
  };

  const wanted = () => ({
    v: buttons.filter((button) => button.getAttribute("aria-pressed") === "true").map((b) => b.dataset.show),
    ...Object.fromEntries([...fields].map(([name, field]) => [name, field.value.trim()])),
  });

  const apply = (said) => {
    const { v, q = "", r = "", i = "", c = "" } = wanted();
    const words = plain(q).split(/\s+/).filter(Boolean);
    const filtering = v.length > 0 || words.length > 0 || r !== "" || i !== "" || c !== "";
    let shown = 0;
    const hide = rules.map((rule, at) => {
      const { verdict, part, indicator } = rule.dataset;
      const fits = (!v.length || v.includes(verdict)) && (!r || part === r) && (!i || indicator === i)
        && (!c || rule.dataset.class === c) && words.every((word) => textOf(at).includes(word));
      shown += fits ? 1 : 0;
      return !fits;
    });
    rules.forEach((rule, at) => { if (rule.hidden !== hide[at]) rule.hidden = hide[at]; });
    for (const [node, own] of [...groups, ...parts]) {
      node.hidden = filtering && !own.some((rule) => !rule.hidden);
    }
    main.classList.toggle("filtering", filtering);
    nothing.hidden = shown > 0;
    for (const button of clears) button.disabled = !filtering;
    status.textContent = filtering ? "显示 " + shown + " / " + rules.length + " 条规则" : "共 " + rules.length + " 条规则";
    if (said === "keep") return;
    const state = new URLSearchParams();
    if (v.length) state.set("v", v.join(","));
    for (const [name, value] of Object.entries({ r, i, c, q })) if (value) state.set(name, value);
    const hash = filtering ? "#?" + state : "";
    if (hash !== location.hash && (hash || location.hash.startsWith("#?"))) {
      history.replaceState(null, "", hash || location.pathname + location.search);
    }
  };

  const set = (state) => {
    const verdicts = (state.get("v") || "").split(",");
    for (const button of buttons) button.setAttribute("aria-pressed", String(verdicts.includes(button.dataset.show)));
    for (const [name, field] of fields) {
      const value = state.get(name) || "";
      const known = field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value);
      field.value = known ? value : "";
    }
  };

  const clear = () => { set(new URLSearchParams()); apply(); };

  // The address holds either a filter (#?v=fail) or a place, which is opened even where a filter hides it.
  const arrive = () => {
    if (location.hash.startsWith("#?")) {
      set(new URLSearchParams(location.hash.slice(2)));
      apply("keep");
      return;
    }
    let name = "";
    try { name = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const target = name && document.getElementById(name);
    if (!target || !main.contains(target)) return;
    const hidden = target.closest("[hidden]") || (main.classList.contains("filtering") && !target.dataset.verdict);
    if (hidden) { set(new URLSearchParams()); apply("keep"); }
    opened(target);
    const own = target.querySelector(":scope > details");
    if (own && target.dataset.verdict) own.open = true;
    // What was out of sight is laid out only now and moves what stands below it: go on until it stands still.
    let left = 20;
    const settle = () => {
      const before = target.getBoundingClientRect().top;
      target.scrollIntoView();
      left -= 1;
      if (left > 0 && (left > 17 || Math.abs(target.getBoundingClientRect().top - before) > 1)) {
        requestAnimationFrame(settle);
      }
    };
    settle();
  };

  for (const button of buttons) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  }
  let waiting = 0;
  for (const [name, field] of fields) {
    if (name !== "q") { field.addEventListener("change", () => apply()); continue; }
    field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && field.value) { field.value = ""; apply(); event.preventDefault(); }
      if (event.key === "Enter") { clearTimeout(waiting); apply(); }
    });
  }
  for (const button of clears) {
    button.addEventListener("click", () => { clear(); fields.get("q").focus(); });
  }
  const fold = (open) => {
    // Opening takes in the evidence; folding leaves the indicators, so that the tree stays to be seen.
    const folds = open ? ".indicator details" : ".rule > details";
    for (const each of main.querySelectorAll(folds)) each.open = open;
  };
  bar.querySelector("[data-expand]").addEventListener("click", () => fold(true));
  bar.querySelector("[data-collapse]").addEventListener("click", () => fold(false));

  window.addEventListener("hashchange", arrive);
  bar.hidden = false;
  apply("keep");
  if (location.hash) arrive();
})();
