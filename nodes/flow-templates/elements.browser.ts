type Child = Element | string;

/** An element with a class and what is in it. Texts stay texts: a tag's name can't become markup. */
export const element = (tag: string, className: string, ...children: readonly Child[]): HTMLElement => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

export const button = (text: string, press: (made: HTMLButtonElement) => void): HTMLButtonElement => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "red-ui-button";
  made.textContent = text;
  made.addEventListener("click", () => press(made));
  return made;
};

/** A line of input with its name for those who can't see the table or label around it. */
export const input = (name: string, value: string, change: (value: string) => void): HTMLInputElement => {
  const made = document.createElement("input");
  made.type = "text";
  made.value = value;
  made.setAttribute("aria-label", name);
  made.addEventListener("input", () => change(made.value));
  return made;
};
