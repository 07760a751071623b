import { describe, expect, it } from "vitest";
import { maskedAddress, maskedBody, maskedPairs } from "../src/journal/masking";

const JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl";

describe("what the drawer shows", () => {
  it("hides every member that opens something", () => {
    const body = JSON.stringify({ access_token: JWT, refresh_token: "abc", id_token: JWT, scope: "openid" });
    expect(maskedBody(body)).not.toContain("eyJ");
    expect(maskedBody(body)).not.toContain("abc");
    expect(maskedBody(body)).toContain("openid");
  });

  it("hides codes, verifiers, headers and tokens under any name", () => {
    const shown = JSON.stringify(
      maskedPairs([
        ["code", "the-code"],
        ["code_verifier", "the-verifier"],
        ["Authorization", `Bearer ${JWT}`],
        ["DPoP", JWT],
        ["something", `x ${JWT} y`],
      ]),
    );
    expect(shown).not.toMatch(/eyJ|the-code|the-verifier/);
  });

  it("hides the code in an address and keeps where it went", () => {
    const shown = maskedAddress("https://app.example/callback?code=secret&iss=https%3A%2F%2Flogin#x=secret");
    expect(shown).toContain("https://app.example/callback");
    expect(shown).not.toContain("secret");
  });

  it("hides a token in text that is no JSON", () => {
    expect(maskedBody(`error near ${JWT}`)).not.toContain("eyJ");
  });
});
