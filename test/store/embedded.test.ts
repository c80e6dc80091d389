import { join } from "node:path";
import type { TwinStore } from "../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { conformance } from "./conformance.ts";

describe("the embedded store", () => {
  const folder = temporaryFolder();
  let store: TwinStore;
  before(() => {
    store = openEmbeddedStore({ file: join(folder.path, "store.db"), retentionDays: 365 });
  });
  after(async () => {
    await store.close();
    folder.remove();
  });
  conformance(() => ({ store, settled: async () => undefined }));
});
