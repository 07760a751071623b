import { SCOPES } from "./realm";

export type Audience = "orders" | "account";

/** One answer of the token endpoint to a refresh token. */
export interface Renewed {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds from now. */
  readonly expiresIn: number;
}

/** Uses a refresh token up, for an access token with these scopes. Throws `SessionEnded` if it is dead. */
export type Renew = (refreshToken: string, scope: string) => Promise<Renewed>;

/** The realm will not renew any more: the login was ended, here or elsewhere. */
export class SessionEnded extends Error {}

/** Runs one at a time, over all tabs of this browser. */
export type Exclusively = (work: () => Promise<Renewed>) => Promise<Renewed>;

interface Held {
  readonly token: string;
  readonly renewAt: number;
  readonly expiresAt: number;
}

/** Renewed this long before its end, so that no call leaves with a token that dies on the way. */
function margin(life: number): number {
  return Math.min(10_000, life / 3);
}

/**
 * The tokens of this tab: private fields of one object, never in a storage.
 *
 * Each tab has a refresh token of its own, from a code of its own, so no two tabs can use the same
 * one: a replay would end the login. Within the tab renewals queue up, because each uses up the
 * refresh token that the one before brought.
 */
export class Tokens {
  #refreshToken: string;
  #held = new Map<Audience, Held>();
  #queue: Promise<unknown> = Promise.resolve();
  readonly #renew: Renew;
  readonly #exclusively: Exclusively;
  readonly #now: () => number;

  constructor(refreshToken: string, renew: Renew, exclusively: Exclusively, now = Date.now) {
    this.#refreshToken = refreshToken;
    this.#renew = renew;
    this.#exclusively = exclusively;
    this.#now = now;
  }

  /** A token that lives a while yet; calls that come together share one renewal. */
  async get(audience: Audience): Promise<string> {
    return this.#living(audience) ?? this.#enqueue(audience, () => this.#living(audience));
  }

  /** After a refusal: a new token, unless somebody else has renewed that one meanwhile. */
  async replace(audience: Audience, refused: string): Promise<string> {
    return this.#enqueue(audience, () => {
      const living = this.#living(audience);
      return living === refused ? undefined : living;
    });
  }

  /** When the token that is held ends, in milliseconds since 1970. */
  expiresAt(audience: Audience): number | undefined {
    return this.#held.get(audience)?.expiresAt;
  }

  forget(): void {
    this.#refreshToken = "";
    this.#held.clear();
  }

  #living(audience: Audience): string | undefined {
    const held = this.#held.get(audience);
    return held && held.renewAt > this.#now() ? held.token : undefined;
  }

  #enqueue(audience: Audience, known: () => string | undefined): Promise<string> {
    const turn = this.#queue.then(async () => known() ?? this.#renewed(audience));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #renewed(audience: Audience): Promise<string> {
    if (this.#refreshToken === "") throw new SessionEnded("signed out");
    const asked = this.#now();
    const renewed = await this.#exclusively(() => this.#renew(this.#refreshToken, SCOPES[audience]));
    this.#refreshToken = renewed.refreshToken;
    const life = renewed.expiresIn * 1000;
    this.#held.set(audience, {
      token: renewed.accessToken,
      renewAt: asked + life - margin(life),
      expiresAt: asked + life,
    });
    return renewed.accessToken;
  }
}
