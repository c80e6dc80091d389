import type { ErrorEntry } from "../../models/errors/twin-error.ts";

/**
 * The page of all errors, one section per domain.
 *
 * @param catalogue sorted by code
 */
export const errorsPage = (catalogue: readonly ErrorEntry[]): string => {
  const domains = Map.groupBy(catalogue, ({ code }) => code.split("-").slice(1, -1).join("-"));
  const sections = [...domains].map(([domain, entries]) => {
    const rows = entries.map(({ code, message, next }) => `| \`${code}\` | ${cell(message)} | ${cell(next)} |`);
    return `## ${domain}\n\n| Code | What it says | What to do |\n|---|---|---|\n${rows.join("\n")}\n`;
  });
  return `# Errors

Each error has a code that stays the same between versions. It stands in the log, in the \`error\` of a message that a Catch
node gets (\`msg.error.message\` begins with it) and, shortened, in the node's status. Words in braces are filled in.
This page is made from the code by the build.

${sections.join("\n")}`;
};

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll(/\{(\w+)\}/g, "*{$1}*");
