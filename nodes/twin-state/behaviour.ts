import { TwinError } from "../../models/errors/twin-error.ts";
import type { AlarmChange } from "../../models/twin/alarm-change.ts";
import { commandAlarm } from "../../models/twin/alarm-command.ts";
import { applyFeatures } from "../../models/twin/apply-features.ts";
import { applyTelemetry } from "../../models/twin/apply-telemetry.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { maintainTwin } from "../../models/twin/maintain-twin.ts";
import { toTwinState } from "../../models/twin/to-twin-state.ts";
import type { TwinMemory } from "../../models/twin/twin-memory.ts";
import { dataAge } from "../kit/data-age.ts";
import type { CreateBehaviour } from "../kit/define-node.ts";
import { inCharge } from "../kit/in-charge.ts";
import type { TwinStore } from "../kit/store.ts";
import { isToAll, silentIfForeign } from "../kit/to-all.ts";
import type { FlowMessage, Outgoing } from "../kit/world.ts";
import { alarmChanges } from "./alarm-changes.ts";
import { alarmRecord } from "./alarm-record.ts";
import { createComplaints } from "./complaints.ts";
import { twinStateErrors } from "./errors.ts";
import { createKeeper } from "./keeper.ts";
import { operatingContexts } from "./operating-contexts.ts";
import { readMessage, type TwinInput } from "./read-message.ts";
import { refuseOtherMachine } from "./refuse-other-machine.ts";
import type { schema } from "./schema.ts";
import { createTeller, type Ports } from "./teller.ts";
import { createTrendWriter } from "./trend-writer.ts";
import { twinRules } from "./twin-rules-of.ts";

const HOUR_MS = 3_600_000;
type Input<K extends TwinInput["kind"]> = TwinInput & { readonly kind: K };

