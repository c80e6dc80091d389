/**
 * A node id with its namespace by URI, so that it means the same when the server numbers its namespaces anew (OPC UA Part 6, 5.3.1.11):
 * what `resolveNodeId` reads.
 *
 * @param nodeId such as `ns=1;s=pump-1.flow`
 * @param namespaces of the server, by their index
 */
export const nameNodeId = (nodeId: string, namespaces: readonly string[]): string => {
  const [, index, identifier] = /^ns=(\d+);(.+)$/s.exec(nodeId) ?? [];
  const uri = namespaces[Number(index)];
  if (!identifier || !uri || index === "0") return nodeId;
  return `nsu=${uri.replaceAll("%", "%25").replaceAll(";", "%3B")};${identifier}`;
};
