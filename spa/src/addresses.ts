/** Where the others are: told by whoever serves this app, so that one build runs anywhere. */
export interface Addresses {
  readonly keycloak: string;
  readonly orders: string;
}

export async function readAddresses(): Promise<Addresses> {
  const answer = await fetch("/config.json", { cache: "no-store" });
  if (!answer.ok) throw new Error(`config.json: ${answer.status}`);
  return (await answer.json()) as Addresses;
}
