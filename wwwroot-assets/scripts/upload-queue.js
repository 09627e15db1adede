// The files this tab is sending. One queue lives on window for the whole life of the tab, so that it goes on
// while the person looks at other pages. It knows no words: it tells states and codes, and Kali says them.
import "../vendor/tus/tus.min.js";
import { CheckedHttpStack } from "./upload-checksum.js";

const tus = window.tus;
const atOnce = 2;
const smallestChunk = 256 * 1024;
const largestChunk = 16 * 1024 * 1024;
const secondsAChunk = 4;
const retryDelays = [0, 500, 1000, 2000, 4000, 8000, ...Array(60).fill(15000)];

class UploadQueue {
  constructor() {
    this.items = new Map();
    this.listeners = new Set();
    // The dataset whose page the person came from: what is chosen there is its new version.
    this.dataset = null;
    this.settings = { endpoint: "api/uploads", antiforgery: "api/antiforgery", maxBytes: Number.MAX_SAFE_INTEGER };
    this.token = null;
    this.nextKey = 1;
    addEventListener("online", () => this.#wake());
    addEventListener("beforeunload", (leaving) => {
      if ([...this.items.values()].some((item) => item.state === "sending" || item.state === "waiting"))
        leaving.preventDefault();
    });
  }

  configure(settings) {
    this.settings = { ...this.settings, ...settings };
  }

  // Files as { file, path }: the path is the one inside a dropped folder.
  add(files) {
    for (const { file, path } of files) {
      const known = [...this.items.values()].find((item) => isSame(item, file, path) && !isEnded(item.state));
      if (known) {
        if (known.state === "paused" || known.state === "failed") this.resume(known.key);
        continue;
      }
      const item = {
        key: String(this.nextKey++), file, path, dataset: this.dataset, name: file.name, size: file.size, modified: file.lastModified,
        sent: 0, from: 0, state: "waiting", uploadId: null, code: null, message: null, detail: null,
        speed: null, isChecked: false, marks: [], upload: null, release: null,
      };
      this.items.set(item.key, item);
      if (file.size > this.settings.maxBytes) this.#end(item, "refused", "too-large");
      this.#changed(item);
    }
    this.#next();
  }

  pause(key) {
    const item = this.items.get(key);
    if (!item || isEnded(item.state) || item.state === "paused") return;
    item.upload?.abort();
    this.#state(item, "paused");
    this.#next();
  }

  resume(key) {
    const item = this.items.get(key);
    if (!item || !["paused", "failed", "elsewhere"].includes(item.state)) return;
    [item.code, item.message, item.detail] = [null, null, null];
    this.#state(item, "waiting");
    this.#next();
  }

  // A refused file begins anew: it may have been mended meanwhile.
  retry(key) {
    const item = this.items.get(key);
    if (!item) return;
    if (item.state === "refused" && item.size <= this.settings.maxBytes) {
      [item.code, item.message, item.detail, item.upload, item.sent] = [null, null, null, null, 0];
      this.#state(item, "waiting");
      this.#next();
    } else this.resume(key);
  }

  async cancel(key) {
    const item = this.items.get(key);
    if (!item || isEnded(item.state)) return;
    const upload = item.upload;
    this.#end(item, "cancelled", null);
    this.#next();
    try {
      await upload?.abort(true);
    } catch {
      // The server is not reachable; it removes the upload when it expires.
    }
  }

  forget(key) {
    const item = this.items.get(key);
    if (item && isEnded(item.state)) this.items.delete(key);
  }

  pauseAll() {
    for (const key of this.items.keys()) this.pause(key);
  }

  resumeAll() {
    for (const item of this.items.values()) if (item.state === "paused") this.resume(item.key);
  }

  listen(listener) {
    this.listeners.add(listener);
    for (const item of this.items.values()) listener(item);
    return () => this.listeners.delete(listener);
  }

  #next() {
    const active = [...this.items.values()].filter((item) => item.state === "sending").length;
    const waiting = [...this.items.values()].filter((item) => item.state === "waiting");
    for (const item of waiting.slice(0, Math.max(0, atOnce - active))) this.#send(item);
  }

  async #send(item) {
    this.#state(item, "sending");
    if (!item.release && !(await this.#hold(item))) {
      this.#end(item, "elsewhere", "elsewhere");
      this.#next();
      return;
    }
    if (item.state !== "sending") return;
    [item.marks, item.speed] = [[], null];
    if (!item.upload) {
      item.upload = this.#create(item);
      const earlier = await item.upload.findPreviousUploads();
      if (earlier.length > 0) item.upload.resumeFromPreviousUpload(earlier.sort((a, b) => b.creationTime.localeCompare(a.creationTime))[0]);
    }
    if (item.state === "sending") item.upload.start();
  }

