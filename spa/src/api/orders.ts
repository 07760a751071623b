import createClient from "openapi-fetch";
import type { components, paths } from "./orders.schema";
import { refusedBy } from "./problem";

export type CatalogItem = Required<components["schemas"]["CatalogItem"]>;
export type Order = components["schemas"]["Order"];
export type Act = "pay" | "cancel";

type Fetch = (request: Request) => Promise<Response>;

/** orders-service, by the types of its own OpenAPI document: a call that it does not know does not compile. */
export class OrdersApi {
  readonly #client;
  readonly #open;

  constructor(
    readonly address: string,
    readonly fetchAsPerson: Fetch,
    fetchAsNobody: Fetch,
  ) {
    this.#client = createClient<paths>({ baseUrl: address, fetch: fetchAsPerson });
    this.#open = createClient<paths>({ baseUrl: address, fetch: fetchAsNobody });
  }

  async catalog() {
    const { data, error, response } = await this.#open.GET("/v1/catalog");
    if (!data) throw refusedBy(response, error);
    return data.items ?? [];
  }

  async list(signal?: AbortSignal) {
    const { data, error, response } = await this.#client.GET("/v1/orders", {
      params: { query: { limit: 50 } },
      ...(signal ? { signal } : {}),
    });
    if (!data) throw refusedBy(response, error);
    return data.items ?? [];
  }

  /** `key` makes a second try of the same order the same order. */
  async place(lines: { sku: string; quantity: number }[], key: string) {
    const { data, error, response } = await this.#client.POST("/v1/orders", {
      params: { header: { "Idempotency-Key": key } },
      body: { lines },
    });
    if (!data) throw refusedBy(response, error);
    return data;
  }

  async change(order: Order, act: Act) {
    // The version that the person saw: what changed meanwhile is not changed blindly.
    const params = {
      path: { id: order.id! },
      header: { "If-Match": [`"${order.version}"`] },
    };
    const { data, error, response } =
      act === "pay"
        ? await this.#client.POST("/v1/orders/{id}/pay", { params })
        : await this.#client.POST("/v1/orders/{id}/cancel", { params });
    if (!data) throw refusedBy(response, error);
    return data;
  }
}
