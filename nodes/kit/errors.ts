import { defineErrors } from "../../models/errors/define-errors.ts";
import { TwinError } from "../../models/errors/twin-error.ts";

export const kitErrors = defineErrors("KIT", {
  invalidConfig: [1, "Setting {field} {reason}", "Open the node, correct the field and deploy"],
  unknownField: [2, "The flow has an unknown setting {field}", "Remove it from the flow file, or update Twinloom"],
  newerConfig: [3, "The node was saved by a newer version ({saved}) than this one reads ({known})", "Update Twinloom"],
  missingConfigNode: [
    4,
    "The {type} {id} is missing or could not start",
    "Open the node, choose or mend it and deploy",
  ],
  queueFull: [
    5,
    "{waiting} messages are waiting, this one was refused",
    "Slow the source down or raise its batch size",
  ],
  unexpected: [6, "Unexpected failure: {reason}", "This is a defect in Twinloom: report it with the log"],
  closed: [7, "The node was closed before it handled the message", "Send it again after the deploy"],
  invalidMessage: [8, "The payload is not {expected}: {field} {reason}", "Wire the node to one that sends {expected}"],
});

/** What was thrown, as an error with a code. */
export const asTwinError = (thrown: unknown): TwinError =>
  isTwinError(thrown)
    ? thrown
    : new TwinError(
        kitErrors.unexpected,
        { reason: thrown instanceof Error ? thrown.message : String(thrown) },
        thrown,
      );

/** Also one of another copy of this code: in a checkout the nodes are the built ones, and the storage of the flows is the source. */
const isTwinError = (thrown: unknown): thrown is TwinError =>
  thrown instanceof TwinError ||
  (thrown instanceof Error && thrown.name === "TwinError" && "code" in thrown && "next" in thrown);
