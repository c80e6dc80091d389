import { execFile } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageRoot } from "./node-red.ts";

const run = promisify(execFile);

interface LockEntry {
  readonly dev?: boolean;
  readonly version?: string;
  readonly bin?: unknown;
  readonly dependencies?: unknown;
  readonly optionalDependencies?: unknown;
}

/**
 * Builds and packs this package and installs it into an empty folder, with what it depends on in the versions of our lock
 * file and without what is for developers or optional.
 *
 * @returns the folder; the package is in its `node_modules/twinloom`
 */
export const installPackage = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "twinloom-install-"));
  await run(process.execPath, ["scripts/build.ts"], { cwd: packageRoot });
  const packed = await run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], {
    cwd: packageRoot,
    maxBuffer: 64e6,
  });
  const [{ filename }]: [{ filename: string }] = JSON.parse(packed.stdout);
  const tarball = `file:${join(folder, filename)}`;
  const manifest = { name: "empty", private: true, dependencies: { twinloom: tarball } };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "package-lock.json"), JSON.stringify(await lockWith(tarball, manifest)));
  const options = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--omit=dev", "--omit=optional"];
  await run("npm", ["install", ...options], { cwd: folder, maxBuffer: 64e6 });
  return folder;
};

/** Our own lock file, as that of a project which has only this package. */
const lockWith = async (tarball: string, manifest: object): Promise<object> => {
  const lock: { packages: Record<string, LockEntry> } = JSON.parse(
    await readFile(join(packageRoot, "package-lock.json"), "utf8"),
  );
  const { "": own, ...others } = lock.packages;
  const shipped = Object.entries(others).filter(([, entry]) => !entry.dev);
  const { version, bin, dependencies, optionalDependencies } = own ?? {};
  return {
    name: "empty",
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": manifest,
      "node_modules/twinloom": { version, resolved: tarball, bin, dependencies, optionalDependencies },
      ...Object.fromEntries(shipped),
    },
  };
};
