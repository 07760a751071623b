import * as oauth from "oauth4webapi";
import type { Journal } from "../journal/journal";

/** What every request to the realm needs: its metadata, who we are, and the key if tokens are bound. */
export interface Realm {
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
  /** Absent when tokens are plain bearer tokens. */
  readonly proof: oauth.DPoPHandle | undefined;
  readonly options: {
    readonly [oauth.customFetch]: (address: string, request: object) => Promise<Response>;
    readonly [oauth.allowInsecureRequests]: boolean;
  };
}

/** Scopes of one login. Each access token is then narrowed to one audience. */
export const SCOPES = {
  login: "openid profile orders:read orders:write account",
  orders: "openid profile orders:read orders:write",
  account: "openid account",
} as const;

/**
 * With `dpop`, makes the key that all tokens of this page will be bound to. It cannot be extracted
 * and is kept nowhere: it dies with the page, and tokens without it are worth nothing.
 */
export async function openRealm(keycloak: string, dpop: boolean, journal: Journal): Promise<Realm> {
  const issuer = new URL(`${keycloak}/realms/gatehouse`);
  const options = {
    [oauth.customFetch]: (address: string, request: object) => journal.fetch(address, request),
    // http is for the demo on one's own machine; anywhere else the library refuses it.
    [oauth.allowInsecureRequests]: issuer.hostname === "localhost",
  };
  const answer = await oauth.discoveryRequest(issuer, options);
  const server = await oauth.processDiscoveryResponse(issuer, answer);
  const client: oauth.Client = { client_id: dpop ? "orders-spa-dpop" : "orders-spa" };
  const proof = dpop
    ? oauth.DPoP(client, await oauth.generateKeyPair("ES256", { extractable: false }))
    : undefined;
  return { server, client, proof, options };
}

/** The options of a request, with a proof where tokens are bound. */
export function proven(realm: Realm) {
  return realm.proof ? { ...realm.options, DPoP: realm.proof } : realm.options;
}

/** Sends again when the server wants a nonce of its own in the proof (RFC 9449 §8). */
export async function again<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (problem) {
    if (oauth.isDPoPNonceError(problem)) return send();
    throw problem;
  }
}
