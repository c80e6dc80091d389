import { createHash } from "node:crypto";
import type { Local } from "../sqlite/open-local.ts";
import type { Refused } from "./send-splitting.ts";

export const QUARANTINE = "quarantine";
const LIMIT = 10_000;

/**
 * Keeps points that a server refused for good, each with the server's reason, as documents of the collection `quarantine`
 * (owner: the asset). The newest 10,000 are kept.
 */
export const createQuarantine = ({ db, putDocumentNow }: Local, url: string) => {
  const count = db.prepare("SELECT count(*) AS n FROM documents WHERE collection = ?");
  const shorten = db.prepare(
    `DELETE FROM documents WHERE collection = ?1 AND rowid <=
       (SELECT rowid FROM documents WHERE collection = ?1 ORDER BY rowid DESC LIMIT 1 OFFSET ${LIMIT})`,
  );
  let size = Number(count.get(QUARANTINE)?.["n"]);

  return {
    /** Within the open transaction. The same point sent twice is one document. */
    add: (refused: readonly Refused[]): void => {
      for (const { point, reason } of refused) {
        const id = createHash("sha256").update(JSON.stringify(point)).digest("hex").slice(0, 24);
        const owner = point.tags["asset"] ?? "";
        putDocumentNow({ collection: QUARANTINE, id, owner, timeMs: point.timeMs, body: { url, reason, point } });
      }
      if (refused.length === 0) return;
      shorten.run(QUARANTINE);
      size = Number(count.get(QUARANTINE)?.["n"]);
    },
    size: (): number => size,
  };
};

export type Quarantine = ReturnType<typeof createQuarantine>;
