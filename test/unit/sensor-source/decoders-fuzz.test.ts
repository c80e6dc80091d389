import assert from "node:assert/strict";
import fc from "fast-check";
import type { Variant } from "node-opcua-client";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import { payloadMapping } from "../../../nodes/sensor-source/mqtt/payload-mapping.ts";
import { topicRouter } from "../../../nodes/sensor-source/mqtt/topic-router.ts";
import { variantValue } from "../../../nodes/sensor-source/opcua/variant-value.ts";
import { makePlan } from "../../../nodes/sensor-source/plan.ts";
import { rowReader } from "../../../nodes/sensor-source/replay/row-reader.ts";
import { schema } from "../../../nodes/sensor-source/schema.ts";
import { makeSource } from "../../../nodes/sensor-source/source-core.ts";
import { isWaveformJson, readWaveform } from "../../../nodes/sensor-source/waveform-json.ts";
import { spindleType } from "../../sensor-source/spindle-type.ts";
import { fakeWorld } from "../../support/fake-world.ts";

const open = (settings: object) => {
  const config = parseConfig(schema, { asset: "m", assetType: "type", ...settings });
  return makeSource(config, fakeWorld().world, makePlan(config, spindleType), undefined).source;
};
const text = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constantFrom("1,2", '"', ";", "time,speed"));

describe("whatever comes", () => {
  it("as an OPC UA variant becomes a value, and throws nothing", () => {
    const variant = fc.record({ dataType: fc.nat(30), arrayType: fc.nat(3), value: fc.anything({ withBigInt: true }) });
    fc.assert(
      fc.property(variant, fc.option(fc.nat(5), { nil: undefined }), (one, element) => {
        variantValue(one as unknown as Variant, element);
      }),
    );
  });

  it("as a CSV file is read or refused with a code", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.constant("time,speed")), fc.array(text), (header, lines) => {
        try {
          const reader = rowReader(open({ protocol: "replay", replayFile: "f.csv" }), header);
          for (const [i, line] of lines.entries()) {
            const cells = reader.cells(line);
            assert.equal(typeof reader.timeOf(cells), "number");
            reader.take(cells, i);
          }
        } catch (thrown) {
          assert.ok(thrown instanceof TwinError, String(thrown));
        }
      }),
    );
  });

  it("as a waveform is read or refused with a code", () => {
    const plan = makePlan(parseConfig(schema, { assetType: "type" }), spindleType).find("vibration");
    assert.ok(plan);
    const samples = fc.oneof(fc.anything({ withTypedArray: true }), fc.base64String(), fc.array(fc.double()));
    const rate = fc.oneof(fc.anything(), fc.double());
    fc.assert(
      fc.property(samples, rate, fc.oneof(fc.anything(), fc.constant("g")), (held, sampleRateHz, unit) => {
        const waveform = { samples: held, sampleRateHz, unit };
        assert.ok(isWaveformJson(waveform));
        try {
          assert.ok(readWaveform(plan, waveform).samples.byteLength % 4 === 0);
        } catch (thrown) {
          assert.ok(thrown instanceof TwinError, String(thrown));
        }
      }),
    );
  });

  it("is mapped by JSONata or refused, and rejects nothing", async () => {
    const map = await payloadMapping('{"values": {"speed": $number(a.b[0]) / c}, "time": $toMillis(d)}');
    const payload = fc.oneof(
      fc.json(),
      fc.string(),
      fc.json().map((json) => `{"a":${json},"c":0,"d":${json}}`),
    );
    const route = topicRouter(open({ protocol: "mqtt" }), map);
    await fc.assert(
      fc.asyncProperty(payload, fc.boolean(), async (one, again) => {
        await route("plant/m1/telemetry", Buffer.from(one), again);
      }),
    );
  });
});
