import assert from "node:assert/strict";
import fc from "fast-check";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { readTagList } from "../../../models/scaffold/read-tag-list.ts";

const read = (text: string) => readTagList(text, "tags.csv");
const code = (text: string): string => {
  try {
    read(text);
    return "";
  } catch (thrown) {
    assert.ok(thrown instanceof TwinError);
    return thrown.code;
  }
};

describe("a tag list", () => {
  it("is read with German headings, semicolons, decimal commas and a byte order mark", () => {
    const { tags } = read(
      "\uFEFFMessstelle;Bezeichnung;Einheit;Messbereich von;Messbereich bis;Warnung max\r\nPI04;Enddruck;bar;-1;16,5;1.234,5\r\n",
    );
    assert.deepEqual(tags, [
      {
        ...{ line: 2, tag: "PI04", description: "Enddruck", unit: "bar", type: "" },
        ...{ normal: { max: 1234.5 }, range: { min: -1, max: 16.5 } },
      },
    ]);
  });

  it("is read with English headings, commas, quotes and a line break in a cell", () => {
    const { tags } = read('Tag Name,Description,Eng. Units,Low,High,HH\nFT-1,"Flow, ""raw""\nwater",l/min,0,20.5,25\n');
    assert.deepEqual(tags, [
      {
        ...{ line: 2, tag: "FT-1", description: 'Flow, "raw"\nwater', unit: "l/min", type: "" },
        ...{ normal: { min: 0, max: 20.5 }, alarm: { max: 25 } },
      },
    ]);
  });

  it("is read with tabs, columns in any order, ranges in one cell, and the address before the name", () => {
    const { tags } = read("Unit\tName\tNodeId\tMessbereich [°C]\tTyp\n°C\tLager\tns=2;s=T1\t-20 bis 80\tREAL\n");
    assert.deepEqual(tags, [
      {
        ...{ line: 2, tag: "ns=2;s=T1", name: "Lager", description: "", unit: "°C", type: "REAL" },
        range: { min: -20, max: 80 },
      },
    ]);
  });

  it("is read without headings as name, description, unit", () => {
    assert.deepEqual(
      read("P1;Druck;bar\nT1;Temperatur;°C").tags.map(({ tag, unit }) => [tag, unit]),
      [
        ["P1", "bar"],
        ["T1", "°C"],
      ],
    );
  });

  it("keeps the lines that name no tag", () => {
    const { tags, lost } = read("tag;unit;comment\nT1;°C;\n;;Reserve\n");
    assert.equal(tags.length, 1);
    assert.deepEqual(lost, [{ line: 3, text: "Reserve" }]);
  });

  it("is refused with a code where it is empty, has no column of names, or is a whole plant's", () => {
    assert.equal(code(" \n\n"), "TWIN-SCAFFOLD-001");
    assert.equal(code("tag;unit\n"), "TWIN-SCAFFOLD-001");
    assert.equal(code("unit;min;max\nbar;0;1"), "TWIN-SCAFFOLD-002");
    assert.equal(code(`tag\n${"x\n".repeat(5001)}`), "TWIN-SCAFFOLD-006");
  });

  it("loses no line of any text, and throws nothing but coded errors", () => {
    const text = fc.array(
      fc.constantFrom("tag", "unit", ";", ",", "\t", "\n", '"', "#", "°C", "1,5", "x", "\r\n", " ", "\uFEFF"),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          text.map((parts) => parts.join("")),
          fc.string({ unit: "grapheme" }),
        ),
        (list) => {
          if (code(list) !== "") return;
          const { tags, lost } = read(list);
          assert.ok(tags.every(({ tag }) => tag !== ""));
          assert.ok(tags.length + lost.length > 0);
        },
      ),
      { numRuns: 500 },
    );
  });
});
