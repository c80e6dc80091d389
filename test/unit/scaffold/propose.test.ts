import assert from "node:assert/strict";
import fc from "fast-check";
import { assetTypes } from "../../../models/assets/asset-types.ts";
import type { Proposal } from "../../../models/scaffold/proposal.ts";
import { propose } from "../../../models/scaffold/propose.ts";
import { readTagList } from "../../../models/scaffold/read-tag-list.ts";
import { isUnit } from "../../../models/telemetry/units.ts";

const of = (text: string, asset = ""): Proposal =>
  propose(readTagList(text, "list"), Object.values(assetTypes), { asset });
const channels = ({ rows }: Proposal) => rows.map(({ tag, channel, unit }) => [tag, channel, unit].join(" "));

const PUMP = `Messstelle;Bezeichnung;Einheit;Typ;Warnung max
P101_SIC01;Drehzahl Pumpe;U/min;REAL;3450
P101_FIC02;Durchfluss;m³/h;REAL;
P101_PI03;Saugdruck;bar;REAL;
P101_PI04;Enddruck;mbar;REAL;8600
P101_JI05;Wirkleistung Motor;kW;REAL;
P101_TI06;Lagertemperatur AS;°C;REAL;70
P101_VI07;Schwinggeschwindigkeit Lager;mm/s RMS;REAL;4,5
P101_X;Störung;;BOOL;
P101_Y;;;REAL;
P101_SP;Sollwert Drehzahl;U/min;REAL;
P101_Z;Kommentar;;STRING;`;

describe("what is proposed for a tag list", () => {
  it("finds a pump in German descriptions, its channels and UCUM units", () => {
    const proposal = of(PUMP, "p-101");
    assert.deepEqual([proposal.type, proposal.asset], ["centrifugal-pump", "p-101"]);
    assert.equal(proposal.fits[0]?.type, "centrifugal-pump");
    assert.ok((proposal.fits[0]?.score ?? 0) > 0.9);
    assert.deepEqual(channels(proposal).slice(0, 7), [
      "P101_SIC01 speed 1/min",
      "P101_FIC02 flow m3/h",
      "P101_PI03 suctionPressure bar",
      "P101_PI04 dischargePressure mbar",
      "P101_JI05 motorPower kW",
      "P101_TI06 bearingTemperature Cel",
      "P101_VI07 vibrationVelocity mm/s",
    ]);
  });

  it("lists what it does not use, with the reason", () => {
    const rows = of(PUMP).rows.filter(({ use }) => !use);
    assert.deepEqual(
      rows.map(({ tag, why }) => [tag, why.split(";")[0]]),
      [
        ["P101_Y", "neither its name nor its description says what it measures"],
        ["P101_SP", "it is a set-point, not a measurement"],
        ["P101_Z", "its type STRING is no number"],
      ],
    );
  });

  it("finds a fan, a spindle and an extruder by names or descriptions in either language", () => {
    assert.equal(
      of("tag,unit\nfan1/rpm,rpm\nfan1/airflow,m3/h\nfan1/motor_current,A\nfan1/power,kW\nfan1/vib,mm/s").type,
      "induction-fan",
    );
    assert.equal(
      of("name;einheit\nSpindeldrehzahl;U/min\nDrehmoment;Nm\nMotorleistung;kW\nLagertemperatur;°C").type,
      "cnc-spindle",
    );
    const extruder = of(
      "name;unit;text\na1;U/min;Schneckendrehzahl\na2;kg/h;Durchsatz\na3;bar;Massedruck\na4;Nm;Drehmoment\na5;°C;Zylindertemperatur\na6;l/min;Kühlwasser Durchfluss\na7;°C;Kühlwasser Vorlauf\na8;°C;Kühlwasser Rücklauf",
    );
    assert.equal(extruder.type, "extruder-cooling");
    assert.deepEqual(channels(extruder).slice(5), [
      "a6 coolingFlow l/min",
      "a7 coolantInletTemperature Cel",
      "a8 coolantOutletTemperature Cel",
    ]);
  });

  it("proposes a type of its own where no shipped one fits, with the nearest and why", () => {
    const proposal = of("tag,unit,description\nTT-101,°C,\nLT-3,%,Tank level\nmm_pos,mm,Position of the gate");
    assert.equal(proposal.type, "own");
    assert.match(proposal.why, /^no shipped type fits; the nearest is /);
    assert.deepEqual(channels(proposal), ["TT-101 tt101 Cel", "LT-3 tankLevel %", "mm_pos positionOfTheGate mm"]);
  });

  it("reads an ambiguous unit by what is measured", () => {
    const { rows } = of("tag,unit\nOil temperature,C\nBearing acceleration,g\nMotor torque,Nm");
    assert.deepEqual(
      rows.map(({ unit }) => unit),
      ["Cel", "[g]", "N.m"],
    );
  });

  it("is less sure without a unit, with an odd one, and where two channels fit", () => {
    const { rows } = of("tag,description,unit\na,Temperatur,\nb,Temperatur,bar\nc,Temperatur,°C");
    const [missing, odd, given] = rows.map(({ confidence }) => confidence);
    assert.ok((missing ?? 1) < (given ?? 0) && (odd ?? 1) < (given ?? 0));
    const two = of("tag,unit\nPumpe Drehzahl,rpm\nPumpe Durchfluss,m3/h\nPumpe Leistung,kW\nPumpe Druck,bar");
    assert.match(two.rows[3]?.why ?? "", /could be (suction|discharge)Pressure too/);
    assert.ok((two.rows[3]?.confidence ?? 1) < 0.5);
  });

  it("keeps every line: twice the same tag, another machine's, one without a name", () => {
    const proposal = of("asset;tag;unit\nm1;T;°C\nm1;T;°C\nm2;T2;°C\n;;bar", "m1");
    assert.deepEqual(
      proposal.rows.map(({ line, use, why }) => [line, use, use ? "" : why]),
      [
        [2, true, ""],
        [3, false, "the list has it already"],
        [4, false, "it is of m2"],
        [5, false, "no tag is named"],
      ],
    );
  });

  it("has for every line of any list one row, with channels that are apart and units that are UCUM", () => {
    const word = fc.constantFrom(
      "temp",
      "Druck",
      "Motor",
      "°C",
      "bar",
      "C",
      "TT-1",
      "Pumpe",
      "x",
      "",
      "Sollwert",
      "1",
      "__proto__",
      "constructor",
      "ä",
    );
    const cell = fc.oneof(
      word,
      fc.array(word).map((words) => words.join(" ")),
      fc.string(),
    );
    const row = fc
      .tuple(cell, cell, cell)
      .map((cells) => cells.map((one) => one.replaceAll(/[;\n\r"#]/g, "")).join(";"));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        const list = readTagList(`tag;description;unit\nfirst;Druck;bar\n${rows.join("\n")}`, "list");
        const proposal = propose(list, Object.values(assetTypes), { asset: "a" });
        assert.equal(proposal.rows.length, list.tags.length + list.lost.length);
        const used = proposal.rows.filter(({ use }) => use);
        assert.equal(new Set(used.map(({ channel }) => channel)).size, used.length);
        for (const { channel, unit, confidence, why } of used) {
          assert.match(channel, /^[a-z][A-Za-z0-9]*$/);
          assert.ok(isUnit(unit) && unit !== "" && confidence >= 0 && confidence <= 1 && why !== "");
        }
      }),
      { numRuns: 100 },
    );
  });
});
