import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { UserIdentityInfo } from "node-opcua-client";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { World } from "../../kit/world.ts";
import { sourceErrors } from "../errors.ts";
import type { SourceConfig } from "../schema.ts";
import type { Library } from "./library.ts";

/**
 * Who signs in: nobody, a user with a password, or the owner of a certificate (OPC UA Part 4, 7.40). The files are read at each
 * sign-in: a renewed certificate needs no deploy.
 *
 * @throws TwinError TWIN-SOURCE-065 where certificate or key can't be used
 */
export const userIdentity = async (
  { UserTokenType }: Library,
  config: SourceConfig,
  { homeFolder, credentials }: Pick<World, "homeFolder" | "credentials">,
): Promise<UserIdentityInfo> => {
  const password = credentials["password"] ?? "";
  if (config.opcuaIdentity === "certificate") {
    const read = (file: string): Promise<Buffer> => readFile(resolve(homeFolder, file));
    try {
      const certificate = new X509Certificate(await read(config.opcuaUserCertificate));
      const key = createPrivateKey({ key: await read(config.opcuaUserKey), passphrase: password });
      if (!certificate.checkPrivateKey(key)) throw new Error("the key belongs to another certificate");
      const privateKey = key.export({ type: "pkcs8", format: "pem" }).toString();
      return { type: UserTokenType.Certificate, certificateData: certificate.raw, privateKey };
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new TwinError(sourceErrors.userCertificate, { reason, status: "user certificate" }, cause);
    }
  }
  if (config.user) return { type: UserTokenType.UserName, userName: config.user, password };
  return { type: UserTokenType.Anonymous };
};
