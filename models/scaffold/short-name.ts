/** The last part of an address: `flow` of `nsu=urn:plant;s=pump-1.flow`, `plant/pump-1/flow` and `DB10.Pump.flow`. */
export const shortName = (tag: string): string => {
  const id = /(?:^|;)[sb]=(.+)$/s.exec(tag)?.[1] ?? tag;
  const parts = id.split(/[./\\|:]+/).filter((part) => /[^\d\s[\]"']/.test(part));
  return (parts.at(-1) ?? tag).replaceAll(/["'[\]]/g, " ").trim();
};
