import * as oauth from "oauth4webapi";
import type { Journal } from "../journal/journal";
import { hint } from "./hint";
import { arrive, leaveToLogIn, leaveToLogOut, type Granted } from "./login";
import { again, openRealm, proven, type Realm } from "./realm";
import { SessionEnded, Tokens, type Audience, type Renewed } from "./tokens";

export type State =
  | { readonly kind: "signed-in"; readonly person: string; readonly subject: string; readonly dpop: boolean }
  | { readonly kind: "signed-out"; readonly notice: string };

const ENDED = "Your sign-in was ended. Sign in again to go on.";

/** Who is signed in in this tab, and calls in their name. */
export class Session {
  #realm: Realm;
  #tokens: Tokens | undefined;
  #idToken = "";
  #state: State = { kind: "signed-out", notice: "" };
  readonly #listeners = new Set<() => void>();
  readonly #tabs = new BroadcastChannel("gatehouse");

  private constructor(realm: Realm) {
    this.#realm = realm;
    // Another tab signed out: this one must not look signed in for the rest of its token's life.
    this.#tabs.onmessage = (message) => {
      if (message.data === "signed-out") this.#end("You signed out in another tab.");
    };
  }

  /** Finishes a sign-in that is under way, or begins a silent one; undefined while the page leaves. */
  static async open(
    keycloak: string,
    journal: Journal,
  ): Promise<{ session: Session; returnTo: string } | undefined> {
    const realm = await openRealm(keycloak, hint.wantsDpop(), journal);
    const session = new Session(realm);
    const here = location.pathname + location.search;
    if (location.pathname !== "/callback") {
      if (!hint.wasSignedIn()) return { session, returnTo: here };
      await leaveToLogIn(realm, true, here);
      return undefined;
    }
    const arrival = await arrive(realm, journal);
    switch (arrival.kind) {
      case "granted":
        session.#begin(arrival.granted);
        return { session, returnTo: arrival.returnTo };
      case "not-signed-in":
        session.#end(ENDED);
        return { session, returnTo: arrival.returnTo };
      case "failed":
        session.#end(arrival.why);
        return { session, returnTo: "/" };
    }
  }

  get state(): State {
    return this.#state;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  signIn(returnTo: string): Promise<void> {
    return leaveToLogIn(this.#realm, false, returnTo);
  }

  /** Ends this browser's login, in all tabs. */
  signOut(): void {
    const idToken = this.#idToken;
    this.#tabs.postMessage("signed-out");
    this.#end("");
    leaveToLogOut(this.#realm, idToken);
  }

  /** Somebody else ended the login: a refusal, or the end of a stream, said so. */
  ended(): void {
    this.#end(ENDED);
  }

  async claims(audience: Audience): Promise<Readonly<Record<string, unknown>>> {
    return claimsOf(await this.#token(audience));
  }

  expiresAt(audience: Audience): number | undefined {
    return this.#tokens?.expiresAt(audience);
  }

  /** Renews now and not when the token is due: shows at once whether the login still lives. */
  async renew(audience: Audience): Promise<void> {
    await this.#orEnd(async () =>
      this.#live().replace(audience, await this.#live().get(audience)),
    );
  }

  /** `fetch` in the person's name. A 401 is tried once more with a new token; then it is the answer. */
  fetchFor(audience: Audience): (request: Request) => Promise<Response> {
    return async (request) => {
      const body = request.body ? await request.arrayBuffer() : undefined;
      const token = await this.#token(audience);
      const answer = await this.#call(token, request, body);
      if (answer.status !== 401) return answer;
      const fresh = await this.#orEnd(() => this.#live().replace(audience, token));
      return this.#call(fresh, request, body);
    };
  }

  #call(token: string, request: Request, body: ArrayBuffer | undefined): Promise<Response> {
    return again(() =>
      oauth.protectedResourceRequest(
        token,
        request.method,
        new URL(request.url),
        request.headers,
        body,
        { ...proven(this.#realm), signal: request.signal },
      ),
    ).catch((problem: unknown) => {
      // The library throws what carries a challenge; for us a refusal is an answer like others.
      if (problem instanceof oauth.WWWAuthenticateChallengeError) return problem.response;
      throw problem;
    });
  }

  #token(audience: Audience): Promise<string> {
    return this.#orEnd(() => this.#live().get(audience));
  }

  #live(): Tokens {
    if (!this.#tokens) throw new SessionEnded("signed out");
    return this.#tokens;
  }

  async #orEnd<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (problem) {
      if (problem instanceof SessionEnded) this.#end(ENDED);
      throw problem;
    }
  }

  #begin(granted: Granted): void {
    this.#idToken = granted.idToken;
    this.#tokens = new Tokens(
      granted.refreshToken,
      (refreshToken, scope) => renew(this.#realm, refreshToken, scope),
      // Tabs share one login at the realm: one renewal at a time, over all of them.
      async (work) => await navigator.locks.request("gatehouse-renewal", work),
    );
    hint.signedIn();
    this.#become({
      kind: "signed-in",
      person: granted.person,
      subject: granted.subject,
      dpop: this.#realm.proof !== undefined,
    });
  }

  #end(notice: string): void {
    this.#tokens?.forget();
    this.#tokens = undefined;
    this.#idToken = "";
    hint.signedOut();
    this.#become({ kind: "signed-out", notice });
  }

  #become(state: State): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

async function renew(realm: Realm, refreshToken: string, scope: string): Promise<Renewed> {
  try {
    const answer = await again(async () =>
      oauth.processRefreshTokenResponse(
        realm.server,
        realm.client,
        await oauth.refreshTokenGrantRequest(realm.server, realm.client, oauth.None(), refreshToken, {
          ...proven(realm),
          additionalParameters: { scope },
        }),
      ),
    );
    return {
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token ?? refreshToken,
      expiresIn: answer.expires_in ?? 60,
    };
  } catch (problem) {
    if (problem instanceof oauth.ResponseBodyError && problem.error === "invalid_grant") {
      throw new SessionEnded("the realm renews no more", { cause: problem });
    }
    throw problem;
  }
}

/** Read, not verified: for showing alone. Whoever lets somebody in by it verifies it. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const payload = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(payload), (char) => char.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
}
