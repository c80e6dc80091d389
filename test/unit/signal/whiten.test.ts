import assert from "node:assert/strict";
import fc from "fast-check";
import { whiten } from "../../../models/signal/whiten.ts";
import { assertNear } from "./bearing-signal.ts";

describe("whitening", () => {
  it("gives every bin the amplitude 1 and leaves its phase", () => {
    const part = fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((x) => Math.abs(x) > 1e-6);
    fc.assert(
      fc.property(part, part, (re, im) => {
        const spectrum = Float64Array.of(re, im);
        whiten(spectrum);
        const [a = Number.NaN, b = Number.NaN] = spectrum;
        assertNear(Math.hypot(a, b), 1, 1e-12);
        assertNear(Math.atan2(b, a), Math.atan2(im, re), 1e-9);
      }),
    );
  });

  it("leaves an empty bin empty", () => {
    const spectrum = Float64Array.of(0, 0, 3, -4);
    whiten(spectrum);
    assert.deepEqual([...spectrum], [0, 0, 0.6, -0.8]);
  });
});
