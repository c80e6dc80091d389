/** An element of the page with a text and what stands in it. */
export const element = (tag: string, text: string, ...children: Element[]): HTMLElement => {
  const made = document.createElement(tag);
  made.textContent = text;
  made.append(...children);
  return made;
};
