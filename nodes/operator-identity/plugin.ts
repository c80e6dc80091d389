/** The connection of an operator page; `settings.ts` has put the session's user on it. */
interface PageConnection {
  readonly data?: { readonly user?: { readonly username: string; readonly role: string } };
}

interface PageMessage {
  _client?: Record<string, unknown>;
}

interface PluginRegistry {
  readonly plugins: { registerPlugin(id: string, plugin: object): void };
}

/**
 * Tells flows who acts on an operator page: every message of a page carries `_client.user`, taken from the signed session. A
 * page can't choose it.
 */
const operatorIdentity = (red: PluginRegistry): void => {
  red.plugins.registerPlugin("twinloom-operator-identity", {
    type: "node-red-dashboard-2",
    hooks: {
      onAddConnectionCredentials: (connection: PageConnection, message: PageMessage): PageMessage => {
        message._client = { ...message._client, user: connection.data?.user ?? null };
        return message;
      },
    },
  });
};

export { operatorIdentity as default, operatorIdentity as "module.exports" };
