import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Programs that tests run for real, and the Debian package that brings each. */
const TOOLS: readonly { readonly file: string; readonly debianPackage: string }[] = [
  { file: "/usr/bin/chromium", debianPackage: "chromium" },
  { file: "/usr/bin/influxd", debianPackage: "influxdb" },
  { file: "/usr/sbin/mosquitto", debianPackage: "mosquitto" },
  { file: "/usr/bin/mbpoll", debianPackage: "mbpoll" },
  { file: "/usr/bin/python3", debianPackage: "python3-venv" },
];

/** Installs what is missing where that is possible (Debian, root); says what is missing and skipped where it is not. */
export const installMachineTools = (): void => {
  const missing = TOOLS.filter((tool) => !existsSync(tool.file)).map((tool) => tool.debianPackage);
  if (missing.length === 0) return;
  const mayInstall = process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
  if (!mayInstall) {
    console.warn(`twinloom: tests that need ${missing.join(", ")} will be skipped: install them to run these tests`);
    return;
  }
  console.warn(`twinloom: installing ${missing.join(", ")} for the tests ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { env, stdio: ["ignore", "ignore", "inherit"] as const };
  try {
    execFileSync("apt-get", ["update"], { ...options, stdio: [...options.stdio] });
    execFileSync("apt-get", ["install", "-y", "--no-install-recommends", ...missing], {
      ...options,
      stdio: [...options.stdio],
    });
  } catch {
    console.warn(`twinloom: apt-get could not install ${missing.join(", ")}: tests that need them will be skipped`);
  }
};
