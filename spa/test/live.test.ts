import { describe, expect, it } from "vitest";
import { follow } from "../src/api/live";

function stream(...parts: string[]): Response {
  return new Response(parts.join(""), { headers: { "content-type": "text/event-stream" } });
}

/** Answers in turn, and then says revoked, so that every test comes to an end. */
async function watch(...answers: (() => Response)[]) {
  const seen = { changed: 0, revoked: 0, lastIds: [] as (string | null)[] };
  let turn = 0;
  await follow(
    "http://orders",
    async (request) => {
      seen.lastIds.push(request.headers.get("last-event-id"));
      return (answers[turn++] ?? (() => stream("event: revoked\n\n")))();
    },
    { changed: () => seen.changed++, revoked: () => seen.revoked++, liveness: () => undefined },
    new AbortController().signal,
  );
  return seen;
}

describe("following the orders", () => {
  it("comes back with the last id that it saw", async () => {
    const seen = await watch(() => stream("id: 12\ndata: x\n\n"));
    expect(seen.lastIds).toEqual([null, "12"]);
  });

  it("comes back after an end of the token's time, and tells nobody", async () => {
    const seen = await watch(() => stream("event: expired\n\n"));
    expect(seen).toMatchObject({ revoked: 1, changed: 2 });
  });

  it("comes back when the server is away", async () => {
    const seen = await watch(
      () => new Response("", { status: 503 }),
      () => {
        throw new TypeError("no network");
      },
    );
    expect(seen.revoked).toBe(1);
  });

  it("says revoked once and stays away", async () => {
    const seen = await watch(() => stream("event: revoked\n\ndata: more\n\n"));
    expect(seen.lastIds).toHaveLength(1);
  });

  it("takes a refusal for the end", async () => {
    const seen = await watch(() => new Response("", { status: 401 }));
    expect(seen).toMatchObject({ revoked: 1, changed: 0 });
  });
});
