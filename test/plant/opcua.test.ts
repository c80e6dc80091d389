import assert from "node:assert/strict";
import { OPCUACertificateManager } from "node-opcua-certificate-manager";
import { AttributeIds, type ClientSession, DataType, OPCUAClient, TimestampsToReturn } from "node-opcua-client";
import { eventually } from "../support/eventually.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";
import { type PlantProcess, startPlant } from "./plant-process.ts";

const node = (name: string): string => `ns=1;s=pump-1.${name}`;

describe("plant over OPC UA", () => {
  let plant: PlantProcess;
  let session: ClientSession;
  const folder = temporaryFolder();
  const clientCertificateManager = new OPCUACertificateManager({ rootFolder: folder.path });
  const client = OPCUAClient.create({ endpointMustExist: false, clientCertificateManager });

  const read = async (name: string) => {
    const answer = await session.read({ nodeId: node(name), attributeId: AttributeIds.Value });
    return {
      value: Number(answer.value.value),
      time: answer.sourceTimestamp?.getTime() ?? 0,
      status: answer.statusCode,
    };
  };
  const readUntil = (name: string, holds: (value: number) => boolean) =>
    eventually(
      `the value of ${name}`,
      async () => holds((await read(name)).value),
      () => read(name),
    );
  const write = (name: string, value: number) =>
    session.write({
      nodeId: node(name),
      attributeId: AttributeIds.Value,
      value: { value: { dataType: DataType.Double, value } },
    });

  before(async () => {
    plant = await startPlant();
    await client.connect(`opc.tcp://127.0.0.1:${plant.ports.opcua}`);
    session = await client.createSession();
  });
  after(async () => {
    await session?.close();
    await client.disconnect();
    await plant?.stop();
    folder.remove();
  });

  it("serves the pump in a namespace of its own name", async () => {
    assert.equal((await session.readNamespaceArray())[1], "urn:twinloom:plant");
    await readUntil("speed", (speed) => Math.abs(speed - 2900) < 20);
    for (const channel of ["flow", "suctionPressure", "dischargePressure", "motorPower", "vibrationVelocity"]) {
      assert.ok((await read(channel)).value > 0, channel);
    }
  });

  it("stamps values with plant time, which is long past", async () => {
    await readUntil("flow", (flow) => flow > 0);
    const { time } = await read("flow");
    const daysBack = (Date.now() - time) / 86_400_000;
    assert.ok(daysBack > 300 && daysBack < 366, `${daysBack} days back`);
  });

  it("gives every scan to a client that samples at 0", async () => {
    const subscription = await session.createSubscription2({
      requestedPublishingInterval: 100,
      publishingEnabled: true,
    });
    const item = await subscription.monitor(
      { nodeId: node("flow"), attributeId: AttributeIds.Value },
      { samplingInterval: 0, queueSize: 100 },
      TimestampsToReturn.Both,
    );
    const times: number[] = [];
    item.on("changed", ({ sourceTimestamp }) => times.push(sourceTimestamp?.getTime() ?? 0));
    await until("twenty values", () => times.length >= 20);
    await subscription.terminate();
    for (const [i, time] of times.entries()) if (i > 0) assert.equal(time - (times[i - 1] ?? 0), 300_000);
  });

  it("obeys a written speed: the pump slows down and its pressure falls", async () => {
    await readUntil("dischargePressure", (bar) => bar > 4);
    assert.equal((await write("set.speed", 2000)).name, "Good");
    assert.equal((await read("set.speed")).value, 2000);
    await readUntil("speed", (speed) => Math.abs(speed - 2000) < 20);
    await readUntil("dischargePressure", (bar) => bar < 4);
  });

  it("refuses a speed out of range and keeps the one before", async () => {
    const before = (await read("set.speed")).value;
    assert.equal((await write("set.speed", 99_000)).name, "BadOutOfRange");
    assert.equal((await read("set.speed")).value, before);
  });
});
