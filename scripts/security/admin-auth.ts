import { authenticate, readUsers } from "./users.ts";

interface AdminUser {
  readonly username: string;
  readonly permissions: string;
}

/** Node-RED's `adminAuth`: the editor and the admin API are for engineers; an operator's sign-in does not open them. */
export const adminAuth = (usersFile: string) => ({
  type: "credentials" as const,
  sessionExpiryTime: 12 * 3600,
  users: async (username: string): Promise<AdminUser | null> => {
    const user = readUsers(usersFile).find((one) => one.username === username);
    return user?.role === "engineer" ? { username, permissions: "*" } : null;
  },
  authenticate: async (username: string, password: string): Promise<AdminUser | null> => {
    const user = await authenticate(usersFile, username, password);
    return user?.role === "engineer" ? { username, permissions: "*" } : null;
  },
});
