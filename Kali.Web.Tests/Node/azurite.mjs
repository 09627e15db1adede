// Azurite's blob service on a free port and in memory. It ends when the one who started it closes the input, killed or not.
import { createRequire } from "node:module";

process.stdin.resume().on("end", () => process.exit(0));
process.argv.push("--blobHost", "127.0.0.1", "--blobPort", "0", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent");
createRequire(import.meta.url)("azurite/dist/src/blob/main.js");
