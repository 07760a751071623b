/** What orders-service says when it refuses (RFC 9457), or the status alone. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export function refusedBy(response: Response, body: unknown): Refused {
  const problem = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const code = typeof problem["code"] === "string" ? problem["code"] : "";
  const said = [problem["detail"], problem["title"]].find((text) => typeof text === "string");
  return new Refused(response.status, code, said ?? `The answer was ${response.status}.`);
}
