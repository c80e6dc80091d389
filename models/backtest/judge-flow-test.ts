import type { Expectation, ListExpectation, Range } from "./flow-test.ts";
import { type Mismatch, mismatches } from "./mismatches.ts";

/** What a flow did with what it was given. */
export interface FlowTestOutcome {
  readonly orders: readonly object[];
  readonly alarms: readonly object[];
  readonly forecasts: readonly object[];
  /** Messages by the name under which the test asks for them. */
  readonly received: Readonly<Record<string, readonly object[]>>;
  /** Count by code. */
  readonly errors: Readonly<Record<string, number>>;
}

/** Where the outcome is not what was expected; empty: the test has passed. */
export const judgeFlowTest = (expect: Expectation, outcome: FlowTestOutcome): readonly Mismatch[] => [
  ...judgeList("orders", expect.orders, outcome.orders),
  ...judgeList("alarms", expect.alarms, outcome.alarms),
  ...judgeList("forecasts", expect.forecasts, outcome.forecasts),
  ...Object.entries(expect.received ?? {}).flatMap(([name, one]) =>
    judgeList(`received.${name}`, one, outcome.received[name] ?? []),
  ),
  ...judgeErrors(expect.errors ?? {}, outcome.errors),
];

const judgeList = (
  place: string,
  expected: ListExpectation | undefined,
  got: readonly object[],
): readonly Mismatch[] => {
  if (expected === undefined) return [];
  if (Array.isArray(expected)) {
    const length = mismatches(`${place}.count`, expected.length, got.length);
    return length.length > 0 ? length : expected.flatMap((one, i) => mismatches(`${place}[${i}]`, one, got[i]));
  }
  const { count, first, last, some = [], none = [] } = expected;
  return [
    ...(count === undefined ? [] : mismatches(`${place}.count`, count, got.length)),
    ...(first === undefined ? [] : mismatches(`${place}.first`, first, got[0])),
    ...(last === undefined ? [] : mismatches(`${place}.last`, last, got.at(-1))),
    ...some.flatMap((one, i) => {
      const closest = closestOf(one, got);
      return closest.length > 0
        ? [{ ...bare(one), place: `${place}.some[${i}]`, got: nearest(closest, got.length) }]
        : [];
    }),
    ...none.flatMap((one, i) => {
      const found = got.findIndex((other) => mismatches("", one, other).length === 0);
      return found < 0
        ? []
        : [{ place: `${place}.none[${i}]`, expected: `not ${bare(one).expected}`, got: `${place}[${found}]` }];
    }),
  ];
};

const bare = (part: unknown): { readonly expected: string } => ({ expected: JSON.stringify(part) });

/** The differences to the one that differs least. */
const closestOf = (part: unknown, got: readonly object[]): readonly Mismatch[] =>
  got
    .map((one) => mismatches("", part, one))
    .reduce(
      (least, one) => (one.length < least.length ? one : least),
      [...Array<Mismatch>(Object.keys(Object(part)).length + 1).fill({ place: "", expected: "one", got: "none" })],
    );

const nearest = (closest: readonly Mismatch[], count: number): string =>
  count === 0
    ? "none at all"
    : `none of ${count}; the nearest has ${closest.map(({ place, got }) => `${place.slice(1)} ${got}`).join(", ")}`;

/** An error that nobody expected fails a test too. */
const judgeErrors = (
  expected: Readonly<Record<string, number | Range>>,
  got: Readonly<Record<string, number>>,
): readonly Mismatch[] =>
  [...new Set([...Object.keys(expected), ...Object.keys(got)])]
    .sort()
    .flatMap((code) => mismatches(`errors.${code}`, expected[code] ?? 0, got[code] ?? 0));
