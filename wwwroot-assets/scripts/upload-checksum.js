// Sends the SHA-256 of every chunk with it, so that a file that has arrived is known to equal the one that was sent.
// Needs a secure context (https, or this computer): elsewhere browsers do not hash.
export class CheckedHttpStack {
  static get isPossible() {
    return Boolean(globalThis.crypto?.subtle);
  }

  constructor(inner) {
    this.inner = inner;
  }

  getName() {
    return "CheckedHttpStack";
  }

  createRequest(method, url) {
    const request = this.inner.createRequest(method, url);
    const [send, abort] = [request.send.bind(request), request.abort.bind(request)];
    let isAborted = false;
    request.abort = () => {
      isAborted = true;
      return abort();
    };
    request.send = async (body = null) => {
      if (!(body instanceof Blob) || body.size === 0) return send(body);
      // The very bytes that were hashed are sent: the file on the person's disk may change in between.
      const bytes = await body.arrayBuffer();
      const digest = await crypto.subtle.digest("SHA-256", bytes);
      if (isAborted) return new Promise(() => {});
      request.setHeader("Upload-Checksum", `sha256 ${btoa(String.fromCharCode(...new Uint8Array(digest)))}`);
      return send(bytes);
    };
    return request;
  }
}
