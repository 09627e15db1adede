// What Blazor calls: choosing and dropping files, and reports of the queue at most four times a second.
import { queue } from "./upload-queue.js";
import { filesOf } from "./dropped-files.js";

const everyMs = 250;
// One message to the server is at most 32 kB.
const itemsAReport = 40;

export function configure(settings) {
  queue.configure(settings);
}

export function sendTo(dataset) {
  queue.dataset = dataset;
}

export function watch(receiver) {
  const changed = new Map();
  let isBusy = false;
  let timer = null;
  const report = async () => {
    timer = null;
    if (isBusy || changed.size === 0) return;
    isBusy = true;
    const batch = [...changed.values()].slice(0, itemsAReport);
    for (const item of batch) changed.delete(item.key);
    try {
      await receiver.invokeMethodAsync("Report", batch.map(told));
    } catch {
      // The circuit is away; its successor watches anew and is told everything.
    }
    isBusy = false;
    if (changed.size > 0) timer ??= setTimeout(report, everyMs);
  };
  const stop = queue.listen((item) => {
    changed.set(item.key, item);
    timer ??= setTimeout(report, changed.size === 1 && !isBusy ? 0 : everyMs);
  });
  return { dispose: stop };
}

function told(item) {
  return {
    key: item.key, name: item.name, path: item.path ?? null, size: item.size, sent: item.sent, from: item.from, state: item.state,
    speed: item.speed, uploadId: item.uploadId, code: item.code, message: item.message, detail: item.detail, isChecked: item.isChecked,
  };
}

export const pause = (key) => queue.pause(key);
export const resume = (key) => queue.resume(key);
export const retry = (key) => queue.retry(key);
export const cancel = (key) => queue.cancel(key);
export const forget = (key) => queue.forget(key);
export const pauseAll = () => queue.pauseAll();
export const resumeAll = () => queue.resumeAll();

// Opens the browser's own dialog; the input lives only as long as the choice.
export function choose(isFolder) {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.webkitdirectory = isFolder;
  input.hidden = true;
  input.addEventListener("change", () => {
    queue.add([...input.files].map((file) => ({ file, path: file.webkitRelativePath || null })));
    input.remove();
  });
  input.addEventListener("cancel", () => input.remove());
  document.body.append(input);
  input.click();
}

// Makes an element take dropped files; while some are held over it, it has the class kali-drop-over.
export function acceptDrops(element) {
  const listening = new AbortController();
  const options = { signal: listening.signal };
  let depth = 0;
  const over = (isOver) => element.classList.toggle("kali-drop-over", isOver);
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  element.addEventListener("dragenter", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth++;
    over(true);
  }, options);
  element.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  }, options);
  element.addEventListener("dragleave", (event) => {
    if (hasFiles(event) && --depth <= 0) over(false);
  }, options);
  element.addEventListener("drop", async (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    depth = 0;
    over(false);
    queue.add(await filesOf(event.dataTransfer));
  }, options);
  // A file dropped beside the target would replace the page and end every upload.
  for (const name of ["dragover", "drop"])
    addEventListener(name, (event) => hasFiles(event) && event.preventDefault(), options);
  return { dispose: () => listening.abort() };
}
