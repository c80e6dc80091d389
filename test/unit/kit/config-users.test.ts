import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { addUser } from "../../../nodes/kit/config-users.ts";
import type { RedNode } from "../../../nodes/kit/red.ts";

const require = createRequire(import.meta.url);
/** Node-RED's own class of all nodes. */
const Node: new (
  settings: object,
) => RedNode & { close(removed: boolean): Promise<void> } = require("@node-red/runtime/lib/nodes/Node.js");
const make = (id: string) => new Node({ id, type: "sample", z: "tab", wires: [], _flow: { path: "tab" } });

describe("a node that uses config nodes", () => {
  for (const count of [1, 2, 3]) {
    it(`is closed at a deploy, as the user of ${count}`, async () => {
      const user = make("user");
      const configs = Array.from({ length: count }, (_, i) => make(`config-${i}`));
      for (const config of configs) addUser(config, user);
      let closed = 0;
      user.on("close", (_removed: boolean, done: () => void) => {
        closed++;
        done();
      });
      await user.close(false);
      assert.equal(closed, 1);
      for (const { users } of configs) assert.deepEqual(users, {});
    });
  }
});
