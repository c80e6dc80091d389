import type { FormDefinition } from "../../nodes/kit/editor/form-definition.ts";

/** Id of a room's node in the flow below. */
export const idOf = (room: string): string => `test-${room}`;

/** A flow with one node of each room as the palette makes it; those that refer to config nodes refer to the ones in it. */
export const flowOfRooms = (definitions: readonly FormDefinition[]): Record<string, unknown>[] => {
  const roomOfType = new Map(definitions.map(({ type, room }) => [type, room]));
  const nodes = definitions.map((definition, index) => {
    const settings = definition.fields.map(({ name, configType, value }) => {
      const room = roomOfType.get(configType ?? "");
      return [name, room ? idOf(room) : value];
    });
    const wires = Array.from({ length: definition.outputs }, () => []);
    return {
      id: idOf(definition.room),
      type: definition.type,
      name: "",
      configVersion: definition.version,
      ...Object.fromEntries(settings),
      ...(definition.category === "config" ? {} : { z: "tab", x: 300, y: 60 * (index + 1), wires }),
    };
  });
  return [{ id: "tab", type: "tab", label: "test" }, ...nodes];
};
