// Moving about in a cell grid: arrows, Home, End, pages, with Ctrl to the ends. Rows not drawn yet are scrolled to first;
// the page hears of a chosen cell when moving pauses, of an opened one at once.
(() => {
  const grids = new WeakMap();
  const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

  const attach = (root, peer, id) => {
    const grid = { root, peer, id, row: 0, column: 0, hasCell: false, timer: 0 };
    const cellAt = (row, column) => document.getElementById(`${id}-${row}-${column}`);
    const rowCount = () => Number(root.getAttribute("aria-rowcount")) - 1;
    const columnCount = () => Number(root.getAttribute("aria-colcount")) - 1;
    const headHeight = () => root.querySelector("thead").offsetHeight;
    const rowHeight = () => root.querySelector("tr[data-place]")?.offsetHeight || 28;

    const mark = () => {
      root.querySelectorAll("td.active").forEach(cell => { if (cell.id !== `${id}-${grid.row}-${grid.column}`) cell.classList.remove("active"); });
      const cell = grid.hasCell ? cellAt(grid.row, grid.column) : null;
      if (cell) {
        cell.classList.add("active");
        root.setAttribute("aria-activedescendant", cell.id);
      } else {
        root.removeAttribute("aria-activedescendant");
      }
    };
    const scroll = () => {
      const top = grid.row * rowHeight();
      const room = root.clientHeight - headHeight() - rowHeight();
      if (top < root.scrollTop) root.scrollTop = top;
      else if (top > root.scrollTop + room) root.scrollTop = top - room;
      const header = root.querySelectorAll("thead th")[grid.column + 1];
      const numbers = root.querySelector("thead th").offsetWidth;
      if (header) {
        if (header.offsetLeft - numbers < root.scrollLeft) root.scrollLeft = header.offsetLeft - numbers;
        else if (header.offsetLeft + header.offsetWidth > root.scrollLeft + root.clientWidth) root.scrollLeft = header.offsetLeft + header.offsetWidth - root.clientWidth;
      }
    };
    const move = (row, column, tells = true) => {
      grid.row = clamp(row, 0, Math.max(0, rowCount() - 1));
      grid.column = clamp(column, 0, Math.max(0, columnCount() - 1));
      grid.hasCell = rowCount() > 0;
      scroll();
      mark();
      clearTimeout(grid.timer);
      if (tells && grid.hasCell) grid.timer = setTimeout(() => peer.invokeMethodAsync("OnChosen", grid.row, grid.column), 120);
    };
    const open = () => {
      clearTimeout(grid.timer);
      if (grid.hasCell) peer.invokeMethodAsync("OnOpened", grid.row, grid.column);
    };
    const menu = column => {
      const header = root.querySelectorAll("thead th")[column + 1];
      if (!header?.classList.contains("has-menu")) return;
      const box = header.getBoundingClientRect();
      peer.invokeMethodAsync("OnColumn", column, Math.max(8, Math.min(box.left, innerWidth - 248)), box.bottom);
    };
    const keys = e => {
      if (e.target !== root) return;
      const ends = e.ctrlKey || e.metaKey;
      const page = Math.max(1, Math.floor((root.clientHeight - headHeight()) / rowHeight()) - 1);
      const to = {
        ArrowUp: () => move(ends ? 0 : grid.row - 1, grid.column),
        ArrowDown: () => move(ends ? Infinity : grid.hasCell ? grid.row + 1 : 0, grid.column),
        ArrowLeft: () => move(grid.row, ends ? 0 : grid.column - 1),
        ArrowRight: () => move(grid.row, ends ? Infinity : grid.column + 1),
        Home: () => move(ends ? 0 : grid.row, 0),
        End: () => move(ends ? Infinity : grid.row, Infinity),
        PageUp: () => move(grid.row - page, grid.column),
        PageDown: () => move(grid.row + page, grid.column),
        Enter: open,
        ".": () => menu(grid.column),
      }[e.key];
      if (to) {
        e.preventDefault();
        to();
      } else if (!ends && !e.altKey && (e.key === "n" || e.key === "p" || e.key === "Escape")) {
        peer.invokeMethodAsync("OnKey", e.key);
      } else if (ends && e.key === "c" && grid.hasCell && !getSelection().toString()) {
        const cell = cellAt(grid.row, grid.column);
        if (cell && !cell.classList.contains("missing")) navigator.clipboard?.writeText(cell.textContent);
      }
    };
    const headed = e => {
      const header = e.target.closest("th.has-menu");
      if (!header) return;
      e.preventDefault();
      menu(Number(header.getAttribute("aria-colindex")) - 2);
    };
    const pointed = e => {
      if (e.type === "click") headed(e);
      const cell = e.target.closest("td[role=gridcell]");
      if (!cell) return;
      const [, row, column] = cell.id.match(/-(\d+)-(\d+)$/);
      if (e.type === "dblclick") open();
      else move(Number(row), Number(column));
    };
    const focused = () => { if (!grid.hasCell && rowCount() > 0) { grid.hasCell = true; mark(); } };
    root.addEventListener("keydown", keys);
    root.addEventListener("contextmenu", headed);
    root.addEventListener("click", pointed);
    root.addEventListener("dblclick", pointed);
    root.addEventListener("focus", focused);
    const observer = new MutationObserver(mark);
    observer.observe(root.querySelector("tbody"), { childList: true });
    grid.move = move;
    grid.mark = mark;
    grid.detach = () => {
      observer.disconnect();
      clearTimeout(grid.timer);
      root.removeEventListener("keydown", keys);
      root.removeEventListener("contextmenu", headed);
      root.removeEventListener("click", pointed);
      root.removeEventListener("dblclick", pointed);
      root.removeEventListener("focus", focused);
    };
    grids.set(root, grid);
  };

  window.kaliGrid = {
    attach,
    show: (root, row, column) => grids.get(root)?.move(row, column, false),
    reset: root => {
      const grid = grids.get(root);
      if (!grid) return;
      root.scrollTop = 0;
      grid.hasCell = false;
      grid.row = 0;
      grid.mark();
    },
    detach: root => { if (root) { grids.get(root)?.detach(); grids.delete(root); } },
  };
})();
