import { asTwinError } from "../kit/errors.ts";
import type { Red, RedRequest, RedResponse } from "../kit/red.ts";

/**
 * Makes handlers of the admin API that ask a service which the settings bring: 404 where Node-RED was started without it; what is
 * thrown is sent as `{code, message, next}` with status 422.
 */
export const askService =
  <Service>(red: Red, serviceOf: (settings: Red["settings"]) => Service | undefined) =>
  (give: (service: Service, request: RedRequest) => unknown) =>
  async (request: RedRequest, response: RedResponse): Promise<void> => {
    const service = serviceOf(red.settings);
    if (!service) {
      response.status(404).json({});
      return;
    }
    try {
      response.json(await give(service, request));
    } catch (thrown) {
      const { code, message, next } = asTwinError(thrown);
      response.status(422).json({ code, message, next });
    }
  };
