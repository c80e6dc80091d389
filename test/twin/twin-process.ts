import { assetTypes } from "../../models/assets/asset-types.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import { parseConfig } from "../../nodes/kit/parse-config.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { createBehaviour } from "../../nodes/twin-state/behaviour.ts";
import { schema } from "../../nodes/twin-state/schema.ts";
import { fakeWorld } from "../support/fake-world.ts";
import { pumpFeatures, START_MS } from "../support/features-of.ts";

/** A program to be killed: feeds a twin with an embedded store from hour FIRST on and prints the hours of each state that it tells. */
const [file = "", first = "0"] = process.argv.slice(2);
const store = openEmbeddedStore({ file });
const { world, sent } = fakeWorld({ type: assetTypes["centrifugal-pump"], store });
const twin = createBehaviour(parseConfig(schema, { assetType: "type", store: "store" }), world);

/** The hour that was kept and not told of before the kill is known to the twin already. */
const give = async (hour: number): Promise<void> => {
  try {
    await twin.input?.({ payload: pumpFeatures(hour) });
  } catch (thrown) {
    if (!(thrown instanceof TwinError) || thrown.code !== "TWIN-TWIN-004") throw thrown;
  }
};

for (let hour = Number(first); ; hour++) {
  await give(hour);
  await new Promise((resolve) => setTimeout(resolve, 1));
  for (const out of sent.splice(0)) {
    const { time, operatingHours } = (out as [{ payload: { time: number; operatingHours: number } }])[0].payload;
    process.stdout.write(`${(time - START_MS) / 3_600_000} ${operatingHours}\n`);
  }
}
