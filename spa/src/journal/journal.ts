import { maskedAddress, maskedBody, maskedPairs, type Shown } from "./masking";

/** One step of the protocol, already masked: nothing in here opens anything. */
export interface Step {
  readonly at: number;
  readonly title: string;
  readonly request: string;
  readonly sent: Shown;
  readonly status: string;
  readonly answer: string;
}

const KEPT = 60;
const SHOWN_HEADERS = new Set(["authorization", "dpop", "idempotency-key", "if-match", "last-event-id"]);

/** What the "how this works" drawer shows: the last requests and answers. In memory alone. */
export class Journal {
  private steps: readonly Step[] = [];
  private readonly listeners = new Set<() => void>();

  list(): readonly Step[] {
    return this.steps;
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  add(step: Step): void {
    this.steps = [...this.steps, step].slice(-KEPT);
    for (const listener of this.listeners) listener();
  }

  /** `fetch` that tells what it did. The answer of a stream is not read for it. */
  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const body = request.method === "GET" ? "" : await request.clone().text();
    const form = request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded");
    const headers = [...request.headers].filter(([name]) => SHOWN_HEADERS.has(name));
    const sent = {
      ...maskedPairs(headers),
      ...(form ? maskedPairs(new URLSearchParams(body)) : body ? { body: maskedBody(body) } : {}),
    };
    const step = (status: string, answer: string): Step => ({
      at: Date.now(),
      title: titleOf(request, sent),
      request: `${request.method} ${maskedAddress(request.url)}`,
      sent,
      status,
      answer,
    });
    try {
      const response = await fetch(request);
      const stream = response.headers.get("content-type")?.startsWith("text/event-stream");
      const text = stream ? "(a stream of events)" : maskedBody(await response.clone().text());
      this.add(step(`${response.status} ${response.statusText}`.trim(), text));
      return response;
    } catch (problem) {
      if (!request.signal.aborted) this.add(step("no answer", String(problem)));
      throw problem;
    }
  };
}

function titleOf(request: Request, sent: Shown): string {
  const path = new URL(request.url).pathname;
  if (path.endsWith("/token")) {
    return sent["grant_type"] === "refresh_token"
      ? "Renew: a refresh token is used once and replaced"
      : "Exchange the code for tokens (PKCE proves that we asked)";
  }
  if (path.endsWith("openid-configuration")) return "Ask the realm where its endpoints are";
  if (path.endsWith("/certs")) return "Fetch the realm's public keys";
  if (path.includes("/account/")) return "Ask Keycloak's account API";
  return "Call orders-service with an access token";
}
