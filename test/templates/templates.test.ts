import assert from "node:assert/strict";
import { instantiate } from "../../models/templates/instantiate.ts";
import { machines } from "../../models/templates/machines.ts";
import type { Job, Template } from "../../models/templates/template.ts";
import { templates } from "../../models/templates/templates.ts";
import { eventually } from "../support/eventually.ts";
import { startTemplateFlows, type TemplateFlows } from "../support/template-flows.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { startWornPlant, type WornPlant } from "../support/worn-plant.ts";

const HOUR_MS = 3_600_000;
/** Every forecast calls for an order at once, and no machine fails before a busy computer has come to the end of the test. */
const LIFE_HOURS = 150;
const HOURS_PER_SECOND = 0.5;
/** Less than by default, so that a forecast comes within seconds. */
const HISTORY_HOURS = 4;

/** Apart from these, all is as it comes. */
const PARAMETERS: Readonly<Partial<Record<Job, Readonly<Record<string, number>>>>> = {
  "remaining-life": { minimumHours: HISTORY_HOURS },
  // the test asks by the button
  "what-if": { everyHours: 0 },
  "set-points": { everyHours: 0 },
};

/** What the button asks for, and how wear goes with the load unless said otherwise. */
const LESS = 0.9;
const LOAD_EXPONENT = 3;

/** The machine of the plant that a template reads by its defaults. */
const plantAsset = ({ machine }: Template): string => (machine === "any" ? "pump-1" : machines[machine].asset);
/** What of it fails first, as the template names it: a machine of its tags alone is one component. */
const failing = (template: Template, worn: WornPlant): string =>
  template.machine === "any" ? "machine" : worn.failure(plantAsset(template)).component;
const of = (job: Job): readonly Template[] => templates.filter((template) => template.job === job);

