// What any OAuth client does: finds the server by its metadata (RFC 8414), exchanges a key
// (RFC 8693), asks about key and token (RFC 7662), takes both back (RFC 7009). Prints what it found.
import * as oauth from "oauth4webapi";

const { ISSUER, TOKEN, KEY } = process.env;
const plainHttp = { [oauth.allowInsecureRequests]: true };
const issuer = new URL(ISSUER);
const server = await oauth.processDiscoveryResponse(
  issuer,
  await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...plainHttp }),
);
const client = { client_id: "orders-service" };
const byOwnToken = (_server, _client, _body, headers) =>
  headers.set("authorization", `Bearer ${TOKEN}`);

const introspect = async (credential) =>
  oauth.processIntrospectionResponse(
    server,
    client,
    await oauth.introspectionRequest(server, client, byOwnToken, credential, plainHttp),
  );
const revoke = async (credential) =>
  oauth.processRevocationResponse(
    await oauth.revocationRequest(server, client, byOwnToken, credential, plainHttp),
  );

const exchanged = await oauth.processGenericTokenEndpointResponse(
  server,
  client,
  await oauth.genericTokenEndpointRequest(
    server,
    client,
    byOwnToken,
    "urn:ietf:params:oauth:grant-type:token-exchange",
    {
      subject_token: KEY,
      subject_token_type: "urn:gatehouse:token-type:api-key",
      audience: "orders-service",
    },
    plainHttp,
  ),
);
const found = {
  key: await introspect(KEY),
  token: await introspect(exchanged.access_token),
  unknown: await introspect("unknown"),
};
await revoke(exchanged.access_token);
await revoke(KEY);
await revoke("unknown");
found.revokedKey = await introspect(KEY);
console.log(JSON.stringify(found));
