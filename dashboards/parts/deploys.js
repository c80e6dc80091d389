/** Where a machine's data began to be written by another flow: lines across its charts. */
export const deploys = {
  takeDeploys(documents) {
    for (const { asset, time, flow } of documents) {
      this.deployed[asset] ??= {};
      this.deployed[asset][time] = flow;
    }
  },
  // the first is where the data begins: nothing changed there
  deployMarks(asset, { fromMs, toMs }, x) {
    return Object.entries(this.deployed[asset] ?? {})
      .map(([time, flow]) => ({ ms: Number(time), flow }))
      .sort((one, other) => one.ms - other.ms)
      .filter(({ ms, flow }, i, all) => i > 0 && flow !== all[i - 1].flow && ms >= fromMs && ms <= toMs)
      .map(({ ms, flow }) => ({ x: x(ms), text: `Another flow was deployed: ${flow}, ${this.time(ms)}` }));
  },
};
