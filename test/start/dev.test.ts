import assert from "node:assert/strict";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutCopy } from "../support/checkout-copy.ts";
import { eventually } from "../support/eventually.ts";
import { ownPlace, type StartedTwinloom, startTwinloom } from "../support/started-twinloom.ts";

const timesUp = (said: string): number => said.split("Ctrl-C ends everything.").length - 1;

describe("npm run dev", () => {
  let copy: ReturnType<typeof checkoutCopy>;
  let twinloom: StartedTwinloom;

  before(async () => {
    copy = checkoutCopy();
    twinloom = await startTwinloom(await ownPlace(join(copy.path, "home")), ["--no-plant"], {
      cwd: copy.path,
      command: ["npm", "run", "dev", "--"],
    });
  });
  after(async () => {
    await twinloom?.stop();
    copy.remove();
  });

  const said = async (words: RegExp, from: number) =>
    eventually(`the words ${words}`, () => words.test(twinloom.printed().slice(from)), twinloom.printed);

  it("waits while a changed file can't be built, and starts again when it can", async () => {
    const file = join(copy.path, "nodes/history/behaviour.ts");
    const right = readFileSync(file, "utf8");
    let from = twinloom.printed().length;
    appendFileSync(file, "\nconst = ;\n");
    await said(/the build failed, waiting for the next change/, from);

    from = twinloom.printed().length;
    writeFileSync(file, right);
    await said(/Started flows/, from);
    await said(/Ctrl-C ends everything/, from);
    assert.equal(timesUp(twinloom.printed()), 2);
    assert.equal((await fetch(`${twinloom.url}/auth/login`)).status, 200);
  });

  it("ends everything at Ctrl-C", async () => {
    assert.equal(await twinloom.stop(), 0);
    assert.deepEqual(twinloom.processes(), []);
  });
});
