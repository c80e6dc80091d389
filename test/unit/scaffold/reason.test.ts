import assert from "node:assert/strict";
import { assetTypes } from "../../../models/assets/asset-types.ts";
import { meaningWords } from "../../../models/scaffold/meaning-words.ts";
import { propose } from "../../../models/scaffold/propose.ts";
import { QUANTITY_UNITS } from "../../../models/scaffold/quantity.ts";
import { readTagList } from "../../../models/scaffold/read-tag-list.ts";
import { reason, sayReasons } from "../../../models/scaffold/reason.ts";

describe("the reasons of a proposal", () => {
  it("are said in English and German, with what is measured and where in that language", () => {
    const reasons = [
      reason("wordsAt", {}, ["temperature"], ["bearing"]),
      reason("unitMeans", { text: "°C", unit: "Cel" }),
    ];
    assert.equal(sayReasons(reasons, "en"), "its words say temperature (bearing); °C is Cel");
    assert.equal(sayReasons(reasons, "de"), "seine Worte sagen Temperatur (Lager); °C ist Cel");
  });

  it("have a German word for every quantity", () => {
    const same = Object.keys(QUANTITY_UNITS).filter((quantity) => meaningWords(quantity, "de") === quantity);
    assert.deepEqual(same, []);
  });

  it("leave no place unfilled", () => {
    const text =
      "tag;text;unit;type;min;max\na;Druck;bar;;9;1\nb;;;;;\nc;Sollwert;bar;;;\nd;Text;;STRING;;\ne;Druck;blah;;;\nTT-1;;;;;\na;;;;;\n;;x;;;";
    for (const language of ["en", "de"] as const) {
      const { rows, why } = propose(readTagList(text, "list"), Object.values(assetTypes), { asset: "a", language });
      for (const said of [why, ...rows.map((row) => row.why)]) assert.doesNotMatch(said, /[{}]|undefined|\(\)/);
    }
  });
});
