/** What an operator should know of the store; nothing while it does its work. */
export const storeWords = {
  about(ms) {
    const units = [
      [86400000, "d"],
      [3600000, "h"],
      [60000, "min"],
    ];
    const [size, unit] = units.find(([size]) => ms >= size) ?? [1000, "s"];
    return `${Math.round(ms / size)} ${unit}`;
  },
  whole(value) {
    return Math.round(value).toLocaleString("en-GB");
  },
  waitingSays({ points, bytes, oldestAgeMs }) {
    if (points === 0) return "";
    const oldest = oldestAgeMs === undefined ? "" : `, the oldest for ${this.about(oldestAgeMs)}`;
    return `${this.whole(points)} points wait for it (${(bytes / 1e6).toFixed(1)} MB)${oldest}; nothing is lost.`;
  },
  rateSays({ sentPerSecond, endsInMs }) {
    const end = endsInMs === undefined ? "" : `, and is through in about ${this.about(endsInMs)}`;
    return `It takes ${this.whole(sentPerSecond)} points a second${end}.`;
  },
  storeSays(store) {
    if (!store || store.state === "ok") return "";
    const what = {
      away: "The database does not answer.",
      full: `The store takes no new data: ${store.reason}.`,
      behind: "The database is catching up.",
    }[store.state];
    if (!store.outbox) return what;
    const lost = store.outbox.dropped > 0 ? `${this.whole(store.outbox.dropped)} of the oldest were dropped.` : "";
    const waiting = this.waitingSays(store.outbox);
    const parts = [what, lost ? waiting.replace("; nothing is lost", "") : waiting];
    if (store.state === "behind") parts.push(this.rateSays(store.outbox));
    return [...parts, lost].filter(Boolean).join(" ");
  },
};
