// Bundles the pages' scripts into the folder that is named on the command line, with the land of
// the world for maps, the pages' typefaces, and the licences of what
// went in.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { writeLand } from "./land.mjs";

const out = process.argv[2];
const here = import.meta.dirname;
const json = (path) => JSON.parse(readFileSync(join(here, path), "utf8"));

// Every page loads the suggestions, some one of the others; only its own page loads the query editor.
const PAGES = ["answer", "docs", "explore", "map", "query", "suggest", "validate"];

// Everything that is installed to be shipped, whether all of it went into a bundle or not.
function thirdParties() {
  const installed = json("package-lock.json").packages;
  const shipped = Object.entries(installed).filter(
    ([path, each]) => path && !each.dev && !each.optional && !path.includes("esbuild"),
  );
  return shipped.map(([path, each]) => licence(path, each)).join(`\n${"-".repeat(72)}\n\n`);
}

function licence(path, { version, license }) {
  const folder = join(here, path);
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|notice)/i.test(name));
  const { author } = json(join(path, "package.json"));
  const by = author ? `, by ${author.name ?? author}` : "";
  const texts = files.map((name) => readFileSync(join(folder, name), "utf8").trim());
  const text = texts.join("\n\n") || "It comes without a file of its licence.";
  return `${path.replace(/^.*node_modules\//, "")} ${version} (${license}${by})\n\n${text}\n`;
}

// Pictures that stand in a style as data: the pages' content policy takes files of ours only.
const pictures = {
  name: "pictures",
  setup(build) {
    const found = [];
    build.onResolve({ filter: /^data:image/ }, ({ path }) => {
      const [, kind] = /^data:image\/(\w+)/.exec(path);
      const number = found.includes(path) ? found.indexOf(path) : found.push(path) - 1;
      return { path: `picture-${number}.${kind}`, namespace: "pictures", pluginData: path };
    });
    build.onLoad({ filter: /.*/, namespace: "pictures" }, ({ pluginData }) => {
      const [, coding, text] = /^data:[^,]*?(;base64)?,(.*)$/s.exec(pluginData);
      const contents = coding ? Buffer.from(text, "base64") : decodeURIComponent(text);
      return { contents, loader: "file" };
    });
  },
};

// The letters of the languages that names and sources here are written in.
const FONTS = [
  ["source-sans-3", ["latin", "latin-ext"]],
  ["source-serif-4", ["latin", "latin-ext", "cyrillic"]],
];

function fonts(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [face, scripts] of FONTS) {
    for (const script of scripts) {
      const name = `${face}-${script}-wght-normal.woff2`;
      const path = `node_modules/@fontsource-variable/${face}/files/${name}`;
      copyFileSync(join(here, path), join(folder, name));
    }
  }
}

mkdirSync(out, { recursive: true });
const entries = PAGES.map((name) => join(here, "src", `${name}.ts`));
await build({
  entryPoints: entries,
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  plugins: [pictures],
  logLevel: "warning",
});
writeLand(join(out, "land"), join(here, "node_modules/world-atlas"));
writeFileSync(join(out, "THIRD-PARTY.txt"), thirdParties());
fonts(join(out, "fonts"));
