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
});
