// The page is whole without this file: it adds the keys that lead from one quotation to the next.
"use strict";
(() => {
  const jumps = [...document.querySelectorAll("[data-jump]")];
  const where = document.querySelector("[data-where]");
  if (!jumps.length) return;
  let current = 0;
  const show = (index) => {
    current = index;
    for (const jump of jumps) jump.removeAttribute("aria-current");
    jumps[index].setAttribute("aria-current", "true");
    if (where) where.textContent = "现在是第 " + (index + 1) + " / " + jumps.length + " 处。";
  };
  jumps.forEach((jump, index) => jump.addEventListener("click", () => show(index)));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { j: 1, n: 1, k: -1, p: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (current + step + jumps.length) % jumps.length;
    jumps[next].focus({ preventScroll: false });
    jumps[next].click();
  });
  show(0);
  // A frame that was laid out before its style was there, or that changed its width, shows another place than the words.
  const frame = document.querySelector("iframe[name=copy]");
  const again = () => { frame.src = jumps[current].href; };
  let width = innerWidth;
  addEventListener("load", again);
  addEventListener("resize", () => {
    if (innerWidth === width) return; // a telephone's bars come and go while somebody reads
    width = innerWidth;
    again();
  });
})();
