/** Under which name a raw reading finds its row again, also in a table that has been changed since. */
export const rawTag = (row: { readonly tag?: string; readonly channel?: string; readonly pointer?: string }): string =>
  (row.tag || row.channel || "") + (row.pointer ?? "");
