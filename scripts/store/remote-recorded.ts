import { checkQuery } from "../../nodes/store/check-query.ts";
import type { Recorded } from "../../nodes/store/embedded/open-recorded.ts";
import type { Remote } from "../../nodes/store/outbox/remote.ts";
import { openDocuments } from "../../nodes/store/sqlite/open-documents.ts";

/**
 * What a store with a server has recorded: numbers there, documents in the file. Points that wait in the outbox are not seen yet.
 *
 * @throws TwinError TWIN-STORE-001, -004, -005
 */
export const openRemoteRecorded = (file: string, remote: Remote): Recorded => ({
  ...openDocuments(file),
  range: async (query) => remote.range(checkQuery(query)),
  latest: async (measurement, tags) => remote.latest(measurement, tags),
});
