import type { RedNode } from "./red.ts";

const usersOf = new WeakMap<RedNode, Set<RedNode>>();

/**
 * A config node is on no tab: Node-RED hands what it reports to the Catch and Status nodes of its `users`. One of each tab is
 * enough, so that a Catch node hears of a store that is away once and not from each node that uses it.
 */
export const addUser = (config: RedNode, user: RedNode): void => {
  const users = usersOf.get(config) ?? new Set();
  usersOf.set(config, users);
  users.add(user);
  showUsers(config, users);
  // Not `once`: Node-RED walks its list of these while a listener that removes itself shortens it, and skips the next one, the node's own.
  user.on("close", () => {
    users.delete(user);
    showUsers(config, users);
  });
};

const showUsers = (config: RedNode, users: ReadonlySet<RedNode>): void => {
  const ofTab = new Map<string, RedNode>();
  for (const user of users) if (!ofTab.has(user.z ?? "")) ofTab.set(user.z ?? "", user);
  config.users = Object.fromEntries([...ofTab.values()].map((user) => [user.id, user]));
};
