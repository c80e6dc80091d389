/**
 * A node id that names its namespace by URI (`nsu=urn:plant;s=pump-1.flow`, OPC UA Part 6, 5.3.1.11), as the server numbers it now:
 * indexes change when a server's configuration does, URIs do not.
 *
 * @returns undefined if the server does not have that namespace
 */
export const resolveNodeId = (nodeId: string, namespaces: readonly string[]): string | undefined => {
  const named = /^nsu=([^;]+);(.+)$/s.exec(nodeId);
  if (!named?.[1] || !named[2]) return nodeId;
  const index = namespaces.indexOf(named[1].replaceAll("%3B", ";").replaceAll("%25", "%"));
  return index < 0 ? undefined : `ns=${index};${named[2]}`;
};