/** Ports: state, answers, alarms that changed. One memory for each machine; all time is the data's. */
export const createBehaviour: CreateBehaviour<(typeof schema)["fields"]> = (config, world) => {
  const type = world.resource<AssetType>(config.assetType, "twinloom-asset-type");
  const store = config.store ? world.resource<TwinStore>(config.store, "twinloom-store") : undefined;
  const rules = twinRules(config);
  const complain = createComplaints(world).once;
  const keeper = createKeeper(type, store, world);
  const charge = inCharge(store, `twins/${type.id}`, world);
  const trends = store && createTrendWriter(store, world);
  const contexts = store && operatingContexts(store);
  const record = store && alarmRecord(store);
  const teller = createTeller(world);
  const age = dataAge(world, { staleAfterSeconds: config.staleAfterSeconds });
  /** Data time of each machine's last state that was sent. */
  const toldAt = new Map<string, number>();

  const stateMessage = (message: FlowMessage, memory: TwinMemory): FlowMessage => {
    toldAt.set(memory.asset, memory.time);
    return { ...message, topic: memory.asset, payload: toTwinState(memory, type, world.flowRevision()) };
  };

  const alarmsOf = (memory: TwinMemory, ids: readonly string[]) => alarmChanges(memory, ids, world.flowRevision());

  /** What is told is on disk before: a twin that is killed goes on from the last state that anybody has heard of. */
  const tell = (
    memory: TwinMemory,
    state: FlowMessage | null,
    alarms: readonly AlarmChange[] = [],
    { trend, command }: { readonly trend?: Promise<void> | undefined; readonly command?: string } = {},
  ): Outgoing | Promise<Outgoing> => {
    const told = alarms.map((payload) => ({ topic: memory.asset, payload }));
    const out: Ports = [state, null, told.length > 0 ? told : null];
    if (!store) return out;
    const kept = command === undefined ? alarms : alarms.map((one) => ({ ...one, command }));
    return teller.after(Promise.all([keeper.keep(memory.asset), trend, record?.add(...kept)]), out);
  };

  const fromFeatures = (message: FlowMessage, { body }: Input<"features">): Outgoing | Promise<Outgoing> => {
    const memory = keeper.find(body.asset) ?? keeper.make(refuseOtherMachine(body.asset, body.latest, type));
    charge.took(body.asset, body.time);
    const change = applyFeatures(memory, body, type, rules, complain);
    if (change.operatingState) contexts?.changed(memory);
    age.seen(memory.time, body.windowEnd - body.windowStart);
    const state = stateMessage(message, memory);
    return tell(memory, state, alarmsOf(memory, change.alarms), { trend: trends?.write(memory, body) });
  };

  const fromTelemetry = (message: FlowMessage, { body }: Input<"telemetry">): Outgoing | Promise<Outgoing> => {
    const memory = keeper.find(body.asset) ?? keeper.make(refuseOtherMachine(body.asset, body.values, type));
    charge.took(body.asset, body.time);
    const change = applyTelemetry(memory, body, type, rules, complain);
    if (change.operatingState) contexts?.changed(memory);
    age.seen(memory.time);
    const due = memory.time - (toldAt.get(memory.asset) ?? 0) >= config.telemetryEveryMinutes * 60_000;
    if (!due && !change.operatingState && change.alarms.length === 0) return null;
    return tell(memory, stateMessage(message, memory), alarmsOf(memory, change.alarms));
  };

  const known = (asset: string): TwinMemory => {
    const memory = keeper.find(asset);
    if (memory) return memory;
    throw new TwinError(twinStateErrors.unknownAsset, { asset, known: keeper.known().join(", ") || "none yet" });
  };

  const answer = (message: FlowMessage, { asset }: Input<"query">): Outgoing | Promise<Outgoing> => {
    const assets = asset ? [asset] : keeper.known().filter((one) => !isToAll(message) || charge.isOurs(one));
    const states = assets.map((one) => toTwinState(known(one), type, world.flowRevision()));
    const payload = asset ? (states[0] ?? null) : states;
    const out: Ports = [null, { ...message, topic: asset || type.id, payload }, null];
    return store ? teller.after(Promise.resolve(), out) : out;
  };

  const maintain = (message: FlowMessage, { body }: Input<"maintenance">): Outgoing | Promise<Outgoing> => {
    const memory = known(body.asset);
    maintainTwin(memory, body, type);
    return tell(memory, stateMessage(message, memory));
  };

  const command = (message: FlowMessage, input: Input<"alarm">): Outgoing | Promise<Outgoing> => {
    const memory = keeper.find(input.asset);
    const alarm = memory?.alarms[input.alarm];
    if (!memory || !alarm || alarm.since === 0) {
      throw new TwinError(twinStateErrors.unknownAlarm, { alarm: input.alarm || "(no id)" });
    }
    const untilMs = memory.time + input.untilHours * HOUR_MS;
    memory.alarms[alarm.id] = commandAlarm(alarm, { command: input.command, by: input.by, untilMs });
    return tell(memory, stateMessage(message, memory), alarmsOf(memory, [alarm.id]), { command: input.command });
  };

  const forget = async (message: FlowMessage, { asset }: Input<"forget">): Promise<Outgoing> => {
    known(asset);
    await keeper.forget(asset);
    return [null, { ...message, topic: asset, payload: { forgotten: asset } }, null];
  };

  const handle = (message: FlowMessage): Outgoing | Promise<Outgoing> => {
    const input = readMessage(message.payload);
    const asset = "body" in input ? input.body.asset : input.asset;
    if (isToAll(message) && asset && !charge.isOurs(asset)) return null;
    switch (input.kind) {
      case "features":
        return fromFeatures(message, input);
      case "telemetry":
        return fromTelemetry(message, input);
      case "query":
        return answer(message, input);
      case "maintenance":
        return maintain(message, input);
      case "alarm":
        return command(message, input);
      case "forget":
        return forget(message, input);
    }
  };

  const whenReady = async (): Promise<void> => {
    await keeper.whenReady();
    await charge.loaded();
  };
  const listen = silentIfForeign([twinStateErrors.unknownAsset, twinStateErrors.unknownAlarm], handle);

  whenReady().catch(world.fail);
  return {
    input: (message) => (keeper.ready() ? listen(message) : whenReady().then(() => listen(message))),
    close: async () => {
      age.stop();
      await keeper.idle();
      await teller.idle();
      await contexts?.idle();
      await record?.idle();
    },
  };
};
