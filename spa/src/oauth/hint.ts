/**
 * Whether somebody was signed in here, and how. It opens nothing: it only saves a stranger the trip
 * to the login page and back that a returning person takes.
 */
const SIGNED_IN = "gatehouse.signed-in";
const DPOP = "gatehouse.dpop";

export const hint = {
  wasSignedIn: (): boolean => localStorage.getItem(SIGNED_IN) === "yes",
  signedIn: (): void => localStorage.setItem(SIGNED_IN, "yes"),
  signedOut: (): void => localStorage.removeItem(SIGNED_IN),
  wantsDpop: (): boolean => localStorage.getItem(DPOP) === "on",
  chooseDpop: (on: boolean): void => localStorage.setItem(DPOP, on ? "on" : "off"),
};
