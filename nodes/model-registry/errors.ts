import { defineErrors } from "../../models/errors/define-errors.ts";

export const modelRegistryErrors = defineErrors("REGISTRY", {
  badCommand: [
    1,
    "The model registry can't use this message: {reason}",
    "Send { command: list | shadow | promote | retire, hash } or { command: rollback, subject }",
  ],
  notAllowed: [2, "{user} may see the models and not change them", "Sign in as an engineer"],
});
