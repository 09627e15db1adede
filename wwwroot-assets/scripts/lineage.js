// Zoom, pan and keys of the lineage graph. The server draws it; this only moves the stage it is drawn on.
const clamp = scale => Math.min(2, Math.max(.4, scale));

export function attach(view) {
  const stage = view.querySelector(".lineage-stage");
  const label = view.querySelector("[data-zoom-label]");
  let [x, y, scale] = [0, 0, 1];
  let drag = null;

  const show = () => {
    stage.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    label.textContent = `${Math.round(scale * 100)} %`;
  };
  const zoom = (to, atX = view.clientWidth / 2, atY = view.clientHeight / 2) => {
    const next = clamp(to);
    x = atX - (atX - x) * next / scale;
    y = atY - (atY - y) * next / scale;
    scale = next;
    show();
  };
  const fit = (smallest = .4) => {
    const canvas = stage.firstElementChild;
    // At first text and targets keep their size: where the whole does not fit so, the table it is about is in sight and the rest a drag away.
    scale = clamp(Math.max(smallest, Math.min(1, (view.clientWidth - 24) / canvas.offsetWidth, (view.clientHeight - 64) / canvas.offsetHeight)));
    [x, y] = [Math.max(12, (view.clientWidth - canvas.offsetWidth * scale) / 2), 0];
    const root = view.querySelector(".lineage-node.root");
    if (root && canvas.offsetWidth * scale > view.clientWidth - 12)
      x = Math.min(12, view.clientWidth - 24 - (root.offsetLeft + root.offsetWidth) * scale);
    show();
  };
  const focusNode = node => {
    node.focus({ preventScroll: true });
    const [inner, outer] = [node.getBoundingClientRect(), view.getBoundingClientRect()];
    if (inner.left < outer.left + 12) x += outer.left + 12 - inner.left;
    if (inner.right > outer.right - 12) x -= inner.right - outer.right + 12;
    if (inner.top < outer.top + 40) y += outer.top + 40 - inner.top;
    if (inner.bottom > outer.bottom - 12) y -= inner.bottom - outer.bottom + 12;
    show();
  };
  const walk = (key, at) => {
    const nodes = [...view.querySelectorAll(".lineage-node")];
    const node = at.closest(".lineage-node");
    if (!node) return nodes.find(other => other.classList.contains("root")) ?? nodes[0];
    if (key === "ArrowRight" || key === "ArrowLeft") {
      const [first] = (key === "ArrowRight" ? node.dataset.next : node.dataset.before).split(" ");
      return first ? document.getElementById(first) : null;
    }
    const lane = nodes.filter(other => other.style.left === node.style.left);
    return lane[lane.indexOf(node) + (key === "ArrowDown" ? 1 : -1)];
  };

  const wheel = e => {
    if (!e.ctrlKey && !e.metaKey) return;
    e.preventDefault();
    const box = view.getBoundingClientRect();
    zoom(scale * Math.exp(-e.deltaY / 400), e.clientX - box.left, e.clientY - box.top);
  };
  const down = e => {
    if (e.button !== 0 || e.target.closest("a, button")) return;
    drag = { x: e.clientX - x, y: e.clientY - y, id: e.pointerId };
    view.setPointerCapture(e.pointerId);
    view.classList.add("dragged");
  };
  const move = e => {
    if (!drag || drag.id !== e.pointerId) return;
    [x, y] = [e.clientX - drag.x, e.clientY - drag.y];
    show();
  };
  const up = () => { drag = null; view.classList.remove("dragged"); };
  const click = e => {
    switch (e.target.closest("[data-zoom]")?.dataset.zoom) {
      case "in": zoom(scale * 1.2); break;
      case "out": zoom(scale / 1.2); break;
      case "fit": fit(); break;
    }
  };
  const key = e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "+" || e.key === "=") zoom(scale * 1.2);
    else if (e.key === "-") zoom(scale / 1.2);
    else if (e.key === "0") fit();
    else if (e.key === "Enter" && e.target.classList.contains("lineage-node")) e.target.querySelector("a")?.click();
    else if (e.key.startsWith("Arrow")) {
      const next = walk(e.key, e.target);
      if (!next) return;
      focusNode(next);
    } else return;
    e.preventDefault();
  };

  view.addEventListener("wheel", wheel, { passive: false });
  view.addEventListener("pointerdown", down);
  view.addEventListener("pointermove", move);
  view.addEventListener("pointerup", up);
  view.addEventListener("pointercancel", up);
  view.addEventListener("click", click);
  view.addEventListener("keydown", key);
  const resized = new ResizeObserver(() => fit(1));
  resized.observe(view);
  return {
    detach() {
      resized.disconnect();
      for (const [name, does] of [["wheel", wheel], ["pointerdown", down], ["pointermove", move], ["pointerup", up], ["pointercancel", up], ["click", click], ["keydown", key]])
        view.removeEventListener(name, does);
    },
  };
}
