/** Names that mean something else on every object of JavaScript: a message under such a name would lose what it holds. */
const UNSAFE: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Whether a name that came from outside may become a key. */
export const isSafeName = (name: string): boolean => !UNSAFE.has(name);
