// Every table that asks for it can be sorted by its headings. It is put before the scripts of the pages that have such tables.
"use strict";
(() => {
  const plain = (text) => text.normalize("NFKC").toLowerCase().trim();

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
      const button = document.createElement("button");
      button.className = "sort";
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
})();
