import { Compile } from "typebox/schema";
import { TwinError } from "../errors/twin-error.ts";
import { prognosisErrors } from "./errors.ts";
import { HybridCard } from "./hybrid-card.ts";

const validator = Compile(HybridCard);

/** Hashes of what the card must have been fitted to. */
export interface HybridParts {
  /** Absent: the card is read for the physics alone. */
  readonly learnedSha256?: string;
  readonly physicsSha256: string;
}

/**
 * A hybrid card, checked: its form, and that it was fitted to these very models.
 *
 * @param text JSON of the card
 * @param where path of the card, for the error
 * @throws TwinError TWIN-PROGNOSIS-001 naming the field, TWIN-PROGNOSIS-006 for other models
 */
export const readHybridCard = (text: string, where: string, parts: HybridParts): HybridCard => {
  const card = parse(text, where);
  if (!validator.Check(card)) {
    const [, [first]] = validator.Errors(card);
    const field = first?.instancePath || "(the whole)";
    throw new TwinError(prognosisErrors.invalidCard, { card: where, field, reason: first?.message ?? "is not valid" });
  }
  if (parts.learnedSha256 !== undefined && card.learnedSha256 !== parts.learnedSha256) {
    throw new TwinError(prognosisErrors.otherParts, { card: where, part: "trained model" });
  }
  if (card.physicsSha256 !== parts.physicsSha256) {
    throw new TwinError(prognosisErrors.otherParts, { card: where, part: "physics" });
  }
  return card;
};

const parse = (text: string, where: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const field = "(the whole)";
    throw new TwinError(prognosisErrors.invalidCard, { card: where, field, reason: "is not JSON" }, cause);
  }
};
