import assert from "node:assert/strict";
import { connect } from "node:net";
import { join } from "node:path";
import { openAdminApi } from "../support/admin-api.ts";
import { ownPlace, type StartedTwinloom, startTwinloom } from "../support/started-twinloom.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const listens = (port: string | undefined): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(Number(port), "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

describe("twinloom start --no-plant --home FOLDER", () => {
  const folder = temporaryFolder();
  let twinloom: StartedTwinloom;

  before(async () => {
    const { TWINLOOM_HOME, ...ports } = await ownPlace("");
    const options = ["--no-plant", "--home", join(folder.path, "my-plant")];
    const command = ["npm", "run", "-s", "twinloom", "--", "start"];
    twinloom = await startTwinloom(ports, options, { command });
  });
  after(async () => {
    await twinloom?.stop();
    folder.remove();
  });

  it("opens an empty editor with all nodes to the engineer", async () => {
    const get = await openAdminApi(twinloom.url, "admin", twinloom.passwords["admin"]);
    assert.ok(get);
    assert.deepEqual(await get("/flows"), []);
    const sets = await get<{ types: string[]; enabled: boolean; err?: string }[]>("/nodes");
    const ours = sets.filter((set) => set.types.some((type) => type.startsWith("twinloom-")));
    assert.ok(ours.length >= 8);
    for (const set of ours) assert.ok(set.enabled && !set.err, `${set.types}: ${set.err}`);
  });

  it("loads no palette that nobody asked for", async () => {
    const get = await openAdminApi(twinloom.url, "admin", twinloom.passwords["admin"]);
    const modules = new Set((await get?.<{ module: string }[]>("/nodes"))?.map((set) => set.module));
    assert.deepEqual([...modules].sort(), ["@flowfuse/node-red-dashboard", "node-red", "twinloom"]);
  });

  it("starts no plant", async () => {
    for (const name of ["TWINLOOM_OPCUA_PORT", "TWINLOOM_MODBUS_PORT", "TWINLOOM_MQTT_PORT"])
      assert.equal(await listens(twinloom.env[name]), false, name);
    assert.doesNotMatch(twinloom.printed(), /plant, OPC UA/);
  });
});
