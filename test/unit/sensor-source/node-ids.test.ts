import assert from "node:assert/strict";
import fc from "fast-check";
import { nameNodeId } from "../../../nodes/sensor-source/opcua/name-node-id.ts";
import { resolveNodeId } from "../../../nodes/sensor-source/opcua/resolve-node-id.ts";

describe("a node id with its namespace by URI", () => {
  it("is the node id again, whatever URI and name a server chose", () => {
    const uris = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 });
    const name = fc.string({ minLength: 1, unit: "grapheme" });
    fc.assert(
      fc.property(uris, name, fc.nat(3), (own, identifier, at) => {
        const namespaces = ["http://opcfoundation.org/UA/", ...own.map((uri) => `urn:${uri}`)];
        const nodeId = `ns=${Math.min(at, own.length)};s=${identifier}`;
        const named = nameNodeId(nodeId, namespaces);
        assert.equal(resolveNodeId(named, namespaces), nodeId);
        assert.equal(
          resolveNodeId(named, ["http://opcfoundation.org/UA/", "urn:", ...namespaces.slice(1)]) === nodeId,
          nodeId.startsWith("ns=0"),
        );
      }),
    );
  });

  it("is left as it is in the namespace of OPC UA itself, and where the server does not name it", () => {
    assert.equal(nameNodeId("i=2258", ["http://opcfoundation.org/UA/"]), "i=2258");
    assert.equal(nameNodeId("ns=3;s=x", ["http://opcfoundation.org/UA/"]), "ns=3;s=x");
  });
});
