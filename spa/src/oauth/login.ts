import * as oauth from "oauth4webapi";
import type { Journal } from "../journal/journal";
import { maskedPairs } from "../journal/masking";
import { again, proven, SCOPES, type Realm } from "./realm";

/** What must outlive the trip to the login page. Used once, worth nothing without its code. */
interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  readonly silent: boolean;
}

const PENDING = "gatehouse.pending";

export interface Granted {
  readonly refreshToken: string;
  readonly idToken: string;
  readonly person: string;
  readonly subject: string;
}

export type Arrival =
  | { readonly kind: "granted"; readonly granted: Granted; readonly returnTo: string }
  | { readonly kind: "not-signed-in"; readonly returnTo: string }
  | { readonly kind: "failed"; readonly why: string };

const redirectUri = (): string => `${location.origin}/callback`;

/** Leaves for the login page. Silently: comes straight back, with a code if there is a login. */
export async function leaveToLogIn(realm: Realm, silent: boolean, returnTo: string): Promise<void> {
  const pending: Pending = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    returnTo,
    silent,
  };
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  const address = new URL(realm.server.authorization_endpoint!);
  address.search = new URLSearchParams({
    client_id: realm.client.client_id,
    redirect_uri: redirectUri(),
    response_type: "code",
    scope: SCOPES.login,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: "S256",
    ...(silent ? { prompt: "none" } : {}),
  }).toString();
  location.assign(address);
}

/** Back at `/callback`: takes the code out of the address bar, and exchanges it. */
export async function arrive(realm: Realm, journal: Journal): Promise<Arrival> {
  const here = new URL(location.href);
  history.replaceState(null, "", "/");
  const kept = sessionStorage.getItem(PENDING);
  sessionStorage.removeItem(PENDING);
  if (kept === null) return { kind: "failed", why: "This sign-in was not begun here." };
  const pending = JSON.parse(kept) as Pending;
  journal.add({
    at: Date.now(),
    title: pending.silent ? "Come back from a silent sign-in" : "Come back from the login page",
    request: `GET ${here.origin}${here.pathname}`,
    sent: maskedPairs(here.searchParams),
    status: "code in the address, removed from it at once",
    answer: "",
  });
  let answer: URLSearchParams;
  try {
    answer = oauth.validateAuthResponse(realm.server, realm.client, here, pending.state);
  } catch (problem) {
    if (problem instanceof oauth.AuthorizationResponseError && pending.silent) {
      return { kind: "not-signed-in", returnTo: pending.returnTo };
    }
    const why = problem instanceof oauth.AuthorizationResponseError ? problem.error : "";
    return { kind: "failed", why: `The login page answered with an error. ${why}`.trim() };
  }
  const tokens = await again(async () =>
    oauth.processAuthorizationCodeResponse(
      realm.server,
      realm.client,
      await oauth.authorizationCodeGrantRequest(
        realm.server,
        realm.client,
        oauth.None(),
        answer,
        redirectUri(),
        pending.verifier,
        proven(realm),
      ),
      { expectedNonce: pending.nonce, requireIdToken: true },
    ),
  );
  const claims = oauth.getValidatedIdTokenClaims(tokens)!;
  if (!tokens.refresh_token) return { kind: "failed", why: "The realm gave no refresh token." };
  return {
    kind: "granted",
    granted: {
      refreshToken: tokens.refresh_token,
      idToken: tokens.id_token!,
      person: String(claims["name"] ?? claims["preferred_username"] ?? claims.sub),
      subject: claims.sub,
    },
    returnTo: pending.returnTo,
  };
}

/**
 * Ends the login at Keycloak, and comes back. A form, because the ID token that names the login
 * must not be in an address.
 */
export function leaveToLogOut(realm: Realm, idToken: string): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = realm.server.end_session_endpoint!;
  for (const [name, value] of Object.entries({
    id_token_hint: idToken,
    client_id: realm.client.client_id,
    post_logout_redirect_uri: `${location.origin}/`,
  })) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}
