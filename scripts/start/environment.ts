type Check = (value: string) => string | undefined;

const anything: Check = () => undefined;

const numberFrom =
  (from: number, to: number, whole = false): Check =>
  (value) => {
    const number = Number(value);
    const fits = value.trim() !== "" && number >= from && number <= to && (!whole || Number.isInteger(number));
    return fits ? undefined : `no ${whole ? "whole " : ""}number from ${from} to ${to}`;
  };

const oneOf =
  (...choices: readonly string[]): Check =>
  (value) =>
    choices.includes(value) ? undefined : `none of ${choices.join(", ")}`;

/** Names apart by commas; none at all is fine. */
const someOf =
  (...choices: readonly string[]): Check =>
  (value) =>
    value.split(",").every((one) => ["", ...choices].includes(one.trim()))
      ? undefined
      : `no list of ${choices.join(", ")}`;

const port = numberFrom(1, 65_535, true);

/** Longest that a stop or a silence may take. */
export const MOST_SECONDS = 3600;

/** The variables by which Twinloom is set, and what each may be. */
const VARIABLES: Readonly<Record<string, Check>> = {
  TWINLOOM_HOME: anything,
  TWINLOOM_HOST: anything,
  TWINLOOM_PORT: port,
  TWINLOOM_HEALTH_HOST: anything,
  TWINLOOM_HEALTH_PORT: port,
  TWINLOOM_DRAIN_SECONDS: numberFrom(1, MOST_SECONDS),
  TWINLOOM_WATCHDOG_SECONDS: numberFrom(0, MOST_SECONDS),
  TWINLOOM_LOG: oneOf("fatal", "error", "warn", "info", "debug", "trace"),
  TWINLOOM_SHADOW_NICE: numberFrom(0, 19, true),
  TWINLOOM_TLS_KEY: anything,
  TWINLOOM_TLS_CERT: anything,
  TWINLOOM_RELEASE_KEY: anything,
  TWINLOOM_CONTRIB: someOf("opcua", "modbus"),
  TWINLOOM_OPCUA_PORT: port,
  TWINLOOM_OPCUA_URL: anything,
  TWINLOOM_OPCUA_PASSWORD: anything,
  TWINLOOM_MODBUS_PORT: port,
  TWINLOOM_MODBUS_HOST: anything,
  TWINLOOM_MQTT_PORT: port,
  TWINLOOM_MQTT_HOST: anything,
  TWINLOOM_MQTT_URL: anything,
  TWINLOOM_PLANT_SEED: numberFrom(0, 2 ** 31 - 1, true),
  TWINLOOM_PLANT_SPEED: numberFrom(0.001, 100),
  TWINLOOM_PLANT_TICK_MS: numberFrom(10, 2000, true),
};

/** Of who works on Twinloom itself. */
const FOR_DEVELOPERS = /^TWINLOOM_(BENCH|SOAK|TEST|DATA|REFERENCE|CHROMIUM)/;

export interface WrongVariable {
  readonly name: string;
  readonly value: string;
  /** Completes "which is …". */
  readonly reason: string;
}

/** Variables whose value can't be right. What is not named here is somebody else's, such as a variable of the flow. */
export const wrongVariables = (env: Readonly<Record<string, string | undefined>>): readonly WrongVariable[] =>
  Object.entries(VARIABLES).flatMap(([name, check]) => {
    const value = env[name];
    const reason = value === undefined ? undefined : check(value);
    return value === undefined || reason === undefined ? [] : [{ name, value, reason }];
  });

/** Variables that look like ours and mean nothing to anybody: most often a slip of the pen. */
export const unknownVariables = (
  env: Readonly<Record<string, string | undefined>>,
  ofTheFlow: ReadonlySet<string>,
): readonly string[] =>
  Object.keys(env).filter(
    (name) =>
      name.startsWith("TWINLOOM_") && !(name in VARIABLES) && !FOR_DEVELOPERS.test(name) && !ofTheFlow.has(name),
  );
