/** One row of the catalogue: what went wrong, and what the reader does next. `{name}` is filled from the details. */
export interface ErrorEntry {
  readonly code: string;
  readonly message: string;
  readonly next: string;
}

export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The only error Twinloom throws on purpose. `code` is stable (`TWIN-STORE-003`), `message` names what and where,
 * `next` says what to do.
 */
export class TwinError extends Error {
  readonly code: string;
  readonly next: string;
  readonly details: ErrorDetails;

  constructor(entry: ErrorEntry, details: ErrorDetails = {}, cause?: unknown) {
    super(`${entry.code}: ${fill(entry.message, details)}. ${fill(entry.next, details)}`, { cause });
    this.name = "TwinError";
    this.code = entry.code;
    this.next = fill(entry.next, details);
    this.details = details;
  }

  /** Node-RED shows this in its log and in `msg.error.message`: the code comes first. */
  override toString(): string {
    return this.message;
  }
}

const fill = (template: string, details: ErrorDetails): string =>
  template.replace(/\{(\w+)\}/g, (whole, key: string) => String(details[key] ?? whole));
