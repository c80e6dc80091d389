import { hashText } from "../random/random.ts";

const hex = (text: string): string => (hashText(text) >>> 0).toString(16).padStart(8, "0");

/** Lower-case letters, digits and dashes of a name, for people who read an id. */
export const slug = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);

/**
 * The ids of one template for one asset: the same again for the same two, and others for any other two. A name that reads alike
 * (`Pump 7`, `pump-7`) is told apart by 64 bits over asset and template.
 *
 * @returns the id of the node that the template calls `key`
 */
export const nodeIds = (asset: string, template: string): ((key: string) => string) => {
  const text = `${asset}\n${template}`;
  const prefix = [slug(asset), hex(text) + hex(`${text}\n${text.length}`)].filter(Boolean).join("-");
  return (key) => `${prefix}-${key}`;
};

/** The id of the store with that file: flows of two machines that share the file share the store. */
export const storeId = (file: string): string => `tl-store-${hex(file)}${hex(`${file}\n${file.length}`)}`;
