import { TwinError } from "../../models/errors/twin-error.ts";
import type { SaidError } from "./thread-words.ts";

/** An error that another thread has thrown, in its words. */
export class SaidTwinError extends TwinError {
  constructor({ code, message, next, details }: SaidError) {
    super({ code, message: "", next }, details);
    this.message = message;
  }
}
