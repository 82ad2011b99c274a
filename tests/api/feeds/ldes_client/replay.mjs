// Replays an event stream by ldes-client: the members as JSON lines, in the order of their numbers.
import { replicateLDES, intoConfig } from "ldes-client";
import { Writer } from "n3";

const [url, options] = process.argv.slice(2);
const client = replicateLDES(intoConfig({ url, ...JSON.parse(options ?? "{}") }), "ascending");
const pages = [];
client.on("fragment", (page) => pages.push([page.url, page.immutable ?? false]));
const members = [];
const reader = client.stream({ highWaterMark: 10 }).getReader();
for (let read = await reader.read(); !read.done; read = await reader.read()) {
  const { id, quads, isVersionOf, timestamp, type } = read.value;
  const text = new Writer({ format: "application/n-quads" }).quadsToString(quads);
  members.push({ id: id.value, of: isVersionOf, when: timestamp, text });
}
process.stdout.write(JSON.stringify({ pages, members }));
