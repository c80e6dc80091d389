import { error, type Finding, ok, type Place } from "./finding.ts";

/** Node-RED 5 needs 22.9, the OPC UA client 22.13. */
const LEAST = [22, 13] as const;

export const checkNodeVersion = ({ nodeVersion }: Place): readonly Finding[] => {
  const [major = 0, minor = 0] = nodeVersion.split(".").map(Number);
  const enough = major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1]);
  if (enough) return [ok("node", `Node.js ${nodeVersion}`)];
  const what = `Node.js ${nodeVersion} is older than ${LEAST.join(".")}`;
  return [error("node", what, "Install a newer Node.js, or start with npm start, which fetches one")];
};
