import { endInFailure } from "../console/end-in-failure.ts";
import { outliveReader } from "./outlive-reader.ts";
import { prepareRun, type RunRequest } from "./prepare-run.ts";
import { tell } from "./tell.ts";

/** The preparation in a process of its own: hears the request, answers with what it has put in place, or tells why not and ends with 1. */
outliveReader();
process.once("disconnect", () => process.exit(1));
process.once("message", async (request: RunRequest) => {
  try {
    process.send?.(await prepareRun(request, tell), () => process.exit(0));
  } catch (error) {
    endInFailure(error);
  }
});
