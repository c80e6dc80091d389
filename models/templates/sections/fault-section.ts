import type { AssetType } from "../../twin/asset-type.ts";
import { draftNode, type Section, showNode } from "../draft.ts";
import { rowsOf, textOf } from "../read-values.ts";
import type { Template, Values } from "../template.ts";

/** What the alarm of a channel, or of any other feature of its component, is called. */
interface NamedFault {
  readonly fault: string;
  readonly action: string;
}

/** Names what is wrong, from the alarms and the bearing diagnoses of each state; sends when that has changed. */
export const faultSection = (template: Template, values: Values, type: AssetType): Section => {
  const name = draftNode(
    "name-fault",
    "function",
    "name the fault",
    {
      func: functionText(faultsOf(template, values, type)),
      outputs: 1,
      timeout: 0,
      noerr: 0,
      initialize: "",
      finalize: "",
      libs: [],
    },
    [["fault"]],
  );
  return {
    key: "fault",
    title: "4 Diagnosis",
    columns: [
      [name, showNode("alarms", "alarms", "payload.alarm.message", false)],
      [showNode("fault", "named fault", "payload.text", true)],
    ],
  };
};

/** By channel and by component. The rows of a machine's own tags name the fault of each channel. */
const faultsOf = ({ machine }: Template, values: Values, type: AssetType): Readonly<Record<string, NamedFault>> => {
  const byComponent = type.failureModes.map(({ component, label, action }) => [
    component,
    { fault: label, action: action ?? `Inspect the ${component}` },
  ]);
  if (machine !== "any") return Object.fromEntries(byComponent);
  const byChannel = rowsOf(values, "tags")
    .filter((row) => textOf(row, "fault") !== "")
    .map((row) => [
      textOf(row, "channel"),
      { fault: textOf(row, "fault"), action: `Inspect the ${textOf(row, "component") || "machine"}` },
    ]);
  return Object.fromEntries([...byComponent.reverse(), ...byChannel]);
};

const functionText = (
  faults: Readonly<Record<string, NamedFault>>,
): string => `// What an alarm of a channel or a component means, and what to do about it: correct it to what your plant says.
const FAULTS = ${JSON.stringify(faults, null, 2)};
const SENSOR = ["drift", "stuck", "spike", "range", "calibration", "skew"];
const RACES = { outerRace: "damaged outer race", innerRace: "damaged inner race", ball: "damaged rolling element" };

const state = msg.payload;
const found = [];
for (const alarm of state.alarms) {
  if (alarm.state === "cleared" || alarm.state === "shelved") continue;
  const component = alarm.component ?? "machine";
  const kind = alarm.id.slice(alarm.id.lastIndexOf("/") + 1);
  const named = SENSOR.includes(kind)
    ? { fault: \`Sensor of \${alarm.source}: \${kind}\`, action: "Check the sensor; its value stands as it was sent" }
    : FAULTS[alarm.source] ?? FAULTS[component] ?? { fault: \`\${alarm.source} beyond its limit\`, action: \`Inspect the \${component}\` };
  found.push({ ...named, component, evidence: alarm.message, priority: alarm.priority });
}
for (const [channel, { component, fault, log10FalseAlarm }] of Object.entries(state.diagnoses ?? {})) {
  if (!RACES[fault]) continue;
  const evidence = \`\${channel}: its lines stand out, by chance only once in 10^\${Math.round(-log10FalseAlarm)}\`;
  found.push({ fault: \`Bearing: \${RACES[fault]}\`, action: FAULTS[component]?.action ?? "Replace the bearing", component, evidence, priority: "medium" });
}

const text = found.map(({ fault }) => fault).join(", ") || "sound";
node.status({ fill: found.length > 0 ? "yellow" : "green", shape: "dot", text });
const key = JSON.stringify(found.map(({ fault, component, priority }) => [fault, component, priority]));
if (context.get(state.asset) === key) return null;
context.set(state.asset, key);
return { topic: state.asset, payload: { asset: state.asset, time: state.time, text, faults: found, lineage: state.lineage } };
`;
