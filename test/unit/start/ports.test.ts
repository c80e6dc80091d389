import assert from "node:assert/strict";
import { createServer } from "node:net";
import { checkPorts } from "../../../scripts/start/ports.ts";
import { freePort } from "../../support/free-port.ts";

describe("the check of ports before a start", () => {
  const use = (port: string) => ({ what: "editor", option: "--port", host: "127.0.0.1", port });

  it("passes when all are free", async () => {
    await checkPorts([use(String(await freePort()))]);
  });

  it("names a taken port, what it is for and the option that changes it", async () => {
    const server = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    await assert.rejects(checkPorts([use(String(port))]), (error: Error) => {
      assert.match(error.message, new RegExp(`TWIN-START-001: Port ${port} for the editor is taken.*--port`));
      return true;
    });
    server.close();
  });

  it("refuses what is no port", async () => {
    for (const port of ["0", "65536", "http", "1.5"])
      await assert.rejects(checkPorts([use(port)]), { code: "TWIN-START-002" });
  });
});
