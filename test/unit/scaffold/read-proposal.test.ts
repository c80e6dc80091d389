import assert from "node:assert/strict";
import { Ajv } from "ajv";
import fc from "fast-check";
import { assetTypes } from "../../../models/assets/asset-types.ts";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { OWN, PROPOSAL_TAG, type Proposal, type ProposedRow } from "../../../models/scaffold/proposal.ts";
import { proposalTable } from "../../../models/scaffold/proposal-table.ts";
import { propose } from "../../../models/scaffold/propose.ts";
import { readProposal } from "../../../models/scaffold/read-proposal.ts";
import { readTagList } from "../../../models/scaffold/read-tag-list.ts";
import { typeOfProposal } from "../../../models/scaffold/type-of-proposal.ts";
import { AssetType } from "../../../models/twin/asset-type.ts";
import { assetTypeProblems } from "../../../models/twin/asset-type-problems.ts";

const row = (channel: string, more: Partial<ProposedRow> = {}): ProposedRow => ({
  ...{ line: 1, use: true, tag: `t.${channel}`, channel, unit: "bar", label: "", confidence: 1, why: "" },
  ...more,
});
const proposal = (rows: readonly ProposedRow[], type = OWN): Proposal => ({
  ...{ schema: PROPOSAL_TAG, asset: "Presse 7", type, why: "", fits: [], rows: [...rows] },
});
const code = (act: () => unknown): string => {
  try {
    act();
    return "";
  } catch (thrown) {
    assert.ok(thrown instanceof TwinError);
    return thrown.code;
  }
};

describe("a proposal", () => {
  it("is the same again after it was written as a table and read", () => {
    const limits = fc.record({ min: fc.double({ noNaN: true, noDefaultInfinity: true }) });
    const text = fc.string().map((one) =>
      one
        .replaceAll(/\s/g, " ")
        .replace(/^[# ]+/, "")
        .trim(),
    );
    const rows = fc.array(
      fc.record({
        use: fc.boolean(),
        tag: text.filter(Boolean),
        label: text,
        why: text,
        unit: fc.constantFrom("bar", ""),
        normal: limits,
        confidence: fc.constantFrom(0, 0.5, 1),
      }),
    );
    fc.assert(
      fc.property(rows, (some) => {
        const made = some.map((one, i) => row(`c${i}`, { ...one, normal: { min: one.normal.min + 0 } }));
        const back = readProposal(proposalTable(proposal(made)), "p.csv");
        assert.deepEqual(
          back.rows.map((one) => ({ ...one, line: 1 })),
          made,
        );
        assert.deepEqual([back.asset, back.type], ["Presse 7", OWN]);
      }),
    );
  });

  it("is read as a German spreadsheet saves it", () => {
    const text =
      '\uFEFF"# asset: P 1";;;;;\r\n# type: centrifugal-pump;;;;;\r\nUse;Tag;Channel;Unit;warnAbove;Why\r\nja;n;flow;m3/h;12,5;\r\nnein;x;;;;foo\r\n';
    const read = readProposal(text, "p.csv");
    assert.deepEqual([read.asset, read.type], ["P 1", "centrifugal-pump"]);
    assert.deepEqual(
      read.rows.map(({ use, channel, normal }) => [use, channel, normal]),
      [
        [true, "flow", { max: 12.5 }],
        [false, "", undefined],
      ],
    );
  });

  it("is read as JSON, and any other text is refused with a code", () => {
    const made = proposal([row("flow")]);
    assert.deepEqual(readProposal(JSON.stringify(made), "p.json"), made);
    for (const text of ["", "{", "{}", "tag,unit\na,b"])
      assert.equal(
        code(() => readProposal(text, "p")),
        "TWIN-SCAFFOLD-003",
      );
  });

  it("names the line of what can't be used", () => {
    const wrong: readonly Partial<ProposedRow>[] = [
      { tag: "" },
      { channel: "" },
      { channel: "Not Camel" },
      { unit: "" },
      { unit: "furlong" },
      { normal: { min: 2, max: 1 } },
      { channel: "twice" },
    ];
    for (const more of wrong)
      assert.equal(
        code(() => typeOfProposal(proposal([row("twice"), row("flow", { line: 9, ...more })]), assetTypes)),
        "TWIN-SCAFFOLD-004",
      );
    assert.equal(
      code(() => typeOfProposal(proposal([row("flow", { unit: "Cel" })], "centrifugal-pump"), assetTypes)),
      "TWIN-SCAFFOLD-004",
    );
    assert.equal(
      code(() => typeOfProposal(proposal([row("a", { use: false })]), assetTypes)),
      "TWIN-SCAFFOLD-005",
    );
    assert.equal(
      code(() => typeOfProposal(proposal([row("a")], "rocket"), assetTypes)),
      "TWIN-SCAFFOLD-007",
    );
  });
});

describe("the asset type of a proposal", () => {
  it("is the shipped one where the rows add nothing to it", () => {
    assert.deepEqual(typeOfProposal(proposal([row("flow", { unit: "L/min" })], "centrifugal-pump"), assetTypes), {
      kind: "centrifugal-pump",
    });
  });

  it("is the shipped one with the rows' limits, in its units, and with channels more", () => {
    const rows = [row("dischargePressure", { unit: "mbar", normal: { max: 9500 } }), row("level", { unit: "%" })];
    const { kind, definition } = typeOfProposal(proposal(rows, "centrifugal-pump"), assetTypes);
    assert.deepEqual([kind, definition?.physics], ["own", "centrifugal-pump"]);
    assert.deepEqual(definition?.channels["dischargePressure"]?.normal, { max: 9.5 });
    assert.deepEqual(definition?.channels["dischargePressure"]?.alarm, { min: 4.9, max: 9.5 });
    assert.equal(definition?.channels["level"]?.unit, "%");
    assert.equal(definition?.channels["flow"]?.unit, "m3/h");
  });

  it("of any list that is understood is one that the asset type node takes", () => {
    const check = new Ajv({ strict: false }).compile(AssetType);
    const line = fc.constantFrom(
      "Drehzahl;U/min;0;3000",
      "Lagertemperatur;°C;;80",
      "Druck;bar;10;1",
      "TT-1;°C;;",
      "Störung;;;",
      "foo;;;",
      "Strom;A;1;2",
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        const list = readTagList(`tag;unit;min;max\nDruck 0;bar;0;1\n${lines.join("\n")}`, "list");
        const made = propose(list, Object.values(assetTypes), { asset: "Presse 7" });
        const { definition } = typeOfProposal(made, assetTypes);
        if (!definition) return;
        assert.ok(check(definition), JSON.stringify(check.errors));
        assert.deepEqual(assetTypeProblems(definition), []);
      }),
    );
  });
});
