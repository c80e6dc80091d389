/** The way from a work order back to the readings, as steps that a page lists: from the readings forward to the order. */
export const trace = {
  // asks the server, which reads the store and computes the forecast again
  async traceOf(order) {
    const response = await fetch(`/twinloom/why/${encodeURIComponent(order)}`);
    const said = response.headers.get("content-type")?.includes("json") ? await response.json() : {};
    if (!response.ok) throw new Error(said.problem ?? `The server answers ${response.status}: sign in again.`);
    return said;
  },
  traceSteps(found) {
    return [this.readingsStep(found), this.stateStep(found), this.forecastStep(found), this.ruleStep(found)].concat(
      this.flowStep(found),
    );
  },
  readingsStep({ order, window, waveforms = [] }) {
    const { fromMs, toMs } = order.lineage ?? {};
    const text = fromMs === undefined ? "not known" : `${this.time(fromMs)} to ${this.time(toMs)}`;
    const count = (many) => many.toLocaleString("en-GB");
    const lines = [
      ...window.map(
        ({ channel, unit, samples, mean }) =>
          `${this.words(channel)}: ${count(samples)} readings, mean ${this.number(mean)} ${this.unit(unit)}`,
      ),
      ...waveforms.map(
        ({ channel, measured, kept }) =>
          `${this.words(channel)}: ${count(measured)} waveforms, ${count(kept)} still kept`,
      ),
    ];
    return {
      name: "Readings",
      text,
      lines: lines.length > 0 ? lines : ["The readings of that time are no longer stored."],
    };
  },
  stateStep({ forecast }) {
    const { operatingState, operatingHours, inputs = {} } = forecast?.computedFrom ?? {};
    const parts = [
      operatingState,
      operatingHours === undefined ? "" : `${this.number(operatingHours)} operating hours`,
      typeof forecast?.health === "number" ? `health ${this.percent(forecast.health)}` : "",
    ];
    const text = parts.filter(Boolean).join(", ") || "not kept";
    const lines = Object.entries(inputs).map(([name, value]) => `${this.plain(name)} = ${this.number(value)}`);
    return {
      name: "Features and state",
      text,
      more: `${lines.length} numbers that the forecast was computed from`,
      lines,
    };
  },
  forecastStep({ forecast, recomputed }) {
    if (!forecast) return { name: "Forecast", text: "none: an alarm raised the order", lines: [] };
    const by =
      forecast.engine === "onnx"
        ? "the trained model"
        : forecast.engine === "hybrid"
          ? "physics and the trained model"
          : "physics";
    const text = forecast.interval
      ? `${this.life(forecast)} left, ${this.interval(forecast)}, by ${by}`
      : this.plain(forecast.reason);
    const model = forecast.model.hash ? `model ${forecast.model.name}, ${forecast.model.hash.slice(0, 12)}` : "";
    return {
      name: "Forecast",
      text,
      lines: [model, ...this.recomputedLine(recomputed)].filter(Boolean),
      again: recomputed?.result,
    };
  },
  recomputedLine(recomputed) {
    if (!recomputed) return [];
    if (recomputed.result === "same") return ["Computed again from what was stored: the same, bit for bit."];
    const differing = recomputed.differing.length > 0 ? `: ${recomputed.differing.join(", ")}` : "";
    return [
      recomputed.result === "different"
        ? `Computed again it is another${differing}.`
        : `Not computed again: ${recomputed.reason}.`,
    ];
  },
  ruleStep({ order, forecast }) {
    if (order.alarmId) return { name: "Rule", text: `a high alarm of the ${this.words(order.component)}`, lines: [] };
    const { within48h, within168h } = forecast?.probabilityOfFailure ?? {};
    if (within48h === undefined) return { name: "Rule", text: "not kept", lines: [] };
    const text = `probability of failure ${this.percent(within48h)} within 48 h, ${this.percent(within168h)} within a week; to act from ${this.percent(forecast.actAtProbability)}`;
    return { name: "Rule", text, lines: [] };
  },
  flowStep({ order, revisions }) {
    const lines = revisions.map(
      ({ id, time, user, message }) =>
        `revision ${id}, ${time.replace("T", " ").slice(0, 16)} by ${user}: ${message || "no message"}`,
    );
    return { name: "Flow", text: order.lineage?.flowRevision ?? "not known", lines };
  },
};
