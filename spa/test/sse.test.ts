import { describe, expect, it } from "vitest";
import { EventParser } from "../src/api/sse";

const STREAM = ": hello\r\nid: 7\r\nevent: order\r\ndata: {\"a\":1}\r\n\r\ndata: x\ndata: y\n\nevent: revoked\n\n";

describe("the reader of events", () => {
  it("gives the same events wherever the network cuts the text", () => {
    const whole = new EventParser().push(STREAM);
    expect(whole).toEqual([
      { event: "order", data: '{"a":1}', id: "7" },
      { event: "message", data: "x\ny", id: "7" },
      { event: "revoked", data: "", id: "7" },
    ]);
    for (let cut = 0; cut <= STREAM.length; cut++) {
      const parser = new EventParser();
      expect([...parser.push(STREAM.slice(0, cut)), ...parser.push(STREAM.slice(cut))]).toEqual(whole);
    }
  });

  it("holds back an event that is not whole", () => {
    expect(new EventParser().push("data: half")).toEqual([]);
  });

  it("goes on with the id it had before", () => {
    expect(new EventParser("41").push("data: x\n\n")[0]?.id).toBe("41");
  });
});