describe("the templates, deployed as they come beside the demo plant", () => {
  const folder = temporaryFolder();
  let worn: WornPlant;
  let flows: TemplateFlows;

  before(async () => {
    worn = await startWornPlant(folder.path, LIFE_HOURS, HOURS_PER_SECOND);
    const parameters = ({ job, parameters: known }: Template) =>
      Object.fromEntries(
        Object.entries(PARAMETERS[job] ?? {}).filter(([name]) => known.some((parameter) => parameter.name === name)),
      );
    flows = await startTemplateFlows(templates, parameters, worn.plant, folder.path);
  });
  after(async () => {
    await flows?.stop();
    await worn?.plant.stop();
    folder.remove();
  });

  describe("L1 and L2", () => {
    before(() => flows.deploy([...of("condition-monitoring"), ...of("diagnosis")]));

    for (const template of of("condition-monitoring")) {
      it(`${template.name}: the twin shows what the machine's sensors show`, async () => {
        const isWhole = (state: { schema: string; channels: object }): boolean =>
          state.schema === "twinloom/state@1" && Object.keys(state.channels).length > 1;
        const { channels } = await flows.shown(template, "a state", isWhole);
        let compared = 0;
        for (const [channel, { value, time }] of Object.entries<{ value: number; time: number }>(channels)) {
          const truth = worn.readings(plantAsset(template), time)[channel];
          if (truth === undefined) continue;
          // Modbus carries 32 bits
          assert.ok(
            value === truth || value === Math.fround(truth),
            `${channel} is ${value}, the plant shows ${truth}`,
          );
          compared++;
        }
        assert.ok(compared > 1);
      });
    }

    it("keeps the trends, and shows them on a press of the button", async () => {
      for (const template of of("condition-monitoring")) {
        const isHistory = (one: { schema: string }): boolean => one.schema === "twinloom/history@1";
        const { series } = await flows.answered(template, "trends of a week", "trends", isHistory);
        const [first] = series;
        assert.ok(first.values.length > 0 && first.values.every(Number.isFinite), template.name);
      }
    });

    for (const template of of("diagnosis")) {
      it(`${template.name}: names what will be the end of the machine`, async () => {
        const isNamed = (one: Diagnosed): boolean =>
          one.faults?.some(({ fault }) => NAMED[template.machine].test(fault));
        const { faults } = await flows.shown(template, `the fault ${NAMED[template.machine]}`, isNamed);
        const { component } = worn.failure(plantAsset(template));
        const named = faults.find(({ fault }: Fault) => NAMED[template.machine].test(fault));
        assert.equal(named.component, template.machine === "any" ? "hydraulics" : component);
        assert.ok(named.evidence.length > 0 && named.action.length > 0);
      });
    }
  });

  describe("L3 and L4", () => {
    before(() => flows.deploy([...of("remaining-life"), ...of("what-if")]));

    for (const template of of("remaining-life")) {
      it(`${template.name}: forecasts the life that the machine has, and orders its maintenance`, async () => {
        const { timeMs } = worn.failure(plantAsset(template));
        const component = failing(template, worn);
        const ofComponent = (one: { schema: string; component: string }, tag: string): boolean =>
          one.schema === `twinloom/${tag}@1` && one.component === component;
        const { time, interval } = await flows.shown(
          template,
          "a forecast",
          (one) => ofComponent(one, "forecast") && one.status === "ok",
        );
        const trueHours = (timeMs - time) / HOUR_MS;
        assert.ok(interval.lowHours <= trueHours && trueHours <= interval.highHours, `${trueHours} h, ${interval}`);
        // a limit of the tags may call for one too
        const order = await flows.shown(
          template,
          "an order",
          (one) => ofComponent(one, "work-order") && one.failureMode !== "alarm",
        );
        assert.equal(order.asset, machines[template.machine].asset);
      });
    }

    it("starts a component anew when its order is closed with the button", async () => {
      for (const template of of("remaining-life").slice(0, 1)) {
        const isClosed = (one: { schema: string; status: string }): boolean =>
          one.schema === "twinloom/work-order@1" && one.status === "closed";
        const { component, updatedTime } = await flows.answered(
          template,
          "close it: press",
          "a closed order",
          isClosed,
        );
        const { reason } = await flows.shown(
          template,
          "a forecast of the new component",
          (one) => one.component === component && one.status === "insufficient" && one.time > updatedTime,
        );
        assert.match(reason, /not enough history yet/);
      }
    });

    for (const template of of("what-if")) {
      it(`${template.name}: answers what maintenance and less load would bring`, async () => {
        const { timeMs } = worn.failure(plantAsset(template));
        const component = failing(template, worn);
        const isResult = (one: Result): boolean =>
          one.schema === "twinloom/scenario@1" && one.time - one.lineage.fromMs >= HISTORY_HOURS * HOUR_MS;
        const result = await flows.answered(template, "ask: press", "a result", isResult);
        const trueHours = (timeMs - result.time) / HOUR_MS;
        const { mean } = result.asItIs.componentLifeHours[component];
        assert.ok(mean > trueHours / 3 && mean < 3 * trueHours, `${mean} h, in truth ${trueHours} h`);
        assert.ok(shownOf(template, "results", { payload: result }), "what its debug node shows");
        const maintained = result.outcomes.find((one: Outcome) => one.scenario.maintenanceAfterHours !== undefined);
        assert.ok(maintained.componentLifeHours[component].difference.mean > trueHours);
        if (template.machine !== "any") return;
        const { difference } = result.outcomes.find((one: Outcome) => one.scenario.factors?.["load"] === LESS)
          .componentLifeHours[component];
        const longer = (mean + difference.mean) / mean;
        assert.ok(Math.abs(longer - LESS ** -LOAD_EXPONENT) < 0.1, `${longer} times as long at ${LESS} of the load`);
      });
    }
  });

  // last: what the plant is told changes the machines
  describe("L5", () => {
    before(() => flows.deploy(of("set-points")));

    for (const template of of("set-points")) {
      it(`${template.name}: has the plant follow a bounded set-point once somebody approves`, async () => {
        const propose = template.machine === "any" ? "propose: press" : "look now: press";
        const isProposed = (one: { status: string }): boolean => one.status === "proposed";
        const { limits } = await flows.answered(template, propose, "a proposal", isProposed);
        const isWritten = (one: { schema: string; status: string; value: number | null }): boolean =>
          one.schema === "twinloom/setpoint@1" && one.status === "approved" && one.value !== null;
        const { value } = await flows.answered(template, "approve: press", "a set-point", isWritten);
        assert.ok(value >= limits.min && value <= limits.max, `${value} is not from ${limits.min} to ${limits.max}`);
        const set = await eventually(`the plant's ${plantAsset(template)} follows`, () =>
          worn.plant.lines.find(({ event, asset }) => event === "set" && asset === plantAsset(template)),
        );
        assert.ok(
          "value" in set && typeof set.value === "number" && set.value >= limits.min && set.value <= limits.max,
        );
      });
    }
  });
});

/** What the debug node of that name shows of a message, by its path. */
const shownOf = (template: Template, name: string, message: object): unknown => {
  const path = String(instantiate(template, {}).find((node) => node["name"] === name)?.["complete"]);
  const steps = path.split(/[.[\]]+/).filter(Boolean);
  return steps.reduce((found: unknown, step) => Object(found)[step], message);
};

interface Fault {
  readonly fault: string;
}

interface Diagnosed {
  readonly faults: readonly Fault[];
}

interface Result {
  readonly schema: string;
  readonly time: number;
  readonly lineage: { readonly fromMs: number };
}

interface Outcome {
  readonly scenario: {
    readonly maintenanceAfterHours?: number;
    readonly factors?: Readonly<Record<string, number>>;
  };
}

/** The fault of the component that will fail first in this plant. */
const NAMED: Readonly<Record<Template["machine"], RegExp>> = {
  pump: /^Impeller wear$/,
  fan: /^Impeller fouling$/,
  spindle: /outer race/,
  extruder: /^Scaling of the cooling circuit$/,
  any: /^Loss of pressure$/,
};
