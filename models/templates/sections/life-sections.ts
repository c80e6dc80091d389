import { askNode, draftNode, type Section, showNode } from "../draft.ts";
import { numberOf, textOf } from "../read-values.ts";
import type { Values } from "../template.ts";

/** JSONata: a forecast without a number says why. */
const HOURS_OR_REASON =
  '$exists(payload.rulHours) ? payload.component & ": " & $round(payload.rulHours) & " h" : payload.reason';

/** ISO 14224 Table B.3: expected wear. */
const WEAR_CAUSE = "3.4";

/** The forecast, and the orders that it and the high alarms raise; what is closed goes back to the twin as maintenance. */
export const lifeSections = (values: Values, typeId: string, store: string, toPages: readonly string[]): Section[] => {
  const life = draftNode(
    "life",
    "twinloom-rul-predictor",
    "remaining life",
    {
      ...{ assetType: typeId, store, engine: "auto", configVersion: 1 },
      confidence: numberOf(values, "confidence"),
      minimumHours: numberOf(values, "minimumHours"),
    },
    [["orders", "forecast", ...toPages]],
  );
  const orders = draftNode(
    "orders",
    "twinloom-work-order-sink",
    "work orders",
    { store, raiseAt: textOf(values, "raiseAt"), endpoint: textOf(values, "endpoint"), configVersion: 1 },
    [["order", "newest-order", ...toPages], ["order", ...toPages], ["maintained"]],
  );
  const close = draftNode(
    "close-order",
    "function",
    "close the newest order",
    { func: closeText, outputs: 1, timeout: 0, noerr: 0, initialize: "", finalize: "", libs: [] },
    [["orders"]],
  );
  const newest = draftNode(
    "newest-order",
    "change",
    "keep the newest",
    { rules: [{ t: "set", p: "order", pt: "flow", to: "payload.id", tot: "msg" }], reg: false },
    [[]],
  );
  return [
    {
      key: "life",
      title: "4 Remaining life",
      columns: [[life, showNode("forecast", "forecasts", "payload.rulHours", false, HOURS_OR_REASON)]],
    },
    {
      key: "orders",
      title: "5 Work orders",
      columns: [
        [null, askNode("ask-close", "close it: press", {}, ["close-order"])],
        [orders, close],
        [showNode("order", "orders", "payload.title", true), newest, maintainedOut()],
      ],
    },
  ];
};

const maintainedOut = () =>
  draftNode("maintained", "link out", "maintenance done", { mode: "link", links: ["maintenance"] });

/** Where the twin hears of maintenance. */
export const maintenanceIn = () =>
  draftNode("maintenance", "link in", "maintenance done", { links: ["maintained"] }, [["twin"]]);

const closeText = `// What your maintenance system or an operator page sends when the work is done. Cause by ISO 14224 Table B.3.
const order = flow.get("order");
if (!order) {
  node.warn("There is no order yet");
  return null;
}
return { payload: { command: "close", order, by: "operator", causeCode: "${WEAR_CAUSE}", asFound: "worn" } };
`;
