import { EventParser } from "./sse";

export type Liveness = "live" | "catching-up" | "asking";

export interface Watcher {
  /** Something changed, or may have: read again. */
  changed(): void;
  /** The server says that this caller is turned away. */
  revoked(): void;
  liveness(now: Liveness): void;
}

const ASK_EVERY = 2_000;
const RETRY_FROM = 500;
const RETRY_AT_MOST = 15_000;

/**
 * Follows the order events until `signal` ends it: reconnects with the last id, slower each time it
 * fails. Where there is no stream it asks every two seconds, so that the page is late, never wrong.
 */
export async function follow(
  address: string,
  fetchAsPerson: (request: Request) => Promise<Response>,
  watcher: Watcher,
  signal: AbortSignal,
): Promise<void> {
  let lastId = "";
  let retry = RETRY_FROM;
  while (!signal.aborted) {
    try {
      const headers = { accept: "text/event-stream", ...(lastId ? { "last-event-id": lastId } : {}) };
      const answer = await fetchAsPerson(new Request(`${address}/v1/orders/events`, { headers, signal }));
      if (answer.status === 401) return watcher.revoked();
      if (answer.status === 404 || answer.status === 405 || answer.status === 406) {
        watcher.liveness("asking");
        watcher.changed();
        await pause(ASK_EVERY, signal);
        continue;
      }
      if (!answer.ok || !answer.body) throw new Error(`events: ${answer.status}`);
      watcher.liveness("live");
      // What happened between the last look and now.
      watcher.changed();
      retry = RETRY_FROM;
      const parser = new EventParser(lastId);
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        for (const event of parser.push(part.value)) {
          lastId = event.id;
          if (event.event === "revoked") return watcher.revoked();
          // The token's time is over: the next turn of the loop comes with a new one.
          if (event.event !== "expired") watcher.changed();
        }
      }
    } catch {
      // No network, or no server: the journal has the answer that did not come.
      if (signal.aborted) return;
    }
    watcher.liveness("catching-up");
    await pause(retry * (0.5 + Math.random() / 2), signal);
    retry = Math.min(retry * 2, RETRY_AT_MOST);
  }
}

function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
