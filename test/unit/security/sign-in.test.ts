import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSessions } from "../../../scripts/security/session.ts";
import { signInMiddleware } from "../../../scripts/security/sign-in.ts";
import { removeUser, setUser } from "../../../scripts/security/users.ts";

const SECRET = "0123456789abcdef0123456789abcdef";

describe("the sign-in before the operator pages", () => {
  let folder = "";
  let usersFile = "";
  let server: Server;
  let base = "";

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "twinloom-sign-in-"));
    usersFile = join(folder, "users.json");
    setUser(usersFile, "olga", "operator", "right");
    const guard = signInMiddleware(createSessions(SECRET, usersFile), usersFile, false);
    server = createServer((request, response) => guard(request, response, () => response.end("the pages")));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const signIn = (password: string, back = "/dashboard/plant") =>
    fetch(`${base}/sign-in`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ username: "olga", password, back }),
    });

  it("shows a browser the form and tells a program to sign in", async () => {
    const browser = await fetch(`${base}/dashboard`, { headers: { accept: "text/html" } });
    assert.equal(browser.status, 401);
    assert.match(await browser.text(), /<form/);
    assert.equal((await fetch(`${base}/dashboard/_setup`)).status, 401);
  });

  it("lets in with the right password and leads back to the page", async () => {
    const answer = await signIn("right");
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get("location"), "/dashboard/plant");
    const cookie = answer.headers.get("set-cookie") ?? "";
    assert.match(cookie, /HttpOnly; SameSite=Strict/);
    const page = await fetch(`${base}/dashboard`, { headers: { cookie } });
    assert.equal(await page.text(), "the pages");
    removeUser(usersFile, "olga");
    assert.equal((await fetch(`${base}/dashboard`, { headers: { cookie } })).status, 401);
  });

  it("lets through what machines push, which shows a token of its own", async () => {
    assert.equal((await fetch(`${base}/twinloom/push/line1`, { method: "POST" })).status, 200);
    assert.equal((await fetch(`${base}/twinloom/push/../dashboard`, { method: "POST" })).status, 401);
  });

  it("never leads to another server", async () => {
    for (const back of ["//evil.example", "https://evil.example", "/\\evil.example"]) {
      assert.equal((await signIn("right", back)).headers.get("location"), "/dashboard");
    }
  });

  it("refuses a cookie that was changed or has ended", () => {
    const sessions = createSessions(SECRET, usersFile);
    const value = sessions.issue("olga", 0);
    assert.equal(sessions.read(`twinloom-session=${value}`, 1000)?.role, "operator");
    assert.equal(sessions.read(`twinloom-session=${value}`, 13 * 3_600_000), undefined);
    assert.equal(sessions.read(`twinloom-session=x${value}`, 1000), undefined);
    assert.equal(createSessions(`${SECRET}x`, usersFile).read(`twinloom-session=${value}`, 1000), undefined);
  });

  it("slows guessing", async () => {
    for (let i = 0; i < 8; i++) assert.equal((await signIn("wrong")).status, 401);
    assert.equal((await signIn("right")).status, 429);
  });
});
