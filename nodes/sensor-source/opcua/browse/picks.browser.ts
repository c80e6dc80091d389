import type { OpenForm } from "../../../kit/editor/open-form.browser.ts";

/** What a row of the tag table would say. */
export interface Pick {
  readonly tag: string;
  /** The same by the namespace's index: how a row may name it. */
  readonly nodeId: string;
  /** Of an array; empty: the variable is one value. */
  readonly element: string;
  readonly channel: string;
  readonly unit: string;
  /** Name of what the variable lies in. */
  readonly parent: string;
}

/** The tags that are ticked in the tree, and those that the table has already. */
export const picks = (form: OpenForm, changed: (count: number) => void) => {
  const chosen = new Map<HTMLInputElement, Pick>();

  const box = (pick: Pick, label: string): HTMLInputElement => {
    const made = document.createElement("input");
    made.type = "checkbox";
    made.setAttribute("aria-label", label);
    made.addEventListener("change", () => {
      if (made.checked) chosen.set(made, pick);
      else chosen.delete(made);
      changed(chosen.size);
    });
    if (rows(form).some((row) => names(row, pick))) keep(form, made);
    return made;
  };

  /** A channel that the node's own machine has already is another machine's: it is named as what the tag lies in. */
  const add = (): void => {
    for (const [made, { tag, element, channel, unit, parent }] of chosen) {
      const taken = rows(form).some((row) => row["channel"] === channel && !row["asset"]);
      form.addRow("tags", { tag, element, channel, unit, asset: taken ? parent : "" });
      keep(form, made);
    }
    chosen.clear();
    changed(0);
  };

  return { box, add };
};

const keep = (form: OpenForm, box: HTMLInputElement): void => {
  box.checked = true;
  box.disabled = true;
  box.title = form.say("words.inTags");
};

const rows = (form: OpenForm): readonly Readonly<Record<string, unknown>>[] => {
  const held = form.read("tags");
  return Array.isArray(held) ? held : [];
};

const names = (row: Readonly<Record<string, unknown>>, { tag, nodeId, element }: Pick): boolean =>
  (row["tag"] === tag || row["tag"] === nodeId) && String(row["element"] ?? "") === element;
