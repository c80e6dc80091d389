/** The client library; loading it costs some 90 MB, so that a flow pays for it when it uses it. */
export type Library = typeof import("node-opcua-client");

/** It writes to the console by itself; what matters is reported as errors with a code. */
export const loadLibrary = async (): Promise<Library> => {
  const library = await import("node-opcua-client");
  library.setWarningLogger(() => undefined);
  library.setErrorLogger(() => undefined);
  return library;
};
