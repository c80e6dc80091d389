/** Text of a number field as it is kept in the flow: a number where it is one, else the text (`${NAME}`, or what is wrong). */
export const storedNumber = (value: unknown): unknown => {
  const text = String(value ?? "").trim();
  const number = Number(text);
  return text !== "" && Number.isFinite(number) ? number : value;
};
