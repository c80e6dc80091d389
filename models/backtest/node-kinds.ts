import type { FlowNode } from "../revisions/flow-node.ts";

/** Types that a backtest can't let act: they reach out of the flow, or wait for somebody outside of it. */
const OUTWARD =
  /^(mqtt |http |httpInTest|websocket |tcp |udp |file$|file in$|watch$|exec$|serial|e-mail|email|twitter|modbus-|OpcUa|opcua-|ui-|debug$|inject$|twinloom-history$)/;

/** Config nodes that only serve such nodes. */
const OUTWARD_CONFIG = /^(mqtt-broker|tls-config|http proxy|websocket-|modbus-client|serial-port|OpcUa-|ui-)/;

/** Types whose result depends on more than what comes in, with the reason. */
const BY_TYPE: Readonly<Record<string, string>> = {
  random: "it draws random numbers",
  inject: "it sends by this machine's clock; it is silent here",
};

/** What a function node's code may do that gives another result another time. */
const BY_CODE: readonly (readonly [RegExp, string])[] = [
  [/\bMath\s*\.\s*random\b|\bcrypto\b/, "its code draws random numbers"],
  [/\bDate\s*\.\s*now\b|\bnew\s+Date\s*\(\s*\)|\bperformance\b/, "its code reads this machine's clock"],
  [/\bfetch\s*\(|\bglobal\.get\s*\(\s*["'](http|https|fs|child_process)/, "its code reaches out of the flow"],
  [/\benv\.get\b/, "its code reads the environment"],
];

export const isOutward = ({ type }: FlowNode): boolean => OUTWARD.test(type);

export const isOutwardConfig = (node: FlowNode): boolean => node["z"] === undefined && OUTWARD_CONFIG.test(node.type);

/** Why a node may give something else another time for the same input; undefined if nothing is known against it. */
export const whyNotDeterministic = (node: FlowNode): string | undefined => {
  const byType = BY_TYPE[node.type] ?? bySettings(node);
  if (byType !== undefined || node.type !== "function") return byType;
  const code = [node["func"], node["initialize"], node["finalize"]]
    .filter((part) => typeof part === "string")
    .join("\n");
  return BY_CODE.find(([pattern]) => pattern.test(withoutComments(code)))?.[1];
};

const bySettings = (node: FlowNode): string | undefined => {
  if (node.type === "delay" && node["pauseType"] === "random") return "it waits for a random time";
  const rules: unknown[] = node.type === "change" && Array.isArray(node["rules"]) ? node["rules"] : [];
  const kinds = [...rules.map((rule) => Object(rule).tot), node["op1type"], node["op2type"]];
  const tells = (node.type === "change" || node.type === "trigger") && kinds.includes("date");
  return tells ? "it tells the time of this machine's clock" : undefined;
};

const withoutComments = (code: string): string => code.replace(/\/\*[\s\S]*?\*\/|(^|[^:])\/\/.*$/gm, "$1");
