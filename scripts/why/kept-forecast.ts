import type { Forecast } from "../../models/prognosis/forecast.ts";

/** A forecast as the predictor keeps it. */
export interface KeptForecast extends Forecast {
  readonly computedFrom?: {
    readonly inputs: Readonly<Record<string, number>>;
    readonly operatingState?: string;
    readonly operatingHours?: number;
    /** `modelFolder` is absent in what an older version kept. */
    readonly settings: { readonly confidence: number; readonly minimumHours: number; readonly modelFolder?: string };
  };
}
