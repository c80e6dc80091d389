/** Scales and lines of a chart. The page's data gives its width `W` and its left and right margins `L` and `R`, in pixels. */
export const chart = {
  // four or five round numbers between the ends
  ticks(low, high) {
    const raw = (high - low) / 5 || 1;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].find((one) => one * power >= raw) * power;
    const out = [];
    for (let v = Math.ceil(low / step) * step; v <= high + step * 1e-6; v += step) out.push(+v.toPrecision(6));
    return out;
  },
  // whole hours, days or months of plant time
  timeTicks(fromMs, toMs, width) {
    const hour = 3600000;
    const steps = [1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720, 1440, 4320].map((hours) => hours * hour);
    const room = width < 450 ? 4 : 6;
    const step = steps.find((one) => (toMs - fromMs) / one <= room) ?? steps.at(-1);
    const out = [];
    for (let ms = Math.ceil(fromMs / step) * step; ms <= toMs; ms += step) {
      const [date, clock] = [new Date(ms).toISOString().slice(5, 10), new Date(ms).toISOString().slice(11, 16)];
      out.push({ ms, text: step >= 24 * hour ? date : clock === "00:00" ? date : clock });
    }
    return out;
  },
  axes([x0, x1], [y0, y1], height, isTime, width = this.W) {
    const { L, R } = this;
    const right = width - R;
    const x = (v) => L + ((v - x0) / (x1 - x0 || 1)) * (right - L);
    const y = (v) => height - 22 - ((v - y0) / (y1 - y0 || 1)) * (height - 34);
    const xTicks = isTime
      ? this.timeTicks(x0, x1, width).map(({ ms, text }) => ({ at: x(ms), text }))
      : this.ticks(x0, x1).map((v) => ({ at: x(v), text: this.number(v) }));
    const yTicks = this.ticks(y0, y1).map((v) => ({ at: y(v), text: this.number(v) }));
    return { x, y, xTicks, yTicks, base: height - 22, height, right, box: { viewBox: `0 0 ${width} ${height}` } };
  },
  path(points) {
    return points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  },
  // the range of some values with a little room above and below
  spread(values) {
    const low = Math.min(...values);
    const high = Math.max(...values);
    const room = high > low ? (high - low) * 0.08 : Math.abs(high) * 0.1 || 1;
    return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
  },
};
