import { useRef, useState } from "preact/hooks";
import { useApp, useChanges, useSignedIn } from "./context";
import { useCatalog } from "./catalog";
import type { Path } from "./frame";
import { money, said } from "./show";

export function CartScreen({ go }: { readonly go: (path: Path) => void }) {
  const { cart, orders, session } = useApp();
  useChanges(cart);
  const signedIn = useSignedIn();
  const { items } = useCatalog();
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  // One for each wish: pressing again after a lost answer places no second order.
  const wish = useRef({ lines: "", key: "" });
  const lines = cart.lines;
  if (lines.length === 0) {
    return (
      <>
        <h1>Cart</h1>
        <section class="empty">
          <h2>Nothing in it yet</h2>
          <p>Put something in from the catalog. Prices are the catalog's when you order.</p>
          <button type="button" onClick={() => go("/")}>
            To the catalog
          </button>
        </section>
      </>
    );
  }
  const itemOf = (sku: string) => items?.find((item) => item.sku === sku);
  const total = lines.reduce(
    (sum, line) => sum + (itemOf(line.sku)?.price?.amount ?? 0) * line.quantity,
    0,
  );
  const currency = items?.[0]?.price?.currency ?? "EUR";
  const place = async () => {
    const wanted = JSON.stringify(lines);
    if (wish.current.lines !== wanted) wish.current = { lines: wanted, key: crypto.randomUUID() };
    setBusy(true);
    setProblem("");
    try {
      await orders.place(lines, wish.current.key);
      cart.empty();
      go("/orders");
    } catch (why) {
      setProblem(said(why));
      setBusy(false);
    }
  };
  return (
    <>
      <h1>Cart</h1>
      {problem && (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      )}
      <section class="panel">
        <ul class="lines">
          {lines.map((line) => {
            const name = itemOf(line.sku)?.name ?? line.sku;
            return (
              <li key={line.sku}>
                <span class="what">
                  <strong>{name}</strong>
                  <span class="dim">{money(itemOf(line.sku)?.price)} each</span>
                </span>
                <label>
                  <span class="unseen">Quantity of {name}</span>
                  <input
                    type="number"
                    min={1}
                    max={1000}
                    value={line.quantity}
                    onChange={(event) => cart.set(line.sku, Number(event.currentTarget.value))}
                  />
                </label>
                <button class="quiet" type="button" onClick={() => cart.set(line.sku, 0)}>
                  Remove<span class="unseen"> {name}</span>
                </button>
              </li>
            );
          })}
        </ul>
        <p class="total">
          Together <strong class="figure">{money({ amount: total, currency })}</strong>
        </p>
        <div class="actions">
          {signedIn ? (
            <button class="primary" type="button" disabled={busy} onClick={() => void place()}>
              Place the order
            </button>
          ) : (
            <button class="primary" type="button" onClick={() => void session.signIn("/cart")}>
              Sign in to order
            </button>
          )}
        </div>
      </section>
    </>
  );
}
