import assert from "node:assert/strict";
import { catalogue, type Translation } from "../../../scripts/build/catalogue.ts";
import { displayUnit } from "../../../scripts/build/display-unit.ts";
import { formDefinitionOf } from "../../../scripts/build/form-definition-of.ts";
import { formHtml } from "../../../scripts/build/form-html.ts";
import { helpHtml } from "../../../scripts/build/help-html.ts";
import { settingsTable } from "../../../scripts/build/settings-table.ts";
import { schema } from "../../fixtures/sample-package/nodes/sample/schema.ts";

const german: Translation = {
  label: "Muster",
  fields: {
    windowHours: { label: "Fenster" },
    limits: { columns: { channel: { label: "Kanal" } } },
  },
  secrets: { password: { label: "Kennwort" } },
  groups: { Machine: "Maschine" },
  choices: { protocol: { none: "Keins" } },
};

describe("what the build makes of a schema", () => {
  it("is a form with every field and no text that is not in the catalogue", () => {
    const html = formHtml(schema, formDefinitionOf("sample", schema), false);
    const words = catalogue(schema, "en-US");
    const keys = [...html.matchAll(/data-i18n="(?:\[\w+\])?([^"]+)"/g)].map(([, key = ""]) => key);
    assert.ok(keys.length > 20);
    for (const key of keys) {
      const text = key.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], words);
      assert.equal(typeof text, "string", key);
    }
    for (const name of Object.keys(schema.fields.properties)) assert.ok(html.includes(`data-field="${name}"`), name);
  });

  it("puts a secret behind the fields that are shown with it", () => {
    const html = formHtml(schema, formDefinitionOf("sample", schema), false);
    assert.ok(html.indexOf('data-field="topic"') < html.indexOf('data-field="password"'));
    assert.ok(html.indexOf('data-field="password"') < html.indexOf('data-field="code"'));
  });

  it("loads a room's own editor file before the node is registered", () => {
    const html = formHtml(schema, formDefinitionOf("sample", schema), true);
    const own = html.indexOf("resources/twinloom/nodes/sample/editor.browser.js");
    assert.ok(own > 0 && own < html.indexOf("twinloom.register"));
  });

  it("speaks German where the translation has words, else English", () => {
    const words = catalogue(schema, "de", german);
    assert.equal(words.label, "Muster");
    assert.deepEqual(words.fields["password"], { label: "Kennwort" });
    assert.deepEqual(words.fields["windowHours"], { label: "Fenster", help: "Length of one window." });
    assert.deepEqual(words.groups, { Machine: "Maschine", Source: "Source", Limits: "Limits" });
    assert.deepEqual(words.choices["protocol"], { "3_1_1": "MQTT 3.1.1", mqtt: "MQTT 5", none: "Keins" });
  });

  it("is a table of settings with default, unit and range", () => {
    const table = settingsTable(schema, "en-US");
    assert.ok(
      table.includes(
        "| Window<br>`windowHours` | Length of one window.<br>Default: 24 h; Range: >\u00a00, ≤\u00a0720 |",
      ),
    );
    assert.ok(table.includes("| Protocol<br>`protocol` | Default: None; Range: MQTT 3.1.1 or MQTT 5 or None |"));
    assert.match(settingsTable(schema, "de", german), /\| Fenster<br>`windowHours` \|.*Vorgabe: 24 h/);
  });

  it("is help with the settings before the references", () => {
    const text = "Three lines.\n\n### Inputs\n\n### References\n\n- one\n";
    const sections = (help: string) => [...help.matchAll(/^### (.+)$/gm)].map(([, name]) => name);
    const english = helpHtml("twinloom-sample", "en-US", text, "### Settings\n");
    assert.deepEqual(sections(english), ["Inputs", "Settings", "References"]);
    const inGerman = helpHtml("twinloom-sample", "de", text, "### Einstellungen\n");
    assert.deepEqual(sections(inGerman), ["Eingänge", "Einstellungen", "Quellen"]);
  });

  it("writes units as people do", () => {
    const units = ["Cel", "m3/h", "mm/s2", "1/min", "% of range", "N.m", "h"].map(displayUnit);
    assert.deepEqual(units, ["°C", "m³/h", "mm/s²", "1/min", "% of range", "N·m", "h"]);
  });
});
