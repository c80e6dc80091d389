import { glob } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { templates } from "../models/templates/templates.ts";
import { compile } from "./build/compile.ts";
import { copyAssets } from "./build/copy-assets.ts";
import { errorsPage } from "./build/errors-page.ts";
import { loadErrorCatalogue } from "./build/load-error-catalogue.ts";
import { prune } from "./build/prune.ts";
import { rooms } from "./build/rooms.ts";
import { templatesPage } from "./build/templates-page.ts";
import { writeBill } from "./build/write-bill.ts";
import { writeIfChanged } from "./build/write-if-changed.ts";
import { writePlugins } from "./build/write-plugins.ts";
import { writeRoom } from "./build/write-room.ts";

/** Makes `dist/`, `resources/` and `examples/` of the sources. Nothing in them is edited by hand or kept in git. */
const root = resolve(import.meta.dirname, "..");
const started = performance.now();
const names = await rooms(root);

const steps: [string, Promise<void>][] = [
  ["compile", compile(root, "scripts/build/tsconfig.build.json")],
  ["compile for the browser", compile(root, "nodes/kit/editor/tsconfig.json")],
  ["copy assets", copyAssets(root)],
  ["plugins", writePlugins(root)],
  ["bill of materials", writeBill(root)],
  ...names.map((name): [string, Promise<void>] => [
    `form of ${name}`,
    writeRoom(resolve(root, "nodes", name), resolve(root, "dist/nodes", name)),
  ]),
];
const writeErrorsPage = async (): Promise<void> =>
  writeIfChanged(resolve(root, "docs/errors.md"), errorsPage(await loadErrorCatalogue(root)));
steps.push(["page of errors", writeErrorsPage()]);
const writeTemplatesPage = async (): Promise<void> => {
  const names: string[] = [];
  for await (const file of glob("*.png", { cwd: resolve(root, "docs/pictures/templates") }))
    names.push(basename(file, ".png"));
  await writeIfChanged(resolve(root, "docs/templates.md"), templatesPage(templates, new Set(names)));
};
steps.push(["page of templates", writeTemplatesPage()]);
const results = await Promise.allSettled(steps.map(([, work]) => work));
for (const [index, result] of results.entries()) {
  if (result.status === "fulfilled") continue;
  console.error(`${steps[index]?.[0]}: ${result.reason instanceof Error ? result.reason.message : result.reason}`);
  process.exitCode = 1;
}
await prune(root);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${process.exitCode ? "Build failed" : "Built"}: ${names.length} nodes in ${seconds} s`);
