import type { FlowNode } from "../revisions/flow-node.ts";

/** Names that hold secrets by custom: their values belong to the machine. */
const SECRET_NAME = /PASS|SECRET|TOKEN|KEY|CREDENTIAL/i;

/** Whether a variable of that name is taken to be a secret. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);

/** `scheme://user:password@host` (RFC 3986, 3.2.1), with a password that is no variable. */
const WITH_PASSWORD = /[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'`]*:(?!\$\{)[^\s/@"'`]+@/i;

/**
 * Where a flow holds secrets in plain text, in words: credentials that came with an export, passwords in an address, variables of a tab, group
 * or subflow with the name of a secret. What somebody has typed into a text or into code looks like any other text.
 */
export const plainSecrets = (flow: readonly FlowNode[]): readonly string[] =>
  flow.flatMap((node) => {
    const who = `node ${String(node["name"] || node["label"] || node.id)}`;
    const { credentials, ...settings } = node;
    return [
      ...(credentials === undefined ? [] : [`${who} holds secrets in plain text`]),
      ...Object.entries(settings)
        .filter(([, value]) => WITH_PASSWORD.test(JSON.stringify(value) ?? ""))
        .map(([field]) => `${who} has a password in an address (${field}): give it as a credential or by \${NAME}`),
      ...variablesOf(node)
        .filter(({ name, value, type }) => type !== "cred" && isSecretName(name) && isWritten(value))
        .map(({ name }) => `${who} sets ${name}, the name of a secret, in plain text: make it a credential`),
    ];
  });

const variablesOf = ({ env }: FlowNode): readonly { name: string; value: unknown; type: unknown }[] =>
  (Array.isArray(env) ? env : []).map((one: unknown) => {
    const { name, value, type } = Object(one);
    return { name: String(name), value, type };
  });

const isWritten = (value: unknown): boolean => typeof value === "string" && value !== "" && !value.startsWith("${");
