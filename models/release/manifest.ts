import Type, { type Static } from "typebox";
import { Compile } from "typebox/schema";

/** Raise it when an older Twinloom could no longer check what is written. */
export const RELEASE_FORMAT = 1;
export const RELEASE_TAG = `twinloom/release@${RELEASE_FORMAT}`;

const Sha256 = Type.String({ pattern: "^[0-9a-f]{64}$" });
/** Below the release's folder and nowhere else. */
const PartPath = "^(?!.*(^|/)\\.\\.?(/|$))[A-Za-z0-9@_+.-]+(/[A-Za-z0-9@_+.-]+)*$";
const Version = Type.String({ pattern: "^\\d+\\.\\d+\\.\\d+([-+].*)?$" });

const Part = Type.Object({ bytes: Type.Integer({ minimum: 0 }), sha256: Sha256 }, { additionalProperties: false });

const Package = Type.Object(
  { name: Type.String({ minLength: 1 }), version: Version, types: Type.Array(Type.String()) },
  { additionalProperties: false },
);

const Model = Type.Object(
  {
    assetType: Type.String({ minLength: 1 }),
    component: Type.String({ minLength: 1 }),
    hash: Sha256,
    name: Type.String(),
    failureMode: Type.String(),
    folder: Type.String({ pattern: PartPath, description: "of its parts" }),
  },
  { additionalProperties: false },
);

/** What a release is, and what it asks of the machine that it comes to. Its signature covers these bytes, and they name the rest. */
export const ReleaseManifest = Type.Object(
  {
    schema: Type.Literal(RELEASE_TAG),
    name: Type.String({ pattern: "^\\w[\\w.+-]{0,99}$" }),
    /** Begins the SHA-256 of the signer's public key. */
    signer: Type.String({ pattern: "^[0-9a-f]{16}$" }),
    flow: Type.Object({
      revision: Type.String({ description: "the flow revision that its messages carry" }),
      from: Type.Optional(Type.String({ description: "revision of the home folder that it was made in" })),
      time: Type.Optional(Type.String()),
      user: Type.Optional(Type.String()),
      message: Type.Optional(Type.String()),
    }),
    requires: Type.Object({
      twinloom: Version,
      node: Version,
      packages: Type.Array(Package),
      /** `${NAME}` in the flow that the release carries no value of. */
      variables: Type.Array(Type.String()),
      /** Settings that are kept encrypted, and have to be entered on the machine. */
      secrets: Type.Array(Type.Object({ node: Type.String(), name: Type.String(), fields: Type.Array(Type.String()) })),
    }),
    assetTypes: Type.Array(Type.String()),
    models: Type.Array(Model),
    /** Environment variables that the flow runs with, unless the machine sets them. */
    settings: Type.Record(Type.String(), Type.String()),
    /** Every other file of the release by its path. */
    parts: Type.Record(Type.String({ pattern: PartPath }), Part),
  },
  { additionalProperties: false },
);
export type ReleaseManifest = Static<typeof ReleaseManifest>;
export type ReleasedModel = Static<typeof Model>;
export type ReleasedPackage = Static<typeof Package>;

const validator = Compile(ReleaseManifest);
const path = new RegExp(PartPath);

export const isReleaseManifest = (value: unknown): value is ReleaseManifest =>
  validator.Check(value) && Object.keys(value.parts).every((name) => path.test(name));
