import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { rooms } from "../../scripts/build/rooms.ts";
import { hasBrowser, openBrowser, openEditor } from "../support/browser.ts";
import { packageRoot, type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

interface EditorNode {
  readonly id: string;
  readonly type: string;
  readonly valid?: boolean;
  readonly validationErrors?: readonly string[];
}

/** The editor's own registry, as far as it is asked here; it runs in the page. */
declare const RED: {
  readonly nodes: Record<"eachNode" | "eachConfig", (visit: (node: EditorNode) => void) => void>;
};

describe("the flows that come with the package, in the editor", () => {
  const folder = temporaryFolder();
  let red: RunningNodeRed;
  let browser: Browser;

  before(async function () {
    if (!hasBrowser()) {
      console.warn(
        "no Chromium at /usr/bin/chromium (or TWINLOOM_CHROMIUM): the shipped flows are not looked at in a browser",
      );
      this.skip();
    }
    const examples = (await rooms(packageRoot)).map((room) => join(packageRoot, "nodes", room, "example.json"));
    const files = [join(packageRoot, "flows", "plant.json"), ...examples.filter((file) => existsSync(file))];
    const flows = files.flatMap((file) => JSON.parse(readFileSync(file, "utf8")) as object[]);
    red = await startNodeRed({ env: { TWINLOOM_HOME: folder.path }, flows });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await red?.stop();
    folder.remove();
  });

  it("have no node of ours that the editor marks as wrong", async () => {
    const page = await openEditor(browser, red.url);
    const wrong = await page.evaluate(() => {
      const found: string[] = [];
      const look = ({ id, type, valid, validationErrors }: EditorNode): void => {
        if (valid === false && type.startsWith("twinloom-")) found.push(`${id}: ${validationErrors?.join("; ")}`);
      };
      RED.nodes.eachNode(look);
      RED.nodes.eachConfig(look);
      return found;
    });
    assert.deepEqual(wrong, []);
    await page.close();
  });
});
