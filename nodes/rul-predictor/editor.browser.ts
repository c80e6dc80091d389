import { extendForm } from "../kit/editor/extend-form.browser.ts";
import type { OpenForm } from "../kit/editor/open-form.browser.ts";
import { $ } from "../kit/editor/red-editor.browser.ts";
import { actThreshold } from "./act-threshold.ts";

/** Shows at which probability the costs let the forecasts call, in the field that they replace. */
const showThreshold = (form: OpenForm): void => {
  const threshold = actThreshold(Number(form.read("missCost")), Number(form.read("falseAlarmCost")));
  if (threshold === undefined) return;
  const [percent, shown] = [Number((100 * threshold).toPrecision(3)), Number(form.read("urgencyPercent"))];
  // an environment variable stays: the costs replace it at deploy all the same
  if (!Number.isNaN(shown) && shown !== percent) form.write("urgencyPercent", String(percent));
};

extendForm("twinloom-rul-predictor", {
  prepare: (form) => {
    $(form.element).on("input change keyup paste", () => showThreshold(form));
    showThreshold(form);
  },
});
