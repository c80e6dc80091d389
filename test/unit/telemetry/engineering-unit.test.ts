import assert from "node:assert/strict";
import fc from "fast-check";
import { standardUnits } from "node-opcua-data-access";
import { engineeringUnit } from "../../../models/telemetry/engineering-unit.ts";
import { uneceUnits } from "../../../models/telemetry/unece-units.ts";
import { isUnit } from "../../../models/telemetry/units.ts";
import { unitsNamed } from "../../../models/telemetry/units-named.ts";

const namespaceUri = "http://www.opcfoundation.org/UA/units/un/cefact";
const published = Object.values(standardUnits).map(({ unitId, displayName }) => ({
  ...{ namespaceUri, unitId },
  displayName: displayName.text ?? "",
}));

describe("the unit that an OPC UA server names", () => {
  it("is a UCUM code, whichever common code it has", () => {
    for (const [code, unit] of Object.entries(uneceUnits)) assert.ok(isUnit(unit), `${code}: ${unit}`);
  });

  it("is the same by its common code as by its text, of all that node-opcua publishes", () => {
    const both = published.filter(({ displayName }) => unitsNamed(displayName).length === 1);
    for (const unit of both) {
      const byText = unitsNamed(unit.displayName)[0];
      assert.ok(["", byText].includes(engineeringUnit({ ...unit, displayName: "" })), unit.displayName);
    }
    const byCode = both.filter((unit) => engineeringUnit({ ...unit, displayName: "" }) !== "");
    assert.ok(byCode.length >= 40, `${byCode.length} were compared`);
  });

  it("is read from its text where its number belongs to someone else, if that can mean only one unit", () => {
    const own = { namespaceUri: "urn:maker", unitId: 5394509 };
    assert.equal(engineeringUnit({ ...own, displayName: "°C" }), "Cel");
    assert.equal(engineeringUnit({ ...own, displayName: "1/min" }), "1/min");
    assert.equal(engineeringUnit({ ...own, displayName: "C" }), "");
    assert.equal(engineeringUnit({ ...own, displayName: "furlongs" }), "");
    assert.equal(engineeringUnit({ namespaceUri, unitId: 4408652, displayName: "C" }), "Cel");
  });

  it("is a UCUM code or empty, whatever a server sends", () => {
    const sent = fc.record({
      ...{ namespaceUri: fc.constantFrom(namespaceUri, "", "urn:maker"), unitId: fc.integer() },
      displayName: fc.string(),
    });
    fc.assert(
      fc.property(sent, (unit) => {
        const code = engineeringUnit(unit);
        return code === "" || isUnit(code);
      }),
    );
  });
});
