// Fails when what is shipped is larger than what a phone should have to fetch before the first screen.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = Number(process.argv[2] ?? 120_000);

const files = readdirSync("dist", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`);
if (!files.some((file) => file.endsWith(".js"))) {
  console.error("size: there is no script in dist: run the build first");
  process.exit(1);
}
const total = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
console.log(`size: ${total} bytes gzip of at most ${LIMIT}`);
process.exit(total < LIMIT ? 0 : 1);
