import { TwinError } from "../../models/errors/twin-error.ts";
import { commandAlarm } from "../../models/twin/alarm-command.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { maintainTwin } from "../../models/twin/maintain-twin.ts";
import { risenAlarms, toTwinState } from "../../models/twin/to-twin-state.ts";
import type { TwinMemory } from "../../models/twin/twin-memory.ts";
import { dataAge } from "../kit/data-age.ts";
import type { CreateBehaviour } from "../kit/define-node.ts";
import type { TwinStore } from "../kit/store.ts";
import type { FlowMessage, Outgoing } from "../kit/world.ts";
import { createComplaints } from "./complaints.ts";
import { twinStateErrors } from "./errors.ts";
import { createKeeper } from "./keeper.ts";
import { readMessage, type TwinInput } from "./read-message.ts";
import type { schema } from "./schema.ts";
import { createTrendWriter } from "./trend-writer.ts";
import { type Change, createTwin } from "./twin.ts";

const HOUR_MS = 3_600_000;

/** Ports: state, answers, alarms that changed. One memory for each machine; all time is the data's. */
export const createBehaviour: CreateBehaviour<(typeof schema)["fields"]> = (config, world) => {
  const type = world.resource<AssetType>(config.assetType, "twinloom-asset-type");
  const store = config.store ? world.resource<TwinStore>(config.store, "twinloom-store") : undefined;
  const complaints = createComplaints(world);
  const twin = createTwin(type, config, complaints.once);
  const keeper = createKeeper(type, store, world);
  const trends = createTrendWriter(store, world);
  const age = dataAge(world, { staleAfterSeconds: config.staleAfterSeconds });
  const toldAt = new Map<string, number>();

  const stateMessage = (message: FlowMessage, memory: TwinMemory): FlowMessage => ({
    ...message,
    topic: memory.asset,
    payload: toTwinState(memory, type, world.flowRevision()),
  });

  const alarmMessages = (memory: TwinMemory, ids: readonly string[]): FlowMessage[] =>
    risenAlarms(memory)
      .filter((alarm) => ids.includes(alarm.id))
      .map((alarm) => ({
        topic: memory.asset,
        payload: { schema: "twinloom/alarm@1", asset: memory.asset, assetType: type.id, time: memory.time, alarm },
      }));

  const tell = (message: FlowMessage, memory: TwinMemory, change: Change, withState: boolean): Outgoing => {
    age.seen(memory.time);
    const alarms = alarmMessages(memory, change.alarms);
    if (!withState && alarms.length === 0) return null;
    toldAt.set(memory.asset, memory.time);
    return [withState ? stateMessage(message, memory) : null, null, alarms.length > 0 ? alarms : null];
  };

  /** What is told is on disk before: a twin that is killed goes on from the last state that anybody has heard of. */
  const settle = (memory: TwinMemory, out: Outgoing): Outgoing | Promise<Outgoing> =>
    store && out ? Promise.all([keeper.keep(memory.asset), trends.pressure()]).then(() => out) : out;

  const fromData = (message: FlowMessage, input: TwinInput & { kind: "features" | "telemetry" }) => {
    const memory = keeper.findOrMake(input.body.asset);
    if (input.kind === "features") {
      const change = twin.features(memory, input.body);
      trends.write(memory, input.body);
      return settle(memory, tell(message, memory, change, true));
    }
    const change = twin.telemetry(memory, input.body);
    const due = memory.time - (toldAt.get(memory.asset) ?? 0) >= config.telemetryEveryMinutes * 60_000;
    const out = tell(message, memory, change, due || change.operatingState || change.alarms.length > 0);
    return settle(memory, out);
  };

  const known = (asset: string): TwinMemory => {
    const memory = keeper.find(asset);
    if (memory) return memory;
    throw new TwinError(twinStateErrors.unknownAsset, { asset, known: keeper.known().join(", ") || "none yet" });
  };

  const answer = (message: FlowMessage, asset: string): Outgoing => {
    const assets = asset ? [asset] : keeper.known();
    const states = assets.map((one) => toTwinState(known(one), type, world.flowRevision()));
    return [null, { ...message, topic: asset || type.id, payload: asset ? (states[0] ?? null) : states }, null];
  };

  const afterMaintenance = async (
    message: FlowMessage,
    input: TwinInput & { kind: "maintenance" },
  ): Promise<Outgoing> => {
    const memory = known(input.body.asset);
    maintainTwin(memory, input.body.component, Math.max(input.body.time, memory.time));
    await keeper.keep(memory.asset);
    return [stateMessage(message, memory), null, null];
  };

  const afterCommand = async (message: FlowMessage, input: TwinInput & { kind: "alarm" }): Promise<Outgoing> => {
    const memory = keeper.find(input.alarm.split("/")[0] ?? "");
    const alarm = memory?.alarms[input.alarm];
    if (!memory || !alarm) throw new TwinError(twinStateErrors.unknownAlarm, { alarm: input.alarm });
    const untilMs = memory.time + input.untilHours * HOUR_MS;
    memory.alarms[alarm.id] = commandAlarm(alarm, { command: input.command, by: input.by, untilMs });
    await keeper.keep(memory.asset);
    return [stateMessage(message, memory), null, alarmMessages(memory, [alarm.id])];
  };

  const handle = (message: FlowMessage): Outgoing | Promise<Outgoing> => {
    const input = readMessage(message.payload);
    switch (input.kind) {
      case "features":
      case "telemetry":
        return fromData(message, input);
      case "query":
        return answer(message, input.asset);
      case "maintenance":
        return afterMaintenance(message, input);
      case "alarm":
        return afterCommand(message, input);
    }
  };

  return {
    input: (message) => {
      if (keeper.ready()) return handle(message);
      return (keeper.whenReady() ?? Promise.resolve()).then(() => handle(message));
    },
    close: async () => {
      age.stop();
      await keeper.flush();
    },
  };
};
