import { integerField, textField } from "../../kit/fields.ts";
import { on } from "../protocols.ts";

/** The settings of an HTTP push source. */
export const pushFields = {
  pushPath: textField(
    { label: "Address", help: "Part of the address to send to: /twinloom/push/…", ...on("push") },
    { default: "plant", pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" },
  ),
  pushExpression: textField(
    {
      label: "Expression",
      help: "JSONata that makes one of the known shapes of other JSON. Nothing: it is left out.",
      ...on("push"),
    },
    { default: "" },
  ),
  pushAssetTag: textField(
    {
      label: "Asset tag",
      help: "Tag of line protocol that names the asset, where this node does not.",
      ...on("push"),
    },
    { default: "asset" },
  ),
  pushMaxKb: integerField(
    { label: "Largest body", unit: "kB", help: "Unpacked, too.", ...on("push") },
    { default: 1024, minimum: 1, maximum: 65_536 },
  ),
};
