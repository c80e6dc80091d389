/** What the page of a machine draws: its trends, and the envelope spectrum of its newest waveform. */
export const machineCharts = {
  charts() {
    return (this.history?.series ?? [])
      .filter((one) => one.measurement !== "forecast" && one.times.length > 1)
      .map((one) => {
        const health = one.measurement === "health";
        const range = health ? [0, 100] : this.spread(one.values);
        const values = health ? one.values.map((value) => value * 100) : one.values;
        const axis = this.axes([this.history.fromMs, this.history.toMs], range, 170, true, this.narrow);
        const unit = health ? "%" : this.unit(this.state.channels[one.tags.channel]?.unit);
        return {
          ...axis,
          key: one.tags.channel ?? one.tags.component,
          title: health ? `Health, ${this.words(one.tags.component)}` : this.title(one.tags.channel),
          now: `${this.number(values.at(-1))} ${unit}`,
          line: this.path(one.times.map((t, i) => [axis.x(t), axis.y(values[i])])),
          marks: this.deployMarks(this.asset, this.history, axis.x),
          ...this.worth(this.state.channels[one.tags.channel]),
        };
      });
  },
  envelope() {
    const { envelopeFrequenciesHz: all, envelopeAmplitudes, lines } = this.spectrum;
    // three harmonics of the highest defect frequency are what one looks for
    const top = Math.min(all.at(-1), 3.5 * Math.max(0, ...Object.values(lines)) || all.at(-1));
    const f = all.filter((hz) => hz <= top);
    const a = envelopeAmplitudes.slice(0, f.length);
    const axis = this.axes([0, top], [0, Math.max(...a) * 1.3 || 1], this.W < 600 ? 250 : 420, false);
    const marks = Object.entries(lines).map(([name, hz]) => ({ name: name.toUpperCase(), x: axis.x(hz) }));
    const inOrder = marks.sort((one, other) => one.x - other.x);
    return { ...axis, lines: inOrder, line: this.path(f.map((v, i) => [axis.x(v), axis.y(a[i])])) };
  },
};
