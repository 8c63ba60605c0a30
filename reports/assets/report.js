// The page is whole without this file: it adds filtering by verdict and opens folded parts for printing.
"use strict";
(() => {
  const bar = document.querySelector("[data-filter-bar]");
  if (bar) {
    const rules = [...document.querySelectorAll("[data-verdict]")];
    const groups = [...document.querySelectorAll("[data-group]")];
    const status = bar.querySelector("[data-filter-status]");
    const buttons = [...bar.querySelectorAll("button[data-show]")];
    const show = (verdict) => {
      let shown = 0;
      for (const rule of rules) {
        rule.hidden = verdict !== "" && rule.dataset.verdict !== verdict;
        shown += rule.hidden ? 0 : 1;
      }
      for (const group of groups) {
        group.hidden = !group.querySelector("[data-verdict]:not([hidden])");
      }
      for (const button of buttons) {
        button.setAttribute("aria-pressed", String(button.dataset.show === verdict));
      }
      status.textContent = "显示 " + shown + " / " + rules.length + " 条规则";
    };
    for (const button of buttons) {
      button.addEventListener("click", () => show(button.dataset.show));
    }
    // A link to a rule that the filter hides must still arrive there.
    const reveal = () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && target.closest("[hidden]")) {
        show("");
        target.scrollIntoView();
      }
    };
    window.addEventListener("hashchange", reveal);
    bar.hidden = false;
    show("");
  }
  // Beside the text the table of contents stays open; above it, it would push the text off a small screen.
  const toc = document.querySelector(".toc > details");
  if (toc && window.matchMedia("(max-width: 1080px)").matches) toc.open = false;

  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const part of folded) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of folded) part.open = false;
    folded = [];
  });
})();
