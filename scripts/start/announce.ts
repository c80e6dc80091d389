import type { NewUser } from "./first-start.ts";
import { isInstalled } from "./layout.ts";

/** How this package's own commands are called. */
const COMMAND = isInstalled() ? "npx twinloom" : "npm run -s twinloom --";

/** Prints the addresses, what is wrong if the flows stand still and, the first time, the sign-in. */
export const announce = (
  options: { readonly host: string; readonly port: string; readonly plant: boolean },
  env: Readonly<Record<string, string>>,
  newUsers: readonly NewUser[],
  problem?: string,
): void => {
  const scheme = process.env["TWINLOOM_TLS_KEY"] ? "https" : "http";
  const host = options.host === "0.0.0.0" || options.host === "::" ? "localhost" : options.host;
  const base = `${scheme}://${host}:${options.port}`;
  const lines = ["", "Twinloom is up.", `  editor          ${base}/`, `  operator pages  ${base}/dashboard`];
  if (options.plant) {
    lines.push(`  plant, OPC UA   opc.tcp://127.0.0.1:${env["TWINLOOM_OPCUA_PORT"]}`);
    lines.push(`  plant, Modbus   127.0.0.1:${env["TWINLOOM_MODBUS_PORT"]}`);
    lines.push(`  plant, MQTT     mqtt://127.0.0.1:${env["TWINLOOM_MQTT_PORT"]}`);
  }
  if (problem) lines.push("", `The flows do not run: ${problem}. Open the editor to mend them.`);
  if (newUsers.length > 0) {
    lines.push("", `Sign in with (shown this once; change it with: ${COMMAND} user password NAME):`);
    for (const user of newUsers) lines.push(`  ${user.username.padEnd(14)}  ${user.password}   (${user.role})`);
  } else {
    lines.push("", `Sign in with the users made at the first start (forgotten: ${COMMAND} user password admin).`);
  }
  lines.push("Ctrl-C ends everything.", "");
  process.stdout.write(`${lines.join("\n")}\n`);
};
