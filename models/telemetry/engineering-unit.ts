import { TwinError } from "../errors/twin-error.ts";
import { uneceUnits } from "./unece-units.ts";
import { unitConverter } from "./units.ts";
import { unitsNamed } from "./units-named.ts";

/** OPC UA Part 8, 5.6.3: `unitId` is a common code of UN/ECE Recommendation 20, its characters in base 256. */
const UNECE = "http://www.opcfoundation.org/UA/units/un/cefact";

/** EUInformation of OPC UA Part 8, 5.6.3. */
export interface EngineeringUnit {
  readonly namespaceUri: string;
  readonly unitId: number;
  /** As people write it, such as °C. */
  readonly displayName: string;
}

/**
 * The UCUM code of a unit that a server names: by its common code, else by its text where that can mean only one.
 *
 * @returns empty where it is not known
 */
export const engineeringUnit = ({ namespaceUri, unitId, displayName }: EngineeringUnit): string => {
  const code = namespaceUri === UNECE ? codeOf(unitId) : "";
  if (Object.hasOwn(uneceUnits, code)) return uneceUnits[code] ?? "";
  const [meant, ...others] = unitsNamed(displayName);
  return meant !== undefined && others.every((other) => isSame(meant, other)) ? meant : "";
};

const isSame = (from: string, to: string): boolean => {
  try {
    const { scale, offset } = unitConverter(from, to);
    return scale === 1 && offset === 0;
  } catch (thrown) {
    if (thrown instanceof TwinError) return false;
    throw thrown;
  }
};

const codeOf = (unitId: number): string =>
  String.fromCharCode(...[24, 16, 8, 0].map((shift) => (unitId >>> shift) & 0xff)).replaceAll("\0", "");
