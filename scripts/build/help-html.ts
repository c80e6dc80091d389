import type { Language } from "./catalogue.ts";

const HEADINGS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  "en-US": {},
  de: { Inputs: "Eingänge", Outputs: "Ausgänge", Details: "Einzelheiten", References: "Quellen" },
};

/**
 * The help panel of a node: the room's markdown with the table of settings before its last section, which is the
 * references. Node-RED renders the markdown.
 */
export const helpHtml = (type: string, language: Language, source: string, table: string): string => {
  const markdown = source.replace(/^### (\w+)$/gm, (line, word) =>
    HEADINGS[language][word] ? `### ${HEADINGS[language][word]}` : line,
  );
  const last = markdown.lastIndexOf("\n### ");
  const text =
    last < 0
      ? `${markdown.trim()}\n\n${table}`
      : `${markdown.slice(0, last).trim()}\n\n${table}\n${markdown.slice(last + 1)}`;
  return `<script type="text/markdown" data-help-name="${type}">\n${text.trim().replaceAll("</script", "&lt;/script")}\n</script>\n`;
};
