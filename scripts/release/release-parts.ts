/** Files of a release that come before its models. */
export const MANIFEST = "manifest.json";
export const SIGNATURE = "manifest.sig";
export const FLOW = "flow.json";
/** RFC 8032, 5.1.6 */
export const SIGNATURE_BYTES = 64;
