import { choiceField, flagField, integerField, numberField, textField } from "../../kit/fields.ts";
import { on } from "../protocols.ts";

const shown = on("opcua");
const byCertificate = { field: "opcuaIdentity", in: ["certificate"] } as const;

/** The settings of OPC UA, shown only while it is chosen. */
export const opcuaFields = {
  opcuaEndpoint: textField({ label: "Endpoint", env: true, ...shown }, { default: "opc.tcp://localhost:4840" }),
  opcuaSecurityMode: choiceField(
    { label: "Security mode", ...shown },
    { None: "None", Sign: "Sign", SignAndEncrypt: "Sign and encrypt" },
    { default: "None" },
  ),
  opcuaSecurityPolicy: choiceField(
    { label: "Security policy", ...shown },
    {
      None: "None",
      Basic256Sha256: "Basic256Sha256",
      Aes128_Sha256_RsaOaep: "Aes128-Sha256-RsaOaep",
      Aes256_Sha256_RsaPss: "Aes256-Sha256-RsaPss",
    },
    { default: "None" },
  ),
  opcuaTrustUnknown: flagField(
    {
      label: "Trust any server certificate",
      help: "It goes to the trusted ones at first sight. Otherwise the first one is refused, until: twinloom certificates trust.",
      showWhen: { field: "opcuaSecurityMode", in: ["Sign", "SignAndEncrypt"] },
    },
    { default: false },
  ),
  opcuaIdentity: choiceField(
    { label: "Signs in", ...shown },
    { user: "anonymously, or as a user", certificate: "by a certificate" },
    { default: "user" },
  ),
  opcuaUserCertificate: textField(
    { label: "User certificate", help: "File in PEM form.", env: true, showWhen: byCertificate },
    { default: "" },
  ),
  opcuaUserKey: textField(
    { label: "User key", help: "File in PEM form; the password opens it.", env: true, showWhen: byCertificate },
    { default: "" },
  ),
  opcuaSamplingMs: numberField(
    { label: "Sampling interval", unit: "ms", help: "How often the server looks at each tag.", ...shown },
    { default: 500, minimum: 0, maximum: 3_600_000 },
  ),
  opcuaPublishingMs: numberField(
    { label: "Publishing interval", unit: "ms", ...shown },
    { default: 500, minimum: 10, maximum: 3_600_000 },
  ),
  opcuaQueueSize: integerField(
    {
      label: "Queue size",
      unit: "values",
      help: "Of each tag, kept by the server until it publishes, and while the link is down; the oldest go first.",
      ...shown,
    },
    { default: 100, minimum: 1, maximum: 10_000 },
  ),
  opcuaBackfill: flagField(
    {
      label: "Fill gaps from history",
      help: "After an outage, what was missed is read from the server where it keeps history.",
      ...shown,
    },
    { default: true },
  ),
  opcuaDeadband: choiceField(
    { label: "Deadbands count", help: "Of the tags below. A smaller change is not sent.", ...shown },
    { absolute: "in the tag's raw unit", percent: "in percent of its range" },
    { default: "absolute" },
  ),
};
