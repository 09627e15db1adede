// Keys that hold on every page: Ctrl K opens the palette, ? the list of keys.
(() => {
  let palette;
  const isTyping = target => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  document.addEventListener("keydown", e => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "k" && palette) {
      e.preventDefault();
      palette.invokeMethodAsync("Open");
    } else if (e.key === "?" && !isTyping(e.target) && !e.ctrlKey && !e.metaKey) {
      location.href = new URL("help#keys", document.baseURI).href;
    } else if (e.key === "Tab" && e.target instanceof HTMLElement && e.target.getAttribute("role") === "combobox" && e.target.closest(".palette")) {
      e.preventDefault();
    }
  }, true);
  window.kaliKeys = { palette: target => { palette = target; } };
})();
