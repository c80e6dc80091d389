import { TwinError } from "../../../models/errors/twin-error.ts";
import { sourceErrors } from "../errors.ts";
import type { SourceConfig } from "../schema.ts";

/** @throws TwinError TWIN-SOURCE-006 for an endpoint or a security that can't be used */
export const checkServer = (config: SourceConfig): void => {
  const server = config.opcuaEndpoint;
  if (!/^opc\.tcp:\/\/[^/\s]+/.test(server)) {
    const reason = `${server} is not like opc.tcp://host:4840`;
    throw new TwinError(sourceErrors.badSetting, { field: "opcuaEndpoint", reason });
  }
  if ((config.opcuaSecurityMode === "None") !== (config.opcuaSecurityPolicy === "None")) {
    const reason = "security mode and policy are None together, or neither";
    throw new TwinError(sourceErrors.badSetting, { field: "opcuaSecurityPolicy", reason });
  }
};
