/** Set-points of a machine as an operator decides on them. */
export const setpoints = {
  takeSetpoints(payload) {
    for (const one of Array.isArray(payload) ? payload : [payload]) {
      if (one?.schema === "twinloom/setpoint@1") this.setpoints[one.id] = one;
      if (one?.schema === "twinloom/setpoint-review@1") this.reviews[`${one.asset}/${one.parameter}`] = one;
    }
  },
  // what waits, what is in force, and the newest that has ended
  setpointsOf(asset) {
    const ended = ({ status }) => status !== "proposed" && status !== "approved";
    const own = Object.values(this.setpoints)
      .filter((one) => one.asset === asset)
      .sort((a, b) => b.history[0].time - a.history[0].time || b.time - a.time);
    const last = own.find(ended);
    return [...own.filter((one) => !ended(one)), ...(last ? [last] : [])];
  },
  reviewsOf(asset) {
    return Object.values(this.reviews).filter((one) => one.asset === asset);
  },
  amount(value, code) {
    return value === null ? "by its own plan" : `${this.number(value)} ${this.unit(code)}`;
  },
  // what it comes to, in one line
  saysSetpoint({ status, target, value, unit, validUntil, expiresAt, mode, limits }) {
    const goal = this.amount(target, unit);
    if (status === "proposed" && mode === "advise") return `${goal} is advised`;
    if (status === "proposed") return `${goal} is proposed: answer by ${this.time(expiresAt)}`;
    if (status !== "approved") return `${goal}: ${status}`;
    const until = validUntil === undefined ? "" : ` until ${this.time(validUntil)}`;
    if (Math.abs(value - target) < Math.max(limits.minStep, 1e-9)) return `runs at ${goal}${until}`;
    return `now ${this.amount(value, unit)}, on its way to ${goal}${until}`;
  },
  decide(command, { id, asset }) {
    this.problem = "";
    this.send({ payload: command === "release" ? { command, asset } : { command, setpoint: id } });
  },
};
