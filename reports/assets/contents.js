// Beside the text the table of contents stays open; above it, it would push the text off a small screen.
"use strict";
(() => {
  const toc = document.querySelector(".toc > details");
  if (toc && window.matchMedia("(max-width: 1080px)").matches) toc.open = false;
})();
