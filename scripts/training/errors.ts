import { defineErrors } from "../../models/errors/define-errors.ts";

export const trainingErrors = defineErrors("TRAINING", {
  noPython: [
    1,
    "The Python environment {folder} can't be made: {reason}",
    "Training needs python3 (3.10 or newer) with venv, and the packages of models/training/requirements.txt from PyPI",
  ],
  exportDiffers: [2, "The exported model differs from the fitted one by {worst}", "Report it with the versions in use"],
  contributionsDiffer: [
    3,
    "The explanation of the exported model differs from the fitted model's by {worst}",
    "Report it with the versions in use",
  ],
});
