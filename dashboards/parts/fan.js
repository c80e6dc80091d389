/** The fan of a forecast: the forecasts as they were made with their intervals, and how life runs out from the newest on. */
export const fan = {
  // one number of all forecasts up to the newest, which the kept trend may not have yet
  made(forecast, field, newest) {
    const isIt = (one) =>
      one.measurement === "forecast" && one.field === field && one.tags.component === forecast.component;
    const { times, values } = this.history?.series.find(isIt) ?? { times: [], values: [] };
    return { times: [...times, forecast.time], values: [...values, newest] };
  },
  // an hour that passes takes an hour off
  runOut(forecast, hoursLeft, endMs) {
    const lastMs = Math.min(endMs, forecast.time + hoursLeft * 3600000);
    return [
      [forecast.time, hoursLeft],
      [lastMs, hoursLeft - (lastMs - forecast.time) / 3600000],
    ];
  },
  fan(forecast) {
    const { time, rulHours } = forecast;
    const { lowHours, highHours } = forecast.interval;
    const mid = this.made(forecast, "rulHours", rulHours);
    const low = this.made(forecast, "lowHours", lowHours);
    const high = this.made(forecast, "highHours", highHours);
    const day = 24 * 3600000;
    const from = Math.min(mid.times[0], time - 0.5 * day);
    const to = Math.min(time + highHours * 3600000, time + Math.max(time - from, day) * 1.5);
    // one wild interval long ago must not flatten everything since
    const top = Math.min(Math.max(highHours, ...high.values, 1), 3 * Math.max(rulHours, ...mid.values, 1));
    const axis = this.axes([from, Math.max(to, time + day)], [0, top], 210, true);
    const point = ([ms, hours]) => [axis.x(ms), axis.y(Math.min(hours, top))];
    const line = (series) => series.times.map((ms, i) => point([ms, series.values[i]]));
    const upper = this.runOut(forecast, highHours, to);
    const lower = this.runOut(forecast, lowHours, to);
    const end = [upper[1], [upper[1][0], 0], ...(lower[1][1] > 0 ? [lower[1]] : [[lower[1][0], 0]]), lower[0]];
    const close = (points) => (points.length ? `${this.path(points)}Z` : "");
    return {
      ...axis,
      now: axis.x(time),
      band: close([...line(high), ...line(low).reverse()]),
      line: this.path(line(mid)),
      ahead: this.path(this.runOut(forecast, rulHours, to).map(point)),
      aheadBand: close([upper[0], ...end].map(point)),
    };
  },
};
