// The pages are whole without this file: it opens folded parts for printing.
"use strict";
(() => {
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
