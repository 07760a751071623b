import { refusedBy } from "./problem";

/** One login, on any device. */
export interface Login {
  readonly id: string;
  readonly ipAddress: string;
  readonly started: number;
  readonly lastAccess: number;
  readonly browser: string;
  readonly current?: boolean;
  readonly clients?: readonly { readonly clientId: string; readonly clientName: string }[];
}

interface Device {
  readonly sessions?: readonly Login[];
}

/** An app that the person has let in. */
export interface ConnectedApp {
  readonly clientId: string;
  readonly clientName: string;
  readonly consent?: {
    readonly createdDate?: number;
    readonly grantedScopes: readonly { readonly id: string; readonly name: string; readonly displayText?: string }[];
  };
}

/** At the same addresses Keycloak has its account pages: whoever takes anything is answered 405. */
const JSON_ALONE = { accept: "application/json" };

/** Keycloak's account API, in the person's own name. */
export class AccountApi {
  readonly #base: string;
  readonly #fetch: (request: Request) => Promise<Response>;

  constructor(keycloak: string, fetchAsPerson: (request: Request) => Promise<Response>) {
    this.#base = `${keycloak}/realms/gatehouse/account`;
    this.#fetch = fetchAsPerson;
  }

  async logins(): Promise<Login[]> {
    const devices = (await this.#read("/sessions/devices")) as Device[];
    return devices
      .flatMap((device) => device.sessions ?? [])
      .sort((a, b) => Number(b.current ?? false) - Number(a.current ?? false) || b.lastAccess - a.lastAccess);
  }

  endLogin(id: string): Promise<void> {
    return this.#remove(`/sessions/${encodeURIComponent(id)}`);
  }

  /** Every login, this one too. */
  endAll(): Promise<void> {
    return this.#remove("/sessions?current=true");
  }

  async apps(): Promise<ConnectedApp[]> {
    const apps = (await this.#read("/applications")) as ConnectedApp[];
    return apps.filter((app) => app.consent !== undefined && app.consent !== null);
  }

  disconnect(clientId: string): Promise<void> {
    return this.#remove(`/applications/${encodeURIComponent(clientId)}/consent`);
  }

  async #read(path: string): Promise<unknown> {
    const answer = await this.#fetch(new Request(this.#base + path, { headers: JSON_ALONE }));
    if (!answer.ok) throw refusedBy(answer, undefined);
    return answer.json();
  }

  async #remove(path: string): Promise<void> {
    const answer = await this.#fetch(new Request(this.#base + path, { method: "DELETE", headers: JSON_ALONE }));
    if (!answer.ok) throw refusedBy(answer, undefined);
  }
}
