import assert from "node:assert/strict";
import fc from "fast-check";
import { logGammaTail } from "../../../models/signal/log-gamma-tail.ts";
import { assertNear } from "./bearing-signal.ts";

describe("gamma tail", () => {
  it("is exp(-x) for shape 1, far beyond what a probability can hold", () => {
    for (const x of [3, 30, 3000]) assertNear(logGammaTail(1, x), -x, 1e-12);
  });

  it("is the Poisson sum for whole shapes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.double({ min: 1.1, max: 10, noNaN: true }), (a, over) => {
        const x = over * (a + 1);
        let term = 1;
        let sum = 1;
        for (let k = 1; k < a; k++) {
          term *= x / k;
          sum += term;
        }
        assertNear(logGammaTail(a, x), Math.log(sum) - x, 1e-9);
      }),
    );
  });

  it("is the error function for shape 1/2: the tail of a squared normal variable", () => {
    // P(|N| > 3) = 0.002699796063260207
    assertNear(logGammaTail(0.5, 4.5), Math.log(0.002699796063260207), 1e-9);
  });

  it("falls with x", () => {
    for (let x = 0; x < 100; x++) assert.ok(logGammaTail(7.3, x + 1) <= logGammaTail(7.3, x));
  });
});
