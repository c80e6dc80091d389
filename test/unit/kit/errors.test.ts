import assert from "node:assert/strict";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { statusOf } from "../../../nodes/kit/status-of.ts";
import { errorsPage } from "../../../scripts/build/errors-page.ts";
import { loadErrorCatalogue } from "../../../scripts/build/load-error-catalogue.ts";
import { packageRoot } from "../../support/node-red.ts";

describe("the catalogue of errors", () => {
  it("gives every error a status of less than 20 characters", async () => {
    for (const entry of await loadErrorCatalogue(packageRoot)) {
      const { text } = statusOf(new TwinError(entry));
      assert.ok(text.length < 20, text);
      assert.ok(text.length > 0);
    }
  });

  it("gives every error a next step", async () => {
    for (const { code, message, next } of await loadErrorCatalogue(packageRoot)) {
      assert.ok(message.length > 0 && next.length > 0, code);
      assert.doesNotMatch(message, /\.$/, `${code} ends with a full stop of its own`);
    }
  });

  it("is a page with one row per code", async () => {
    const catalogue = await loadErrorCatalogue(packageRoot);
    const page = errorsPage(catalogue);
    for (const { code } of catalogue) assert.equal(page.split(`\`${code}\``).length, 2, code);
  });

  it("keeps the end of a status that is too long, because it says what is wrong", () => {
    const entry = { code: "TWIN-X-001", message: "m", next: "n" };
    assert.equal(statusOf(new TwinError(entry, { status: "vibrationWindow is empty" })).text, "vibration… is empty");
  });
});
