import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { billOfMaterials, type LockedPackage } from "../../models/release/bill-of-materials.ts";
import { canonicalJson } from "../../models/release/canonical-json.ts";
import { writeIfChanged } from "./write-if-changed.ts";

/** Writes `dist/sbom.json`: an installed package has no lock file, and says by this what it was tested with. */
export const writeBill = async (root: string): Promise<void> => {
  const { packages }: { packages: Record<string, LockedPackage> } = JSON.parse(
    await readFile(join(root, "package-lock.json"), "utf8"),
  );
  const bill = billOfMaterials(packages, (base64) => Buffer.from(base64, "base64").toString("hex"));
  await writeIfChanged(join(root, "dist/sbom.json"), canonicalJson(bill));
};
