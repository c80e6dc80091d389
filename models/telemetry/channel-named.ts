/** As German writes them where there are only 26 letters. */
const SPELT: Readonly<Record<string, string>> = {
  ...{ ä: "ae", ö: "oe", ü: "ue", Ä: "Ae", Ö: "Oe", Ü: "Ue", ß: "ss" },
};

/**
 * A channel's name made of what someone else calls it, as asset types name channels: `motor-speed` and `Motor Speed` are `motorSpeed`,
 * `FT_101` is `ft101`, `Lüfter` is `luefter`. Empty where no letter is left.
 */
export const channelNamed = (text: string): string => {
  const spelt = text.normalize("NFC").replaceAll(/[äöüÄÖÜß]/g, (letter) => SPELT[letter] ?? letter);
  const plain = spelt.normalize("NFKD").replaceAll(/\p{M}/gu, "");
  const words = plain.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const parts = words.map((word) => (word === word.toUpperCase() ? word.toLowerCase() : word));
  const name = parts.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
  const from = name.search(/[A-Za-z]/);
  return from < 0 ? "" : name.charAt(from).toLowerCase() + name.slice(from + 1);
};