  // Two tabs that send one file would take it out of each other's hands for ever.
  #hold(item) {
    if (!navigator.locks) return Promise.resolve(true);
    return new Promise((resolve) => {
      navigator.locks.request(`kali-upload ${fingerprint(item)}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        if (lock) return new Promise((release) => (item.release = release));
      });
    });
  }

  #create(item) {
    const isChecked = CheckedHttpStack.isPossible;
    item.isChecked = isChecked;
    const upload = new tus.Upload(item.file, {
      endpoint: new URL(this.settings.endpoint, document.baseURI).toString(),
      metadata: { filename: item.name, filetype: item.file.type, path: item.path ?? "", lastModified: String(item.modified), ...(item.dataset ? { dataset: item.dataset } : {}) },
      fingerprint: async () => fingerprint(item),
      removeFingerprintOnSuccess: true,
      chunkSize: isChecked ? 1024 * 1024 : Infinity,
      httpStack: isChecked ? new CheckedHttpStack(new tus.DefaultHttpStack()) : new tus.DefaultHttpStack(),
      retryDelays,
      onShouldRetry: (error) => mayRetry(error.originalResponse?.getStatus() ?? 0),
      onBeforeRequest: async (request) => {
        const { header, token } = await (this.token ??= this.#readToken());
        if (header) request.setHeader(header, token);
      },
      onAfterResponse: (request, response) => {
        const status = response.getStatus();
        // The token belongs to a session; a new one has another.
        if (status === 401 || status === 403) this.token = null;
        // tus would begin anew on any fault of HEAD; being signed out is no reason to send everything again.
        if (status === 401) throw new SignedOut();
      },
      onUploadUrlAvailable: () => {
        item.uploadId = upload.url.split("/").pop();
        this.#changed(item);
      },
      onProgress: (sent) => this.#progress(item, sent),
      onChunkComplete: (size) => this.#fitChunk(item, size),
      onSuccess: () => {
        item.sent = item.size;
        this.#end(item, "sent", null);
        this.#next();
      },
      onError: (error) => this.#failed(item, error),
    });
    return upload;
  }

  async #readToken() {
    try {
      const answer = await fetch(new URL(this.settings.antiforgery, document.baseURI), { headers: { Accept: "application/json" } });
      if (answer.ok) return await answer.json();
    } catch {
      // Not reachable now: the request itself will say so, and be repeated.
    }
    this.token = null;
    return {};
  }

  #progress(item, sent) {
    const now = performance.now();
    if (item.marks.length === 0) item.from = sent;
    item.sent = sent;
    item.marks.push({ at: now, sent });
    while (item.marks.length > 2 && now - item.marks[0].at > 5000) item.marks.shift();
    const first = item.marks[0];
    if (now - first.at > 500) item.speed = Math.max(0, ((sent - first.sent) * 1000) / (now - first.at));
    this.#changed(item);
  }

  // A hashed chunk counts only when it is whole: on a slow line it must stay small enough to get through.
  #fitChunk(item, size) {
    const options = item.upload.options;
    if (options.chunkSize === Infinity || !item.speed) return;
    options.chunkSize = Math.round(Math.min(largestChunk, Math.max(smallestChunk, item.speed * secondsAChunk)));
  }

  #failed(item, error) {
    const response = error.originalResponse;
    const problem = problemOf(response);
    [item.message, item.detail] = [problem?.message ?? null, problem?.detail ?? null];
    const status = response?.getStatus() ?? 0;
    const code = error instanceof SignedOut || error.causingError instanceof SignedOut ? "signed-out" : problem?.code ?? (status === 0 ? "network" : `status-${status}`);
    if (status === 413 || status === 422) this.#end(item, "refused", code);
    else {
      item.code = code;
      this.#state(item, "failed");
    }
    if (status === 404 || status === 410 || status === 413 || status === 422) item.upload = null;
    this.#next();
  }

  #wake() {
    for (const item of this.items.values()) {
      if (item.state === "failed" && item.code === "network") this.resume(item.key);
      else if (item.state === "sending" && item.upload?._retryTimeout) {
        item.upload.abort();
        item.upload.start();
      }
    }
  }

  #end(item, state, code) {
    item.code = code;
    item.release?.();
    item.release = null;
    this.#state(item, state);
  }

  #state(item, state) {
    item.state = state;
    if (state !== "sending") item.speed = null;
    this.#changed(item);
  }

  #changed(item) {
    for (const listener of this.listeners) listener(item);
  }
}

class SignedOut extends Error {}

function isEnded(state) {
  return state === "sent" || state === "refused" || state === "cancelled";
}

function isSame(item, file, path) {
  return item.name === file.name && item.size === file.size && item.modified === file.lastModified && item.path === path;
}

function fingerprint(item) {
  return ["kali", item.path ?? "", item.name, item.size, item.modified, ...(item.dataset ? [item.dataset] : [])].join("|");
}

function mayRetry(status) {
  return status === 0 || status === 403 || status === 409 || status === 423 || status === 429 || status === 460 || (status >= 500 && status !== 507);
}

function problemOf(response) {
  try {
    return response ? JSON.parse(response.getBody()) : null;
  } catch {
    return null;
  }
}

export const queue = (window.kaliUploads ??= new UploadQueue());
