/** What every page says alike: names, times, units and lengths of life. */
export const words = {
  words(id) {
    return (id ?? "")
      .replace(/([a-z])([A-Z])/g, (_, end, letter) => `${end} ${letter.toLowerCase()}`)
      .replace(/-/g, " ");
  },
  title(id) {
    const text = this.words(id);
    return text.charAt(0).toUpperCase() + text.slice(1);
  },
  sentence(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  },
  // UCUM codes as people write them
  unit(code) {
    return (code ?? "")
      .replace(/\bCel\b/g, "°C")
      .replace(/([a-z])2\b/g, "$1²")
      .replace(/([a-z])3\b/g, "$1³")
      .replace(/([a-z])4\b/g, "$1⁴")
      .replace("N.m", "N·m");
  },
  // a sentence of the twin, in which channels, features and units are written as in the machine's description
  plain(text) {
    return (text ?? "")
      .replace(/(\d) ([A-Za-z][\w./]*\w|[A-Za-z])/g, (_, digit, code) => `${digit} ${this.unit(code)}`)
      .replace(/([a-z])\.(?=[a-z])/g, "$1 ")
      .replace(/([a-z]\d?)\/(?=slope)/g, "$1, ")
      .replace(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g, (id) => this.words(id));
  },
  // plant time, in UTC
  time(ms) {
    return new Date(ms).toISOString().replace("T", " ").slice(0, 16);
  },
  number(value) {
    const digits = Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 };
    return value.toLocaleString("en-GB", digits).replace("-", "−");
  },
  percent(share) {
    return share > 0 && share < 0.01 ? "under 1 %" : `${(share * 100).toFixed(0)} %`;
  },
  // a life and its interval share one unit: hours, or days for what is weeks away
  inDays(forecast) {
    return forecast.rulHours >= 1000;
  },
  life(forecast) {
    return this.inDays(forecast) ? `${this.number(forecast.rulHours / 24)} d` : `${forecast.rulHours.toFixed(0)} h`;
  },
  interval(forecast) {
    const { lowHours, highHours, confidence } = forecast.interval;
    const [per, unit] = this.inDays(forecast) ? [24, "d"] : [1, "h"];
    const [low, high] = [lowHours, highHours].map((hours) => Math.round(hours / per).toLocaleString("en-GB"));
    return `${low} to ${high} ${unit} at ${(confidence * 100).toFixed(0)} %`;
  },
  hasFailed(machine, forecast) {
    return machine.operatingState === "failed" && forecast?.rulHours === 0;
  },
  stands(machine) {
    return machine.operatingState === "stopped" || machine.operatingState === "failed";
  },
  machineLink(asset) {
    return `/dashboard/machine?asset=${encodeURIComponent(asset)}`;
  },
};
