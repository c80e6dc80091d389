import { assetTypes } from "../../models/assets/asset-types.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import { parseConfig } from "../../nodes/kit/parse-config.ts";
import type { Outgoing } from "../../nodes/kit/world.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { createBehaviour } from "../../nodes/twin-state/behaviour.ts";
import { schema } from "../../nodes/twin-state/schema.ts";
import { fakeWorld } from "../support/fake-world.ts";
import { pumpFeatures } from "../support/features-of.ts";

/** A program to be killed: feeds a twin with an embedded store from hour FIRST on and prints each state's hours. */
const [file = "", first = "0"] = process.argv.slice(2);
const store = openEmbeddedStore({ file });
const { world } = fakeWorld({ type: assetTypes["centrifugal-pump"], store });
const twin = createBehaviour(parseConfig(schema, { assetType: "type", store: "store" }), world);

/** Null for the hour that was kept and not printed before the kill: the twin knows it already. */
const take = async (hour: number): Promise<Outgoing> => {
  try {
    return await twin.input?.({ payload: pumpFeatures(hour) });
  } catch (thrown) {
    if (thrown instanceof TwinError && thrown.code === "TWIN-TWIN-004") return null;
    throw thrown;
  }
};

for (let hour = Number(first); ; hour++) {
  const out = (await take(hour)) as [{ payload: { operatingHours: number } }] | null;
  if (out) process.stdout.write(`${hour} ${out[0].payload.operatingHours}\n`);
}
