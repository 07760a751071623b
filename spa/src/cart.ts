const KEPT = "gatehouse.cart";

/** How many of which sku. Outlives the trip to the login page, and ends with the tab. */
export class Cart {
  #lines: Readonly<Record<string, number>>;
  readonly #listeners = new Set<() => void>();
  readonly #storage: Pick<Storage, "getItem" | "setItem">;

  constructor(storage: Pick<Storage, "getItem" | "setItem">) {
    this.#storage = storage;
    this.#lines = JSON.parse(storage.getItem(KEPT) ?? "{}") as Record<string, number>;
  }

  get lines(): { sku: string; quantity: number }[] {
    return Object.entries(this.#lines).map(([sku, quantity]) => ({ sku, quantity }));
  }

  get count(): number {
    return Object.values(this.#lines).reduce((sum, quantity) => sum + quantity, 0);
  }

  /** Zero takes it out; orders-service takes at most 1000 of one. */
  set(sku: string, quantity: number): void {
    const { [sku]: _, ...others } = this.#lines;
    const wanted = Math.min(1000, Math.max(0, Math.trunc(quantity) || 0));
    this.#become(wanted === 0 ? others : { ...this.#lines, [sku]: wanted });
  }

  add(sku: string): void {
    this.set(sku, (this.#lines[sku] ?? 0) + 1);
  }

  empty(): void {
    this.#become({});
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #become(lines: Readonly<Record<string, number>>): void {
    this.#lines = lines;
    this.#storage.setItem(KEPT, JSON.stringify(lines));
    for (const listener of this.#listeners) listener();
  }
}
