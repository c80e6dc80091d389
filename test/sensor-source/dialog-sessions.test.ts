import assert from "node:assert/strict";
import { join } from "node:path";
import { parseConfig } from "../../nodes/kit/parse-config.ts";
import { browseLevel } from "../../nodes/sensor-source/opcua/browse/browse-level.ts";
import { type BrowseSession, openBrowseSession } from "../../nodes/sensor-source/opcua/browse/browse-session.ts";
import { dialogSessions } from "../../nodes/sensor-source/opcua/browse/dialog-sessions.ts";
import { schema } from "../../nodes/sensor-source/schema.ts";
import { type AsyncuaServer, asyncuaPython, startAsyncuaServer } from "../support/asyncua-server.ts";
import { fakeWorld } from "../support/fake-world.ts";
import { freePort } from "../support/free-port.ts";
import { PATIENCE_MS } from "../support/patience.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const MINUTE_MS = 60_000;

describe("the sessions of edit dialogs that browse an OPC UA server", () => {
  const folder = temporaryFolder();
  let server: AsyncuaServer;

  before(async function () {
    const python = await asyncuaPython();
    if (!python) return this.skip();
    server = await startAsyncuaServer(python, await freePort(), join(folder.path, "asyncua"));
  });
  after(async () => {
    await server?.kill();
    folder.remove();
  });

  const { world, clock } = fakeWorld({}, {}, folder.path);
  const open = (): Promise<BrowseSession> =>
    openBrowseSession({
      config: parseConfig(schema, { protocol: "opcua", opcuaEndpoint: server.endpoint }),
      world: { ...world, homeFolder: folder.path },
    });
  const sizeOf = async (session: BrowseSession): Promise<number> =>
    (await browseLevel(session, "i=85", undefined))?.nodes.length ?? 0;
  const counted = async (wanted: number): Promise<void> => {
    const deadline = Date.now() + PATIENCE_MS;
    while ((await server.counts()).sessions !== wanted) {
      assert.ok(Date.now() < deadline, `${(await server.counts()).sessions} sessions, not ${wanted}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it("are one for each dialog, whatever it asks at once, and end when nobody has asked for a while", async () => {
    const sessions = dialogSessions(clock);
    const answers = await Promise.all(["a", "a", "a", "b"].map((dialog) => sessions.ask(dialog, "x", open, sizeOf)));
    assert.ok(
      answers.every((size) => size === answers[0] && size > 0),
      `${answers}`,
    );
    await counted(2);
    clock.advance(MINUTE_MS);
    await counted(0);
    await sessions.ask("a", "x", open, sizeOf);
    await counted(1);
    await sessions.close("a");
    await counted(0);
  });

  it("are made anew for other settings, and the old one ends", async () => {
    const sessions = dialogSessions(clock);
    await sessions.ask("a", "x", open, sizeOf);
    await sessions.ask("a", "y", open, sizeOf);
    await counted(1);
    await sessions.close("a");
    await counted(0);
  });

  it("are not more than ten: the one that has been idle longest gives way", async () => {
    const sessions = dialogSessions(clock);
    for (let i = 0; i < 11; i++) await sessions.ask(`dialog ${i}`, "x", open, sizeOf);
    await counted(10);
    for (let i = 0; i < 11; i++) await sessions.close(`dialog ${i}`);
    await counted(0);
  });

  it("are made anew after the server came back", async () => {
    const sessions = dialogSessions(clock);
    await sessions.ask("a", "x", open, sizeOf);
    await server.kill();
    await assert.rejects(sessions.ask("a", "x", open, sizeOf));
    await server.start();
    assert.ok((await sessions.ask("a", "x", open, sizeOf)) > 0);
    await sessions.close("a");
    await counted(0);
  });
});
