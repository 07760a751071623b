import { useEffect, useState } from "preact/hooks";
import type { OrdersApi } from "../api/orders";
import { useApp, useChanges } from "./context";
import { money, said } from "./show";

type Item = Awaited<ReturnType<OrdersApi["catalog"]>>[number];

/** What there is; anybody may see it. Read once for the catalog and the cart. */
export function useCatalog(): { items: readonly Item[] | undefined; problem: string } {
  const { orders } = useApp();
  const [items, setItems] = useState<readonly Item[]>();
  const [problem, setProblem] = useState("");
  useEffect(() => {
    orders.catalog().then(setItems, (why: unknown) => setProblem(said(why)));
  }, [orders]);
  return { items, problem };
}

export function CatalogScreen() {
  const { cart } = useApp();
  useChanges(cart);
  const { items, problem } = useCatalog();
  const [added, setAdded] = useState("");
  return (
    <>
      <div class="head">
        <h1>Catalog</h1>
      </div>
      {problem && (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      )}
      <p class="unseen" role="status">
        {added}
      </p>
      <ul class="goods">
        {items?.map((item) => {
          const inCart = cart.lines.find((line) => line.sku === item.sku)?.quantity;
          return (
            <li class="card" key={item.sku}>
              <h2>{item.name}</h2>
              <p>
                <code>{item.sku}</code>
              </p>
              <p class="figure">{money(item.price)}</p>
              <button
                type="button"
                onClick={() => {
                  cart.add(item.sku!);
                  setAdded(`${item.name} is in the cart.`);
                }}
              >
                Add to cart{inCart ? ` (${inCart})` : ""}
                <span class="unseen">: {item.name}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
