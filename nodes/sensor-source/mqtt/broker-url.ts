import { TwinError } from "../../../models/errors/twin-error.ts";
import { sourceErrors } from "../errors.ts";

/** @throws TwinError TWIN-SOURCE-006 where the text is no address of a broker */
export const brokerUrl = (text: string): URL => {
  const url = URL.parse(text);
  if (url && /^(mqtts?|wss?|tcp|ssl):$/.test(url.protocol) && url.host) return url;
  throw new TwinError(sourceErrors.badSetting, { field: "mqttUrl", reason: `${text} is not like mqtt://host:1883` });
};
