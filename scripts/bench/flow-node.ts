/** A node of a flow under measurement; where it stands in the editor does not matter. */
export const flowNode = (
  id: string,
  type: string,
  wires: readonly (readonly string[])[],
  settings: object,
): object => ({
  ...{ id, type, z: "tab", name: id, x: 100, y: 100, wires },
  ...settings,
});
