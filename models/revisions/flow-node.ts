/** A node, tab, subflow or group as Node-RED keeps it in its flow. */
export type FlowNode = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

export const isFlowNode = (value: unknown): value is FlowNode =>
  typeof value === "object" &&
  value !== null &&
  "id" in value &&
  typeof value.id === "string" &&
  "type" in value &&
  typeof value.type === "string";
