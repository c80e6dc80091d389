import assert from "node:assert/strict";
import { assetTypes } from "../../../models/assets/asset-types.ts";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { AssetType } from "../../../models/twin/asset-type.ts";
import { assetTypeProblems } from "../../../models/twin/asset-type-problems.ts";
import { readAssetType } from "../../../nodes/asset-type/read-asset-type.ts";

const pump = assetTypes["centrifugal-pump"] as AssetType;
const own = (change: (type: Record<string, never>) => void): string => {
  const type = { ...structuredClone(pump), id: "own-pump" };
  change(type as unknown as Record<string, never>);
  return JSON.stringify(type);
};
/** Code and text of what is thrown. */
const refusal = (definition: string, place = ""): string => {
  try {
    readAssetType("own", definition, place);
    return "";
  } catch (thrown) {
    return thrown instanceof TwinError ? thrown.message : String(thrown);
  }
};

describe("an asset type that is chosen or written", () => {
  for (const [id, type] of Object.entries(assetTypes)) {
    it(`may be the shipped ${id}`, () => {
      assert.equal(readAssetType(id, "", "").label, type.label);
      assert.deepEqual(assetTypeProblems(type), []);
    });
  }

  it("may be one's own, and can't be changed by the nodes that use it", () => {
    const type = readAssetType(
      "own",
      own(() => undefined),
      "",
    );
    assert.equal(type.id, "own-pump");
    assert.ok(Object.isFrozen(type) && Object.isFrozen(type.channels["flow"]?.normal));
  });

  it("takes its place in the plant from the settings", () => {
    const { place } = readAssetType("centrifugal-pump", "", "Works / North / Utilities / Line 2");
    assert.deepEqual(place, { enterprise: "Works", site: "North", area: "Utilities", line: "Line 2" });
    assert.match(
      refusal(
        own(() => undefined),
        "Works/North",
      ),
      /^TWIN-TYPE-003/,
    );
  });

  it("is refused with its reason where it is no JSON", () => {
    assert.match(refusal(""), /^TWIN-TYPE-001.*empty/);
    assert.match(refusal("{"), /^TWIN-TYPE-001.*JSON/);
  });

  type Loose = Record<string, never> & { [key: string]: { [key: string]: { [key: string]: unknown } } };
  const edit = (change: (type: Loose) => void) => own((type) => change(type as unknown as Loose));
  const cases: readonly (readonly [string, string, RegExp])[] = [
    [
      "a field of the wrong type",
      edit((t) => Object.assign(t["channels"]?.["flow"] ?? {}, { unit: 3 })),
      /\/channels\/flow\/unit must be string/,
    ],
    [
      "a field that is unknown",
      edit((t) => Object.assign(t["channels"]?.["flow"] ?? {}, { colour: "red" })),
      /\/channels\/flow .*colour/,
    ],
    ["a field that is missing", edit((t) => delete t["components"]), /components/],
    [
      "a unit that is none",
      edit((t) => Object.assign(t["channels"]?.["flow"] ?? {}, { unit: "furlongs" })),
      /\/channels\/flow\/unit furlongs is not a UCUM unit/,
    ],
    [
      "limits the wrong way round",
      edit((t) => Object.assign(t["channels"]?.["flow"] ?? {}, { normal: { min: 9, max: 1 } })),
      /\/channels\/flow\/normal min 9 is not below max 1/,
    ],
    [
      "an alarm before the warning",
      edit((t) => Object.assign(t["channels"]?.["flow"] ?? {}, { alarm: { max: 120 } })),
      /\/channels\/flow\/alarm max 120 lies inside normal/,
    ],
    [
      "a component that is not there",
      edit((t) => Object.assign(t["failureModes"]?.[0] ?? {}, { component: "gearbox" })),
      /\/failureModes\/0\/component there is no component gearbox/,
    ],
    [
      "the same component twice",
      edit((t) => Object.assign(t["components"]?.[1] ?? {}, { id: "impeller" })),
      /\/components\/1\/id impeller is there twice/,
    ],
    [
      "an indicator without its channel",
      edit((t) =>
        Object.assign(t["components"] ?? {}, [
          { id: "impeller", label: "I", indicators: [{ feature: "noise.mean", healthy: 1, failed: 2 }] },
        ]),
      ),
      /\/components\/0\/indicators\/0\/feature there is no channel noise/,
    ],
    [
      "a running channel that is not there",
      edit((t) => Object.assign(t, { running: { channel: "rotation", above: 1 } })),
      /\/running\/channel there is no channel rotation/,
    ],
  ];
  for (const [what, definition, message] of cases) {
    it(`is refused with the place and the reason for ${what}`, () => {
      assert.match(refusal(definition), /^TWIN-TYPE-002/);
      assert.match(refusal(definition), message);
    });
  }
});
