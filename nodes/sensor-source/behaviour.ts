import { TwinError } from "../../models/errors/twin-error.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import type { TwinStore } from "../kit/store.ts";
import type { Behaviour, FlowMessage, World } from "../kit/world.ts";
import { sourceErrors } from "./errors.ts";
import { connectModbus } from "./modbus/connect-modbus.ts";
import { connectMqtt } from "./mqtt/connect-mqtt.ts";
import { connectOpcua } from "./opcua/connect-opcua.ts";
import { makePlan } from "./plan.ts";
import { PROTOCOLS, type Protocol } from "./protocols.ts";
import { connectPush } from "./push/connect-push.ts";
import type { Quarantine } from "./quarantine.ts";
import { connectReplay } from "./replay/connect-replay.ts";
import type { SourceConfig } from "./schema.ts";
import type { Connect } from "./source.ts";
import { makeSource } from "./source-core.ts";
import { connectWire } from "./wire/connect-wire.ts";

const CONNECT: Readonly<Record<Protocol, Connect>> = {
  wire: connectWire,
  mqtt: connectMqtt,
  modbus: connectModbus,
  opcua: connectOpcua,
  push: connectPush,
  replay: connectReplay,
};

/** Asks for the samples that were refused lately: answered on the second port. */
const QUARANTINE_QUERY = "quarantine";

/** Reads one protocol into checked, batched telemetry; see `help.md`. */
export const createBehaviour = (config: SourceConfig, world: World): Behaviour => {
  const assetType = config.assetType ? world.resource<AssetType>(config.assetType, "twinloom-asset-type") : undefined;
  const store = config.store ? world.resource<TwinStore>(config.store, "twinloom-store") : undefined;
  const { source, quarantine, contexts, raw, close } = makeSource(
    config,
    world,
    makePlan(config, assetType),
    store,
    assetType,
  );
  const connector = CONNECT[config.protocol](source);

  return {
    input: (message) => {
      if (message.payload === QUARANTINE_QUERY) return [null, answer(message, quarantine)];
      if (contexts.take(message)) return null;
      if (!connector.input) throw new TwinError(sourceErrors.unexpectedInput, { protocol: PROTOCOLS[config.protocol] });
      connector.input(message);
      return null;
    },
    recent: raw.message,
    close: async () => {
      await connector.close();
      await close();
    },
  };
};

const answer = (message: FlowMessage, quarantine: Quarantine): FlowMessage => ({
  ...message,
  payload: { counts: quarantine.counts(), refused: quarantine.list() },
});
