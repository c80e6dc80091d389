import { join } from "node:path";
import { assetTypes } from "../../../models/assets/index.ts";
import type { ScenarioResult } from "../../../models/simulation/scenario-result.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { TwinStore } from "../../../nodes/kit/store.ts";
import type { FlowMessage } from "../../../nodes/kit/world.ts";
import { createBehaviour } from "../../../nodes/scenario-runner/behaviour.ts";
import { schema } from "../../../nodes/scenario-runner/schema.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** A store in a folder of its own. */
export const temporaryStore = (): TwinStore & { remove(): Promise<void> } => {
  const folder = temporaryFolder();
  const store = openEmbeddedStore({ file: join(folder.path, "twin.db") });
  const remove = async (): Promise<void> => {
    await store.close();
    folder.remove();
  };
  return { ...store, remove };
};

/** A scenario runner outside of Node-RED, quick rather than smooth. */
export const runner = (settings: object = {}, resources: Readonly<Record<string, unknown>> = {}) => {
  const type = assetTypes["centrifugal-pump"];
  const fake = fakeWorld({ type, ...resources });
  const raw = { assetType: "type", samples: 40, everyHours: 0, horizonHours: 240, lifeHorizonHours: 1500, ...settings };
  let breaths = 0;
  const behaviour = createBehaviour(parseConfig(schema, raw), fake.world, async () => {
    breaths++;
    await new Promise((resolve) => setImmediate(resolve));
  });
  const send = async (payload: unknown, more: FlowMessage = {}): Promise<void> => {
    await behaviour.input?.({ ...more, payload });
  };
  return {
    ...fake,
    send,
    breaths: () => breaths,
    stop: async (): Promise<void> => behaviour.close?.(false),
    /** Sends a what-if and waits for its result. */
    ask: async (payload: object, more: FlowMessage = {}): Promise<ScenarioResult> => {
      const before = fake.sent.length;
      await send(payload, more);
      for (let turn = 0; turn < 10_000 && fake.sent.length === before; turn++) {
        if (fake.failures.length > 0) throw new Error(fake.failures[0]?.message);
        await new Promise((resolve) => setImmediate(resolve));
      }
      return (fake.sent.at(-1) as FlowMessage).payload as ScenarioResult;
    },
  };
};
