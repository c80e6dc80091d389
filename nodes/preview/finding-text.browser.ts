import type { Finding } from "./answer.browser.ts";
import { say, sayHours, sayNumber } from "./say.browser.ts";

/**
 * What a preview has found, in words: "3 alarms a week → 1", "3 alarms a week, as now", "3 alarms a week".
 *
 * @param per over which time or messages it was counted
 */
export const findingText = (finding: Finding, per: string): string => {
  const { key, name = "", urgency = "", text = "", after = 0, before } = finding;
  switch (key) {
    case "urgencyEarlier":
    case "urgencyLater":
    case "urgencyNew":
    case "urgencyGone":
      return say(`found.${key}`, { name, urgency, by: sayHours(after) });
    case "best":
      return say("found.best", { name });
    case "rul":
      return changing(say("found.rul", { name, time: sayHours(before ?? after) }), finding, sayHours);
    case "refused":
      return `${changing(say("found.refused", { share: sayNumber(before ?? after) }), finding, percent)}: ${text}`;
    case "errors":
      return `${sayNumber(after)} × ${text}`;
    default: {
      const count = before ?? after;
      const noun = say(`nouns.${key}.${count === 1 ? "one" : "other"}`);
      const counted = changing(say("found.count", { count: sayNumber(count), noun, per }), finding, sayNumber);
      return text === "" ? counted : `${counted}: ${text}`;
    }
  }
};

const percent = (share: number): string => `${sayNumber(share)} %`;

const changing = (now: string, { before, after = 0, differs }: Finding, write: (value: number) => string): string => {
  if (before === undefined) return now;
  return differs ? `${now} → ${write(after)}` : say("found.same", { now });
};

/** "a week", "a day", "in 6 h", "in the last 50 messages"; what a source has kept of its server is one message. */
export const perText = (hours: number | undefined, messages: number): string => {
  if (hours === undefined && messages === 1) return say("per.last");
  if (hours === undefined) return say("per.messages", { count: sayNumber(messages) });
  if (hours === 168) return say("per.week");
  return hours === 24 ? say("per.day") : say("per.hours", { time: sayHours(hours) });
};
