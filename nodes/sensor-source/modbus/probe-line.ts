import type { Read } from "./block-reader.ts";
import { GarbledAnswer, ModbusRefusal, NoAnswer } from "./modbus-failures.ts";
import type { ModbusLink } from "./modbus-link.ts";
import { oneAtATime } from "./one-at-a-time.ts";

/**
 * A second connection for devices that are silent: waiting for them there stops nobody. It is opened when it is needed; where
 * the gateway takes no second one, they are asked by the first.
 */
export const probeLine = (open: () => Promise<ModbusLink>, main: Read) => {
  let link: Promise<ModbusLink> | undefined;

  const close = (): void => {
    link?.then((opened) => opened.close()).catch(() => undefined);
    link = undefined;
  };

  const read = oneAtATime(async (request) => {
    link ??= open();
    try {
      return await (await link).read(request);
    } catch (thrown) {
      if (thrown instanceof NoAnswer || thrown instanceof ModbusRefusal || thrown instanceof GarbledAnswer)
        throw thrown;
      close();
      return main(request);
    }
  });

  return { read, close };
};
