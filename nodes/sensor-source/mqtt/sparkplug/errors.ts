import { defineErrors } from "../../../../models/errors/define-errors.ts";

export const sparkplugErrors = defineErrors("SPARKPLUG", {
  malformed: [1, "{tag} sent a payload that is not Sparkplug B: {reason}", "Look at the edge node that publishes it"],
  noBirth: [
    2,
    "{node} sends data, but its birth was not seen",
    "Nothing to do if it answers: it was asked for a rebirth; if not, allow this node to publish NCMD, or restart the edge node",
  ],
  sequenceGap: [
    3,
    "{node} jumped from sequence number {last} to {seq}: messages are missing",
    "It was asked for a rebirth; if this comes back, look at the network and at the broker's queue limits",
  ],
  unknownMetric: [
    4,
    "{node} sent {metric}, which its birth did not announce",
    "It was asked for a rebirth; if this comes back, look at the edge node",
  ],
  wrongUnit: [
    5,
    "{tag} comes in {unit}, which is not a unit of its channel: {reason}",
    "Correct the unit at the edge node, or set the source unit in the tags",
  ],
  unknownUnit: [
    6,
    "{tag} names the unit {unit}, which is not known; it is taken as {taken}",
    "Set the source unit in the tags if that is wrong",
  ],
  noHistory: [
    7,
    "{tag} sent a historical sample, and there is no store to keep it",
    "Set a store; historical samples never become live data",
  ],
  tooManyNodes: [
    8,
    "{node} is more than the {limit} edge nodes that one source keeps",
    "Choose a group or an edge node",
  ],
  doubtfulAlias: [
    9,
    "{node} sent the alias {alias} after messages were missing, and its next birth gave that alias to another metric",
    "Look at the network and at the broker's queue limits",
  ],
  tooManyMetrics: [
    10,
    "{node} announced more than the {limit} metrics that are kept of one",
    "Choose what the edge node publishes, or split it",
  ],
});
