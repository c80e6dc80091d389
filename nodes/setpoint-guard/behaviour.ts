import { TwinError } from "../../models/errors/twin-error.ts";
import { approveSetpoint, giveBack, rejectSetpoint } from "../../models/setpoint/act-on-setpoint.ts";
import { fallBack } from "../../models/setpoint/fall-back.ts";
import { followState } from "../../models/setpoint/follow-state.ts";
import type { GuardMemory } from "../../models/setpoint/guard-memory.ts";
import { type GuardOutcome, nothing } from "../../models/setpoint/guard-outcome.ts";
import { proposeSetpoint } from "../../models/setpoint/propose-setpoint.ts";
import { seeOrder } from "../../models/setpoint/see-order.ts";
import type { Setpoint } from "../../models/setpoint/setpoint.ts";
import { weighScenarios } from "../../models/setpoint/weigh-scenarios.ts";
import type { CreateBehaviour } from "../kit/define-node.ts";
import { formatDuration } from "../kit/format-duration.ts";
import type { TwinStore } from "../kit/store.ts";
import { silentIfForeign } from "../kit/to-all.ts";
import { createTurns } from "../kit/turns.ts";
import type { FlowMessage, Outgoing } from "../kit/world.ts";
import { setpointErrors } from "./errors.ts";
import { createMachines } from "./machines.ts";
import { type GuardInput, readInput } from "./read-input.ts";
import { ruleOf } from "./rule-of.ts";
import type { schema } from "./schema.ts";
import { createSetpointBook } from "./setpoint-book.ts";
import { statusOfMachines } from "./status-of-machines.ts";

const MINUTE_MS = 60_000;

/** Ports: what the plant is to be told; set-points that are new or have changed, reviews and answers. */
export const createBehaviour: CreateBehaviour<(typeof schema)["fields"]> = (config, world) => {
  const rule = ruleOf(config);
  const store = config.store ? world.resource<TwinStore>(config.store, "twinloom-store") : undefined;
  const book = createSetpointBook(store, rule.parameter);
  const machines = createMachines(book, config.asset, world.clock);
  const turns = createTurns();
  const leftBehind: Setpoint[] = [];

  const show = (): void => world.status(statusOfMachines(rule, machines.all()));
  show();
  machines.load().then(show, world.fail);

  /** What has changed is on disk before anybody hears of it, the plant too. Nothing is said once the node has closed. */
  const take = async (message: FlowMessage, outcome: GuardOutcome, review?: object): Promise<Outgoing> => {
    const { memory, changed, writes, fellBack } = outcome;
    await book.keep(changed);
    if (world.signal.aborted) return null;
    machines.set(memory);
    show();
    if (fellBack !== undefined) tellFallBack(changed, fellBack, message);
    if (writes.length + changed.length === 0 && !review) return null;
    const topic = memory.asset;
    const news = [...changed, ...(review && config.reviews ? [review] : [])];
    return [writes.map((payload) => ({ topic, payload })), news.map((payload) => ({ ...message, topic, payload }))];
  };

  const tellFallBack = (changed: readonly Setpoint[], reason: string, message: FlowMessage): void => {
    const setpoint = changed.at(-1)?.id ?? rule.parameter;
    world.fail(new TwinError(setpointErrors.fellBack, { setpoint, reason, status: "fell back" }), message);
  };

  /** @throws TwinError TWIN-SETPOINT-003 where it came to nothing */
  const granted = (outcome: GuardOutcome): GuardOutcome => {
    const { refusal: reason, memory } = outcome;
    if (reason === undefined) return outcome;
    throw new TwinError(setpointErrors.refused, {
      parameter: rule.parameter,
      asset: memory.asset,
      reason,
      status: "refused",
    });
  };

  const decide = async (input: GuardInput & { kind: "approve" | "reject" }): Promise<GuardOutcome> => {
    const memory = await machines.withProposal(input.setpoint);
    if (input.kind === "approve") return approveSetpoint(rule, memory, input.by);
    return rejectSetpoint(memory, input.by, input.reason);
  };

  const handle = async (message: FlowMessage): Promise<Outgoing> => {
    await machines.load();
    const input = readInput(message.payload);
    switch (input.kind) {
      case "state": {
        const { state } = input;
        const memory = await machines.heard(state.asset, ({ timeMs }) => state.time > timeMs);
        return memory ? take(message, followState(rule, memory, state)) : null;
      }
      case "order": {
        const memory = await machines.known(input.order.asset);
        return memory ? take(message, nothing(seeOrder(memory, input.order))) : null;
      }
      case "scenario": {
        const memory = await machines.known(input.result.asset);
        if (!memory) return null;
        const { review, ...outcome } = weighScenarios(rule, memory, input.result, world.flowRevision());
        return take(message, outcome, review);
      }
      case "propose": {
        const memory = machines.meant(input.asset);
        const reason = input.reason || `asked for by ${input.by}`;
        const proposal = { value: input.value, unit: input.unit || undefined, reason, by: input.by };
        return take(message, granted(proposeSetpoint(rule, memory, proposal, world.flowRevision())));
      }
      case "approve":
      case "reject":
        return take(message, granted(await decide(input)));
      case "release":
        return take(message, granted(giveBack(rule, machines.meant(input.asset), input.by, input.reason)));
      case "nothing":
        return null;
      case "list":
        return [null, { ...message, payload: await book.list(input.asset || config.asset) }];
    }
  };

  const listen = silentIfForeign([setpointErrors.unknownSetpoint, setpointErrors.noAsset], handle);

  const watchSilence = (): void => {
    for (const { asset, silenceMs } of machines.silent(config.silenceMinutes * MINUTE_MS)) {
      const end = async (): Promise<void> => {
        const memory = await machines.known(asset);
        if (!memory?.inForce) return;
        const why = `no newer state of ${asset} for ${formatDuration(silenceMs)}`;
        world.emit(await take({}, { ...fallBack(rule, memory, why), fellBack: why }));
      };
      turns.inTurn(end).catch(world.fail);
    }
  };
  const stopWatching = world.clock.schedule(1000, watchSilence, true);
  world.signal.addEventListener("abort", stopWatching, { once: true });

  return {
    input: (message) => turns.inTurn(async () => listen(message)),
    farewell: () => {
      const outcomes = machines.all().map((memory: GuardMemory) => fallBack(rule, memory, "the guard was removed"));
      for (const { memory, changed } of outcomes) {
        machines.set(memory);
        leftBehind.push(...changed);
      }
      return [outcomes.flatMap(({ writes }) => writes.map((payload) => ({ topic: payload.asset, payload }))), null];
    },
    close: async () => {
      await turns.idle();
      await book.keep(leftBehind);
    },
  };
};
