import Type, { type Static } from "typebox";

/** Where a message came from: the flow and model that made it, and the window of data time it was computed from. */
export const Lineage = Type.Object({
  flowRevision: Type.Optional(Type.String({ description: "content hash of the deployed flow" })),
  modelHash: Type.Optional(Type.String({ description: "SHA-256 of the model artifact" })),
  fromMs: Type.Number({ description: "start of the input window, epoch milliseconds" }),
  toMs: Type.Number({ description: "end of the input window, epoch milliseconds" }),
});
export type Lineage = Static<typeof Lineage>;
