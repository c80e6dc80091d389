/** What moved a forecast: a bar for each driver, to the left where it takes life off, and the sum of all. */
export const drivers = {
  bars({ drivers }) {
    const most = Math.max(...drivers.map((one) => Math.abs(one.contributionHours ?? 0)), 1);
    return drivers.map(({ feature, contributionHours, text }) => {
      const width = (50 * Math.abs(contributionHours ?? 0)) / most;
      const left = contributionHours < 0 ? 50 - width : 50;
      const hours = contributionHours === undefined ? undefined : { left: `${left}%`, width: `${width}%` };
      return { feature, text: this.plain(text), hours, less: contributionHours < 0 };
    });
  },
  // where nothing of the machine is known, all of them together, and the forecast
  driverSum({ drivers, baseHours, rulHours }) {
    const moved = drivers.reduce((sum, one) => sum + (one.contributionHours ?? 0), 0);
    const [base, all, left] = [baseHours, Math.abs(moved), rulHours].map(
      (hours) => `${this.number(Math.round(hours))} h`,
    );
    return `${base} on a typical machine in training ${moved < 0 ? "−" : "+"} ${all} by all of these = ${left} left`;
  },
};
