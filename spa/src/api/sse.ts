/** One event of a stream (WHATWG HTML §9.2). */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
  /** The last id that the stream named, as it is sent back in `Last-Event-ID`. */
  readonly id: string;
}

/**
 * Takes text as it comes, in pieces that end anywhere, and gives whole events.
 *
 * `EventSource` would do this, but cannot send an Authorization header, and a token in the address
 * would end up in logs.
 */
export class EventParser {
  #rest = "";
  #event = "";
  #data: string[] = [];
  #id: string;

  constructor(lastId = "") {
    this.#id = lastId;
  }

  push(text: string): StreamEvent[] {
    const events: StreamEvent[] = [];
    this.#rest += text;
    // A carriage return at the very end may be half of a line's end.
    const whole = /^([^\r\n]*)(\r\n|\n|\r(?!$))/;
    for (let line = whole.exec(this.#rest); line; line = whole.exec(this.#rest)) {
      this.#rest = this.#rest.slice(line[0].length);
      const done = this.#line(line[1]!);
      if (done) events.push(done);
    }
    return events;
  }

  #line(line: string): StreamEvent | undefined {
    if (line === "") {
      const done = { event: this.#event || "message", data: this.#data.join("\n"), id: this.#id };
      const empty = this.#data.length === 0 && this.#event === "";
      this.#event = "";
      this.#data = [];
      return empty ? undefined : done;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return undefined;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") this.#event = value;
    if (name === "data") this.#data.push(value);
    if (name === "id" && !value.includes("\0")) this.#id = value;
    return undefined;
  }
}
