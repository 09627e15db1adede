// Sends one file by tus-js-client and tells its progress line by line.
// node send.mjs ENDPOINT FILE USER
import fs from "node:fs";
import path from "node:path";
import * as tus from "tus-js-client";

const [endpoint, file, user] = process.argv.slice(2);
const upload = new tus.Upload(fs.createReadStream(file), {
  endpoint,
  chunkSize: 64 * 1024 * 1024,
  retryDelays: [0, 50, 100, 200, 400, 800, 1600, 3200, 3200, 3200],
  metadata: { filename: path.basename(file) },
  headers: { "X-Test-User": user },
  // A server that was killed is no answer at all; that must not end the upload.
  onShouldRetry: (error) => !error.originalResponse || [409, 423].includes(error.originalResponse.getStatus()) || error.originalResponse.getStatus() >= 500,
  onProgress: (sent) => console.log(`sent ${sent}`),
  onError: (error) => {
    console.error(String(error));
    process.exit(1);
  },
  onSuccess: () => {
    console.log(`done ${upload.url}`);
    process.exit(0);
  },
});
upload.start();
