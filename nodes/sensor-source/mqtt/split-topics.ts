/** Topic filters as a setting names them: set apart by blanks; one that has a blank in it stands in quotes. */
export const splitTopics = (text: string): readonly string[] =>
  [...text.matchAll(/(?<!\S)"(.+?)"(?!\S)|\S+/g)].map(([whole, quoted]) => quoted ?? whole);
