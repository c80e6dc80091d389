import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { type BillOfMaterials, type Component, inOrder, purlOf } from "../../models/release/bill-of-materials.ts";
import { releaseErrors } from "../../models/release/errors.ts";
import type { ReleasedModel, ReleasedPackage } from "../../models/release/manifest.ts";
import { packageRoot } from "../start/layout.ts";

/**
 * What Twinloom is made of, with the palettes and models of a release.
 *
 * @throws TwinError TWIN-RELEASE-015
 */
export const releasedBill = (
  packages: readonly ReleasedPackage[],
  models: readonly ReleasedModel[],
): BillOfMaterials => {
  const bill = readBill(join(packageRoot(), "dist", "sbom.json"));
  const known = new Set([bill.metadata.component["bom-ref"], ...bill.components.map((one) => one["bom-ref"])]);
  const palettes = packages
    .map(({ name, version }): Component => {
      const purl = purlOf(name, version);
      return { type: "library", name, version, "bom-ref": purl, purl, scope: "required" };
    })
    .filter((one) => !known.has(one["bom-ref"]));
  const trained = models.map(
    ({ name, hash }): Component => ({
      ...{ type: "machine-learning-model", name, version: hash.slice(0, 12), "bom-ref": `model:${hash}` },
      hashes: [{ alg: "SHA-256", content: hash }],
    }),
  );
  return { ...bill, components: inOrder([...bill.components, ...palettes, ...trained]) };
};

const readBill = (file: string): BillOfMaterials => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(releaseErrors.noBill, { file, reason }, cause);
  }
};
