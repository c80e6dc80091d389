/** A package as npm's lock file (version 3) tells of it. */
export interface LockedPackage {
  readonly name?: string;
  readonly version?: string;
  readonly license?: unknown;
  /** Subresource Integrity, `sha512-` and base64. */
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly link?: boolean;
}

export interface Component {
  readonly type: "library" | "application" | "machine-learning-model" | "data";
  readonly name: string;
  readonly version: string;
  readonly "bom-ref": string;
  readonly purl?: string;
  readonly scope?: "required" | "optional";
  readonly licenses?: readonly { readonly expression: string }[];
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
}

export interface BillOfMaterials {
  readonly bomFormat: "CycloneDX";
  readonly specVersion: "1.6";
  readonly version: 1;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
}

/**
 * What a package is made of, in the form of CycloneDX 1.6 (ECMA-424), without a time or a serial number: the same lock file always
 * gives the same bytes. What is for developers alone is left out.
 *
 * @param hexOf base64 to hex
 */
export const billOfMaterials = (
  packages: Readonly<Record<string, LockedPackage>>,
  hexOf: (base64: string) => string,
): BillOfMaterials => {
  const { name = "", version = "" } = packages[""] ?? {};
  const found = new Map<string, Component>();
  for (const [path, one] of Object.entries(packages)) {
    if (path === "" || one.dev || one.link) continue;
    const component = componentOf(path, one, hexOf);
    const known = found.get(component["bom-ref"]);
    if (!known || known.scope === "optional") found.set(component["bom-ref"], component);
  }
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "application", name, version, "bom-ref": purlOf(name, version) } },
    components: inOrder([...found.values()]),
  };
};

export const inOrder = (components: readonly Component[]): readonly Component[] =>
  components.toSorted((a, b) => (a["bom-ref"] < b["bom-ref"] ? -1 : 1));

const componentOf = (path: string, one: LockedPackage, hexOf: (base64: string) => string): Component => {
  const name = one.name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  const version = one.version ?? "";
  const [, algorithm, base64] = /^sha(\d+)-([A-Za-z0-9+/=]+)/.exec(one.integrity ?? "") ?? [];
  return {
    ...{ type: "library", name, version, "bom-ref": purlOf(name, version), purl: purlOf(name, version) },
    scope: one.optional ? "optional" : "required",
    ...(typeof one.license === "string" ? { licenses: [{ expression: one.license }] } : {}),
    ...(algorithm && base64 ? { hashes: [{ alg: `SHA-${algorithm}`, content: hexOf(base64) }] } : {}),
  };
};

/** https://github.com/package-url/purl-spec: the `@` of a scope is percent-encoded. */
export const purlOf = (name: string, version: string): string => `pkg:npm/${name.replace(/^@/, "%40")}@${version}`;
