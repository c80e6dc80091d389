import { lifeParameters } from "./parameters/life-parameters.ts";
import { setPointParameters } from "./parameters/set-point-parameters.ts";
import { whatIfParameters } from "./parameters/what-if-parameters.ts";
import type { Job, Level, MachineName, TemplateParameter, Words } from "./template.ts";

/** What a template does, whatever the machine is. */
export interface JobWords {
  readonly level: Level;
  readonly title: Words;
  /** `{machine}` stands for the kind of machine. */
  readonly summary: Words;
  /** Where it is another one for a machine that only its tags describe. */
  readonly ofAny?: Words;
  readonly parameters: (machine: MachineName) => TemplateParameter[];
}

export const jobs: Readonly<Record<Job, JobWords>> = {
  "condition-monitoring": {
    level: "L1",
    title: { en: "condition monitoring", de: "Zustandsüberwachung" },
    summary: {
      en: "Reads {machine}, keeps its live state, and raises an alarm beyond the limits; its trends are kept and can be asked for.",
      de: "Liest {machine}, führt den aktuellen Zustand und gibt Alarm jenseits der Grenzen; die Verläufe werden bewahrt und sind abrufbar.",
    },
    parameters: () => [],
  },
  diagnosis: {
    level: "L2",
    title: { en: "diagnosis", de: "Diagnose" },
    summary: {
      en: "Reads {machine} and names what is wrong: the fault, the component, the evidence, what to do, and a sensor that lies.",
      de: "Liest {machine} und benennt, was nicht stimmt: Fehler, Komponente, Beleg, Abhilfe, und einen Sensor, der falsch misst.",
    },
    parameters: () => [],
  },
  "remaining-life": {
    level: "L3",
    title: { en: "remaining life to work order", de: "Restlebensdauer bis Arbeitsauftrag" },
    summary: {
      en: "Reads {machine}, forecasts how long each component lasts, and raises one work order when it is time; closing it starts the component anew.",
      de: "Liest {machine}, sagt voraus, wie lange jede Komponente hält, und stellt rechtzeitig einen Arbeitsauftrag; wird er geschlossen, beginnt die Komponente neu.",
    },
    ofAny: {
      en: "Reads {machine}, forecasts by a general wear law how long it lasts from the tag that shows its wear, and raises one work order when it is time; closing it starts the machine anew.",
      de: "Liest {machine}, sagt nach einem allgemeinen Verschleißgesetz voraus, wie lange sie hält, aus dem Tag, das ihren Verschleiß zeigt, und stellt rechtzeitig einen Arbeitsauftrag; wird er geschlossen, beginnt die Maschine neu.",
    },
    parameters: lifeParameters,
  },
  "what-if": {
    level: "L4",
    title: { en: "what if", de: "Was wäre, wenn" },
    summary: {
      en: "Reads {machine} and answers what-ifs from its state now: output, energy, life and money against as it is.",
      de: "Liest {machine} und beantwortet Was-wäre-wenn aus dem Zustand von jetzt: Menge, Energie, Leben und Geld gegen „so wie jetzt“.",
    },
    ofAny: {
      en: "Reads {machine} and answers by a general wear law what another load or maintenance would bring: full-load hours, life and money against as it is. It knows nothing of energy.",
      de: "Liest {machine} und beantwortet nach einem allgemeinen Verschleißgesetz, was eine andere Last oder Wartung bringen würde: Volllaststunden, Leben und Geld gegen „so wie jetzt“. Von Energie weiß es nichts.",
    },
    parameters: whatIfParameters,
  },
  "set-points": {
    level: "L5",
    title: { en: "bounded set-points", de: "begrenzte Sollwerte" },
    summary: {
      en: "Reads {machine}, looks for a set-point that lets it last longer, and has the plant follow it within bounds, rate, interlocks and an approval.",
      de: "Liest {machine}, sucht einen Sollwert, mit dem die Maschine länger hält, und lässt die Anlage ihm folgen: in Grenzen, mit Tempo, Verriegelungen und Freigabe.",
    },
    ofAny: {
      en: "Reads {machine}, and has the plant follow what somebody proposes for one of its values within bounds, rate, interlocks and an approval.",
      de: "Liest {machine}, und lässt die Anlage dem folgen, was jemand für einen ihrer Werte vorschlägt: in Grenzen, mit Tempo, Verriegelungen und Freigabe.",
    },
    parameters: setPointParameters,
  },
};
