/** One row of the failure causes of ISO 14224:2016, Table B.3. */
export interface FailureCause {
  readonly code: string;
  readonly text: string;
}

/** What an order may be closed with. The codes are the standard's. */
export const FAILURE_CAUSES: readonly FailureCause[] = [
  { code: "1.0", text: "Design, general" },
  { code: "1.1", text: "Improper capacity" },
  { code: "1.2", text: "Improper material" },
  { code: "2.0", text: "Fabrication or installation, general" },
  { code: "2.1", text: "Fabrication failure" },
  { code: "2.2", text: "Installation failure" },
  { code: "3.0", text: "Operation or maintenance, general" },
  { code: "3.1", text: "Off-design service" },
  { code: "3.2", text: "Operating error" },
  { code: "3.3", text: "Maintenance error" },
  { code: "3.4", text: "Expected wear and tear" },
  { code: "4.0", text: "Management, general" },
  { code: "4.1", text: "Documentation error" },
  { code: "4.2", text: "Management error" },
  { code: "5.0", text: "Miscellaneous, general" },
  { code: "5.1", text: "No cause found" },
  { code: "5.2", text: "Common cause" },
  { code: "5.3", text: "Combined causes" },
  { code: "5.4", text: "Other unit or cascading failure" },
  { code: "5.5", text: "Other" },
  { code: "5.6", text: "Unknown" },
];

export const failureCause = (code: string): FailureCause | undefined =>
  FAILURE_CAUSES.find((cause) => cause.code === code);
