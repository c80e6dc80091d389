import { decide } from "../../models/registry/decide.ts";
import { championOf, type Registry, registryOf } from "../../models/registry/registry.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { keepModelFiles } from "../kit/models/model-files.ts";
import { addToTrail, type DocumentStore, decisionAfter, readTrail } from "../kit/models/model-trail.ts";
import { shippedHash } from "./chosen-models.ts";
import { shippedFolder } from "./shipped-models.ts";

export interface Installation {
  readonly store: DocumentStore;
  /** User folder; registered models are kept below it. */
  readonly home: string;
  /** TYPE-COMPONENT folders of the models that come with Twinloom. */
  readonly root: string;
  readonly nowMs: number;
  readonly source: string;
}

const BY = "twinloom";

/**
 * Registers the models that come with Twinloom for an asset type, and keeps a copy of them so that an update can be gone
 * back from. One is champion from the start; where somebody has promoted another, a newer one is a candidate.
 *
 * @returns the registry after that
 */
export const installShipped = async (type: AssetType, installation: Installation): Promise<Registry> => {
  const { store, home, root, nowMs, source } = installation;
  let trail = await readTrail(store);
  for (const { id: component } of type.components) {
    const hash = await shippedHash(root, type.id, component);
    if (!hash) continue;
    const registry = registryOf(trail);
    const lives = registry.get(`${type.id}/${component}`);
    const known = lives?.models.get(hash);
    if (!known || known.shipped) await keepModelFiles(shippedFolder(root, type.id, component), home, hash, true);
    if (known) continue;
    const champion = championOf(lives);
    const action = !champion || champion.shipped ? "install" : "register";
    const reason = champion ? "comes with this version of Twinloom" : "comes with Twinloom";
    const failureMode = type.failureModes.find((mode) => mode.component === component)?.id ?? "";
    const version = { hash, assetType: type.id, component };
    const decision = decisionAfter(trail, nowMs, source, { by: BY, reason });
    const event = decide(registry, action, version, decision, { name: `${type.id} ${component}`, failureMode });
    await addToTrail(store, event);
    trail = [event, ...trail];
  }
  return registryOf(trail);
};
