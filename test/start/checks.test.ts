import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutCopy } from "../support/checkout-copy.ts";

/** Wrong type, double blanks, and a door that is closed to `models/`. */
const PLANTED = 'import { hrtime } from "node:process";\nexport const planted:  string = hrtime.bigint();\n';

describe("npm run check", () => {
  let copy: ReturnType<typeof checkoutCopy>;
  before(() => {
    copy = checkoutCopy();
  });
  after(() => copy.remove());

  const check = (...names: string[]) => {
    const { status, stdout, stderr } = spawnSync("npm", ["run", "check", "--", ...names], { cwd: copy.path });
    return { status, said: `${stdout}${stderr}` };
  };

  it("passes types, lint and doors of this checkout", () => {
    const { status, said } = check("types", "lint", "doors");
    for (const name of ["types", "lint", "doors"]) assert.match(said, new RegExp(`^ok +${name} `, "m"), said);
    assert.equal(status, 0);
  });

  it("fails, and shows where, when a file breaks a rule", () => {
    writeFileSync(join(copy.path, "models/twin/planted.ts"), PLANTED);
    const { status, said } = check("types", "lint", "doors");
    for (const name of ["types", "lint", "doors"]) assert.match(said, new RegExp(`^FAILED +${name} `, "m"), said);
    assert.match(said, /models\/twin\/planted\.ts.*error TS2322/);
    assert.match(said, /models-are-pure: dist\/models\/twin\/planted\.js/);
    assert.equal(status, 1);
  });

  it("names the checks when there is none of that name", () => {
    const { status, said } = check("spelling");
    assert.match(said, /There is no check spelling. There are: types lint doors unit/);
    assert.equal(status, 2);
  });
});
