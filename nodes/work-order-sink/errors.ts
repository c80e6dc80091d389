import { defineErrors } from "../../models/errors/define-errors.ts";

export const workOrderErrors = defineErrors("ORDER", {
  notForSink: [
    1,
    "The work-order sink can't use this message: {reason}",
    "Send forecasts, alarms, or { command: list | causes | acknowledge | close }",
  ],
  unknownOrder: [2, "There is no work order {order}", "Take the id from the list"],
  unknownCause: [
    3,
    "{cause} is no ISO 14224 failure cause",
    "Send one of the codes that { command: 'causes' } answers, such as 3.4",
  ],
  alreadyClosed: [4, "{order} was closed by {by} already", "A new episode makes a new order by itself"],
  notDelivered: [
    5,
    "{order} could not be sent to {url}: {reason}",
    "It is kept and tried again; check the address, the token and the server",
  ],
  badUrl: [6, "{url} is no http or https address", "Correct the address of the endpoint"],
  nobody: [7, "Nobody is named who does this to the order", "Send the name in by"],
  unknownFinding: [8, "A component can't be found {found}", "Send asFound as one of {known}, or leave it away"],
});
