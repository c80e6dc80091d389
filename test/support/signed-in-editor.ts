export interface SignedIn {
  get<T>(path: string): Promise<T>;
  /** The answer as it is: refusals are what a test may want to see. */
  send(
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ status: number; text: string }>;
}

/**
 * Signs in to the editor's API as one who may deploy.
 *
 * @throws Error if the API refuses
 */
export const signIn = async (url: string, username: string, password = ""): Promise<SignedIn> => {
  const form = { client_id: "node-red-admin", grant_type: "password", scope: "*", username, password };
  const answer = await fetch(`${url}/auth/token`, { method: "POST", body: new URLSearchParams(form) });
  if (!answer.ok) throw new Error(`sign-in refused: ${answer.status}`);
  const { access_token: token }: { access_token: string } = JSON.parse(await answer.text());
  const own = { authorization: `Bearer ${token}`, accept: "application/json", "node-red-api-version": "v2" };
  return {
    get: async <T>(path: string): Promise<T> => {
      const got = await fetch(url + path, { headers: own });
      if (!got.ok) throw new Error(`${path}: ${got.status} ${await got.text()}`);
      return (await got.json()) as T;
    },
    send: async (path, body, headers = {}) => {
      const sent = await fetch(url + path, {
        method: "POST",
        headers: { ...own, "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      });
      return { status: sent.status, text: await sent.text() };
    },
  };
};
