import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FieldUi } from "../../nodes/kit/node-schema.ts";
import type { Translation } from "../../scripts/build/catalogue.ts";
import { rooms } from "../../scripts/build/rooms.ts";
import { loadSchema } from "../../scripts/build/write-room.ts";
import { packageRoot } from "../support/node-red.ts";

const FURNITURE = [
  "schema.ts",
  "behaviour.ts",
  "node.ts",
  "help.md",
  "help.de.md",
  "icon.svg",
  "locales/de.json",
  "example.json",
];

const names = await rooms(packageRoot);
const manifest: { "node-red": { nodes: Record<string, string> } } = JSON.parse(
  await readFile(join(packageRoot, "package.json"), "utf8"),
);

/** Keys of the texts that a room's translation does not give. */
const untranslated = async (name: string): Promise<string[]> => {
  const schema = await loadSchema(join(packageRoot, "nodes", name));
  const german: Translation = JSON.parse(await readFile(join(packageRoot, "nodes", name, "locales/de.json"), "utf8"));
  const missing: string[] = [];
  const fields = schema.fields.properties as Record<string, { ui?: FieldUi }>;
  for (const [field, { ui }] of Object.entries(fields)) {
    const words = german.fields?.[field];
    if (!words?.label) missing.push(`fields.${field}.label`);
    if (ui?.help && !words?.help) missing.push(`fields.${field}.help`);
    if (ui?.group && !german.groups?.[ui.group]) missing.push(`groups.${ui.group}`);
    for (const column of Object.keys(ui?.columns ?? {})) {
      if (!words?.columns?.[column]?.label) missing.push(`fields.${field}.columns.${column}.label`);
    }
  }
  if (!german.label) missing.push("label");
  if (!german.summary) missing.push("summary");
  return missing;
};

describe("the rooms of the nodes", () => {
  it("are those that package.json registers with Node-RED", () => {
    const expected = Object.fromEntries(names.map((name) => [name, `dist/nodes/${name}/node.js`]));
    assert.deepEqual({ ...manifest["node-red"].nodes }, expected);
  });

  for (const name of names) {
    it(`${name} has all its furniture and the type of its name`, async () => {
      for (const file of FURNITURE) assert.ok(existsSync(join(packageRoot, "nodes", name, file)), `${name}/${file}`);
      const schema = await loadSchema(join(packageRoot, "nodes", name));
      assert.equal(schema.type, `twinloom-${name}`);
    });

    it(`${name} speaks German too`, async () => {
      assert.deepEqual(await untranslated(name), []);
    });

    it(`${name} has help in the four sections of the panel, in both languages`, async () => {
      for (const file of ["help.md", "help.de.md"]) {
        const text = await readFile(join(packageRoot, "nodes", name, file), "utf8");
        assert.equal(text.match(/^### /gm)?.length, 4, `${name}/${file}`);
      }
    });
  }
});
