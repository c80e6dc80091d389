import { defineErrors } from "../../models/errors/define-errors.ts";

export const whyErrors = defineErrors("WHY", {
  noOrder: [
    1,
    "There is no work order {id} in {file}",
    "See which there are on the page of work orders; name the store's file with --store",
  ],
  otherModel: [
    2,
    "The model {hash} is no longer here",
    "Put its folder back under models/ in the home folder, named by its hash",
  ],
  inputsNotKept: [
    3,
    "Inputs of the model were not kept with the forecast: {inputs}",
    "Look at what was measured then in the store; forecasts of a newer version keep all inputs",
  ],
  basisNotKept: [
    4,
    "The state of the physics at that time was not kept with the forecast",
    "It is kept with every forecast that calls for action since this version, for as long as the store keeps documents",
  ],
  otherPhysics: [
    5,
    "There is no physics {model} in this version",
    "Run the version of Twinloom that made the forecast; docs/versions.md tells where it is written",
  ],
});
