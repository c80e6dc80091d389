type Child = Element | string;

/** An element with a class and what is in it. Texts stay texts: a node's name can't become markup. */
export const element = (tag: string, className: string, ...children: readonly Child[]): HTMLElement => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

export const button = (text: string, press: () => void): HTMLButtonElement => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "red-ui-button red-ui-button-small";
  made.textContent = text;
  made.addEventListener("click", press);
  return made;
};

/** A line of input under its label. */
export const labelled = (text: string, hint = ""): { readonly row: HTMLElement; readonly input: HTMLInputElement } => {
  const input = document.createElement("input");
  input.type = "text";
  input.placeholder = hint;
  return { row: element("label", "twinloom-revision-ask", text, input), input };
};
