/**
 * Whether a topic filter matches a topic ([MQTT-4.7.1-2], [MQTT-4.7.1-3]): `+` is one level, `#` at the end is the rest. Filters
 * that begin with a wildcard leave out `$` topics ([MQTT-4.7.2-1]).
 */
export const topicMatches = (filter: string, topic: string): boolean => {
  if (filter === topic) return true;
  if (topic.startsWith("$") && (filter.startsWith("+") || filter.startsWith("#"))) return false;
  const wanted = filter.split("/");
  const levels = topic.split("/");
  for (const [i, level] of wanted.entries()) {
    if (level === "#") return true;
    if (i >= levels.length || (level !== "+" && level !== levels[i])) return false;
  }
  return wanted.length === levels.length;
};

/** Whether a text may be subscribed to ([MQTT-4.7.1-1]). */
export const isTopicFilter = (filter: string): boolean => {
  const levels = filter.split("/");
  return (
    filter !== "" &&
    !filter.includes("\u0000") &&
    levels.every((level, i) => level === "+" || (level === "#" ? i === levels.length - 1 : !/[+#]/.test(level)))
  );
};
