import { describe, expect, it } from "vitest";
import { SessionEnded, Tokens, type Renewed } from "../src/oauth/tokens";

/** A realm that rotates: a refresh token works once, and a replay ends the login. */
class RotatingRealm {
  #current = "r0";
  #count = 0;
  dead = false;
  readonly scopes: string[] = [];

  renew = async (refreshToken: string, scope: string): Promise<Renewed> => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (refreshToken !== this.#current) this.dead = true;
    if (this.dead) throw new SessionEnded("replayed");
    this.#count += 1;
    this.#current = `r${this.#count}`;
    this.scopes.push(scope);
    return { accessToken: `a${this.#count}`, refreshToken: this.#current, expiresIn: 300 };
  };
}

const alone = <T>(work: () => Promise<T>) => work();

function tokensAt(realm: RotatingRealm, clock = { now: 0 }) {
  return new Tokens("r0", realm.renew, alone, () => clock.now);
}

describe("tokens", () => {
  it("twenty calls at once share one renewal", async () => {
    const realm = new RotatingRealm();
    const tokens = tokensAt(realm);
    const got = await Promise.all(Array.from({ length: 20 }, () => tokens.get("orders")));
    expect(new Set(got)).toEqual(new Set(["a1"]));
  });

  it("no refresh token is used twice, whatever audiences are asked for at once", async () => {
    const realm = new RotatingRealm();
    const tokens = tokensAt(realm);
    await Promise.all([tokens.get("orders"), tokens.get("account"), tokens.get("orders")]);
    expect(realm.dead).toBe(false);
    expect(realm.scopes).toHaveLength(2);
  });

  it("a token for orders-service is not asked for the account API's scope, nor the other way round", async () => {
    const realm = new RotatingRealm();
    const tokens = tokensAt(realm);
    await tokens.get("orders");
    await tokens.get("account");
    expect(realm.scopes[0]).not.toContain("account");
    expect(realm.scopes[1]).not.toContain("orders");
  });

  it("a token is renewed before it ends, and not sooner", async () => {
    const realm = new RotatingRealm();
    const clock = { now: 0 };
    const tokens = tokensAt(realm, clock);
    await tokens.get("orders");
    clock.now = 289_000;
    expect(await tokens.get("orders")).toBe("a1");
    clock.now = 290_000;
    expect(await tokens.get("orders")).toBe("a2");
  });

  it("calls refused together replace the refused token once", async () => {
    const realm = new RotatingRealm();
    const tokens = tokensAt(realm);
    const refused = await tokens.get("orders");
    const fresh = await Promise.all([1, 2, 3].map(() => tokens.replace("orders", refused)));
    expect(fresh).toEqual(["a2", "a2", "a2"]);
  });

  it("a failed renewal does not block the next one", async () => {
    let fail = true;
    const tokens = new Tokens(
      "r0",
      async () => {
        if (fail) throw new TypeError("no network");
        return { accessToken: "a", refreshToken: "r1", expiresIn: 300 };
      },
      alone,
    );
    await expect(tokens.get("orders")).rejects.toThrow("no network");
    fail = false;
    expect(await tokens.get("orders")).toBe("a");
  });

  it("what was forgotten is not renewed, and not shown by looking at the object", async () => {
    const realm = new RotatingRealm();
    const tokens = tokensAt(realm);
    await tokens.get("orders");
    expect(JSON.stringify(tokens)).toBe("{}");
    tokens.forget();
    await expect(tokens.get("orders")).rejects.toThrow(SessionEnded);
  });
});
