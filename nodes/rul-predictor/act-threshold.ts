/**
 * The probability of failure from which on acting is the cheaper of the two mistakes on average: not to act costs p × miss, to act
 * costs (1 − p) × false alarm, and they are equal at p = false alarm / (false alarm + miss).
 *
 * Elkan, "The foundations of cost-sensitive learning", IJCAI 2001, equation (2), with right decisions at no cost. It holds for
 * probabilities that are calibrated.
 *
 * @param missCost of a failure that nobody acted on, beyond what a planned repair costs; in any currency
 * @param falseAlarmCost of acting on a machine that would have gone on, in the same
 * @returns 0 to 1; undefined if one of them is not known (not above 0)
 */
export const actThreshold = (missCost: number, falseAlarmCost: number): number | undefined =>
  missCost > 0 && falseAlarmCost > 0 ? falseAlarmCost / (falseAlarmCost + missCost) : undefined;
