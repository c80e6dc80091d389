/**
 * The help panel of a node: the room's markdown with the table of settings before its last section, which is the
 * references. Node-RED renders the markdown.
 */
export const helpHtml = (type: string, markdown: string, table: string): string => {
  const last = markdown.lastIndexOf("\n### ");
  const text =
    last < 0
      ? `${markdown.trim()}\n\n${table}`
      : `${markdown.slice(0, last).trim()}\n\n${table}\n${markdown.slice(last + 1)}`;
  return `<script type="text/markdown" data-help-name="${type}">\n${text.trim().replaceAll("</script", "&lt;/script")}\n</script>\n`;
};
