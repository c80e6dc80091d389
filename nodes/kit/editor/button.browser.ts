/** A button of Node-RED's look. */
export const button = (text: string, press: (made: HTMLButtonElement) => void): HTMLButtonElement => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "red-ui-button";
  made.textContent = text;
  made.addEventListener("click", () => press(made));
  return made;
};
