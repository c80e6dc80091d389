/** Whether a text is the http or https address of a server. */
export const isAddress = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text);
