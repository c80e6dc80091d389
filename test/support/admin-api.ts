/** Signs in to the editor's API. Resolves with a function that gets from it; undefined if the API refuses. */
export const openAdminApi = async (
  url: string,
  username: string,
  password = "",
): Promise<(<T>(path: string) => Promise<T>) | undefined> => {
  const form = { client_id: "node-red-admin", grant_type: "password", scope: "*", username, password };
  const answer = await fetch(`${url}/auth/token`, { method: "POST", body: new URLSearchParams(form) });
  const { access_token: token }: { access_token?: string } = JSON.parse(await answer.text());
  if (!token) return undefined;
  const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
  return async <T>(path: string): Promise<T> => {
    const got = await fetch(url + path, { headers });
    if (!got.ok) throw new Error(`${path}: ${got.status} ${await got.text()}`);
    return (await got.json()) as T;
  };
};
