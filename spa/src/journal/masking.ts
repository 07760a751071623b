/**
 * What may be shown of a request or an answer. Everything that opens something is replaced by its
 * length, so that a screenshot of the drawer gives nothing away.
 */
const SECRET = new Set([
  "access_token",
  "refresh_token",
  "id_token",
  "id_token_hint",
  "code",
  "code_verifier",
  "state",
  "nonce",
  "session_state",
  "authorization",
  "dpop",
  "token",
]);
const TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]*/g;

export type Shown = Readonly<Record<string, string>>;

export function masked(name: string, value: string): string {
  return SECRET.has(name.toLowerCase())
    ? `‹hidden: ${value.length} characters›`
    : value.replace(TOKEN, "‹hidden: a token›");
}

export function maskedPairs(pairs: Iterable<readonly [string, string]>): Shown {
  return Object.fromEntries([...pairs].map(([name, value]) => [name, masked(name, value)]));
}

/** An address with its query masked and without what a fragment may carry. */
export function maskedAddress(address: string): string {
  const url = new URL(address);
  const query = [...url.searchParams].map(([name, value]) => `${name}=${masked(name, value)}`);
  return url.origin + url.pathname + (query.length > 0 ? `?${query.join("&")}` : "");
}

/** JSON for people, or the text as it is; long ones are cut. */
export function maskedBody(text: string): string {
  if (text === "") return "";
  let shown: string;
  try {
    const parsed: unknown = JSON.parse(text, (name: string, value: unknown) =>
      typeof value === "string" ? masked(name, value) : value,
    );
    shown = JSON.stringify(parsed, null, 2);
  } catch {
    shown = masked("", text);
  }
  return shown.length > 1500 ? `${shown.slice(0, 1500)}\n…` : shown;
}
