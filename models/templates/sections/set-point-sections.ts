import { physicsModels } from "../../assets/index.ts";
import type { AssetType } from "../../twin/asset-type.ts";
import { askNode, type Draft, draftNode, type Section, showNode } from "../draft.ts";
import { SET_LOAD } from "../parameters/set-point-parameters.ts";
import { numberOf, rowsOf, textOf } from "../read-values.ts";
import type { Template, Values } from "../template.ts";

/** A step that would not be worth telling the plant, as a share of the rate. */
const SMALLEST_STEP = 0.1;
/** What is tried, in percent of the load. */
const STEPS_PERCENT = [-4, -8];
const LESS = 0.95;

/** The load that is set: its name, unit and channel. */
const loadOf = ({ machine }: Template, values: Values, type: AssetType) => {
  const name = textOf(values, "setChannel") || SET_LOAD[machine];
  const row = rowsOf(values, "tags").find((one) => one["channel"] === name);
  return { name, unit: type.channels[name]?.unit ?? textOf(row, "unit") };
};

/** Scenarios that change the one load, where the physics of the machine is known. */
export const searchSection = (
  template: Template,
  values: Values,
  type: AssetType,
  typeId: string,
  store: string,
  toPages: readonly string[],
): Section => {
  const { name } = loadOf(template, values, type);
  const label = physicsModels[type.physics ?? ""]?.loads[name]?.label ?? name;
  const steps = STEPS_PERCENT.map((percent) => ({ name: `${label} ${percent} %`, percent }));
  const runner = draftNode(
    "what-if",
    "twinloom-scenario-runner",
    "what if",
    {
      ...{ assetType: typeId, store, configVersion: 1, everyHours: numberOf(values, "everyHours") },
      scenarios: steps.map((step) => ({
        ...{ name: step.name, load: name, changePercent: step.percent },
        ...{ maintenanceAfterHours: "", component: "" },
      })),
    },
    [["guard", ...toPages]],
  );
  const scenarios = steps.map((step) => ({ name: step.name, factors: { [name]: 1 + step.percent / 100 } }));
  const ask = askNode("ask-what-if", "look now: press", { asset: textOf(values, "asset"), scenarios }, ["what-if"]);
  return { key: "what-if", title: "4 What if", columns: [[null, ask], [runner]] };
};

/** Where nothing is known of the machine but its tags, a value is proposed by somebody. */
const proposalOf = (template: Template, values: Values, type: AssetType): Section["columns"][number][number] => {
  if (template.machine !== "any") return null;
  const { unit } = loadOf(template, values, type);
  const value = Math.max(numberOf(values, "lowerBound") ?? 0, LESS * (numberOf(values, "baseline") ?? 0));
  const words = { reason: "tried by hand", by: "engineer" };
  const payload = { command: "propose", asset: textOf(values, "asset"), value, unit, ...words };
  return askNode("propose", "propose: press", payload, ["guard"]);
};

/** The guard, what somebody says to it, and the way to the plant. */
export const guardSection = (
  template: Template,
  values: Values,
  type: AssetType,
  { store, broker, toPages }: { readonly store: string; readonly broker: string; readonly toPages: readonly string[] },
): Section => {
  const { name, unit } = loadOf(template, values, type);
  const rate = numberOf(values, "ratePerHour") ?? 0;
  const guard = draftNode(
    "guard",
    "twinloom-setpoint-guard",
    `guard of ${name}`,
    {
      ...{ store, asset: textOf(values, "asset"), parameter: name, channel: name, unit, configVersion: 1 },
      ...{
        mode: textOf(values, "mode"),
        objective: "life",
        maxOutputLossPercent: numberOf(values, "maxOutputLossPercent"),
      },
      ...{ min: numberOf(values, "lowerBound"), max: numberOf(values, "upperBound") },
      ...{ baseline: numberOf(values, "baseline"), ratePerHour: rate, minStep: SMALLEST_STEP * rate },
      needs: [{ channel: name, maxAgeMinutes: 120 }],
    },
    [
      ["as-message", "written"],
      ["newest-proposal", "proposals", ...toPages],
    ],
  );
  const approve = draftNode("approve", "function", "approve the newest", functionWith(approveText), [["guard"]]);
  const asMessage = draftNode("as-message", "change", "value and topic", messageRules(values), [["plant"]]);
  const newest = draftNode("newest-proposal", "function", "keep the newest", functionWith(newestText), [[]]);
  const plant = draftNode("plant", "mqtt out", "do it in the plant", {
    ...{ topic: "", qos: "1", retain: "false", respTopic: "", contentType: "", userProps: "", correl: "", expiry: "" },
    broker,
  });
  return {
    key: "guard",
    title: `${type.physics === undefined ? 4 : 5} Bounded set-point`,
    columns: [
      [null, askNode("ask-approve", "approve: press", {}, ["approve"]), proposalOf(template, values, type)],
      [guard, approve],
      [asMessage, newest],
      [
        plant,
        showNode("written", "written", "payload.value", true),
        showNode("proposals", "proposals", "payload", false),
      ],
    ],
  };
};

const functionWith = (func: string): Readonly<Record<string, unknown>> => ({
  ...{ func, outputs: 1, timeout: 0, noerr: 0, initialize: "", finalize: "", libs: [] },
});

const newestText = `if (msg.payload.status === "proposed") flow.set("setpoint", msg.payload.id);
return null;
`;

const approveText = `// What an operator page sends. A proposal that has lapsed or was withdrawn can't be approved.
const setpoint = flow.get("setpoint");
if (!setpoint) {
  node.warn("Nothing is proposed yet");
  return null;
}
return { payload: { command: "approve", setpoint, by: "operator" } };
`;

const messageRules = (values: Values): Readonly<Record<string, unknown>> => ({
  rules: [
    { t: "set", p: "topic", pt: "msg", to: textOf(values, "setTopic"), tot: "str" },
    { t: "set", p: "payload", pt: "msg", to: 'payload.value = null ? "plan" : payload.value', tot: "jsonata" },
  ],
  ...{ action: "", property: "", from: "", to: "", reg: false },
});

/** The broker that the plant hears. */
export const brokerConfig = (values: Values, id: string): Draft["config"][number] => ({
  ...{ id, type: "mqtt-broker", name: "the plant's broker" },
  ...{
    broker: textOf(values, "setHost"),
    port: textOf(values, "setPort"),
    clientid: "",
    autoConnect: true,
    usetls: false,
  },
  ...{ protocolVersion: "4", keepalive: "60", cleansession: true, autoUnsubscribe: true },
  ...{ birthTopic: "", birthQos: "0", birthPayload: "", birthMsg: {}, closeTopic: "", closeQos: "0", closePayload: "" },
  ...{ closeMsg: {}, willTopic: "", willQos: "0", willPayload: "", willMsg: {}, userProps: "", sessionExpiry: "" },
});
