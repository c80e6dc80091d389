import type { ClientSession, DataValue, ReadValueIdOptions } from "node-opcua-client";

/** Small controllers take no more in one request (MaxNodesPerRead, OPC UA Part 5, 6.3.11). */
const MOST_PER_REQUEST = 100;

/** Reads attributes, many of them in several requests. */
export const readInParts = async (
  session: ClientSession,
  wanted: readonly ReadValueIdOptions[],
): Promise<DataValue[]> => {
  const read: DataValue[] = [];
  for (let i = 0; i < wanted.length; i += MOST_PER_REQUEST)
    read.push(...(await session.read(wanted.slice(i, i + MOST_PER_REQUEST))));
  return read;
};
