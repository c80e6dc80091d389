/** Who reads the log may go; what is measured at the plant goes on. */
export const outliveReader = (): void => {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
};
