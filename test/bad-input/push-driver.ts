import type { BadRow } from "./bad-row.ts";
import type { Driver } from "./driver.ts";
import { expand, type Words } from "./expand.ts";

interface GivenRequest {
  readonly text?: string;
  readonly bytes?: string;
  readonly type?: string;
  readonly encoding?: string;
  readonly token?: string;
  /** What follows the source's address. */
  readonly at?: string;
}

const TOKEN = "a-token-of-the-plant";
const GOOD: GivenRequest = { text: '{"time":$time,"values":{"flow":$value}}' };

/** HTTP requests to the running Node-RED, whatever it answers. */
export const pushDriver = (url: () => string): Driver => {
  const post = async ({ id }: BadRow, given: GivenRequest, words: Words): Promise<void> => {
    const { text, bytes, type = "application/json", encoding, token = TOKEN, at = "" } = given;
    const authorization = { authorization: `Bearer ${token}`, "content-type": type, connection: "close" };
    await fetch(`${url()}/twinloom/push/at-${id}${at}`, {
      method: "POST",
      headers: { ...authorization, ...(encoding ? { "content-encoding": encoding } : {}) },
      body: bytes === undefined ? String(expand(text, words)) : Buffer.from(bytes, "hex"),
    });
  };
  return {
    settings: ({ id }) => ({ protocol: "push", pushPath: `at-${id}`, credentials: { token: TOKEN } }),
    good: (row, words) => post(row, (row.good as GivenRequest | undefined) ?? GOOD, words),
    give: (row, words) => post(row, row.given as GivenRequest, words),
    stop: async () => undefined,
  };
};
