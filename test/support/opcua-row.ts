/** A row of the tag table for a variable of the test servers. */
export const opcuaRow = (name: string, channel: string, more: object = {}) => ({
  ...{ tag: `nsu=urn:twinloom:test;s=${name}`, channel, unit: "", scale: 1, offset: 0, asset: "", pointer: "" },
  ...{ address: 0, dataType: "float32", wordOrder: "big" },
  ...more,
});
