import { useEffect, useState } from "preact/hooks";
import { follow, type Liveness } from "../api/live";
import type { Act, Order } from "../api/orders";
import { useApp, useSignedIn } from "./context";
import { SignInFirst } from "./frame";
import { money, said, time } from "./show";

const LIVE: Record<Liveness, readonly [string, string]> = {
  live: ["good", "Live"],
  asking: ["good", "Asking every 2 s"],
  "catching-up": ["warn", "Catching up"],
};
const STATES: Record<string, string> = { placed: "warn", paid: "good", shipped: "good", cancelled: "bad" };

export function OrdersScreen() {
  const signedIn = useSignedIn();
  return (
    <>
      {signedIn ? (
        <LiveOrders />
      ) : (
        <>
          <h1>My orders</h1>
          <SignInFirst why="Your orders are shown to you alone." path="/orders" />
        </>
      )}
    </>
  );
}

function LiveOrders() {
  const { orders, session } = useApp();
  const [list, setList] = useState<readonly Order[]>();
  const [liveness, setLiveness] = useState<Liveness>("catching-up");
  const [problem, setProblem] = useState("");
  const [reads, read] = useState(0);
  useEffect(() => {
    const end = new AbortController();
    void follow(
      orders.address,
      orders.fetchAsPerson,
      {
        changed: () => read((n) => n + 1),
        revoked: () => session.ended(),
        liveness: setLiveness,
      },
      end.signal,
    );
    return () => end.abort();
  }, [orders, session]);
  useEffect(() => {
    if (reads === 0) return;
    const end = new AbortController();
    orders.list(end.signal).then(
      (now) => {
        setList(now);
        setProblem("");
      },
      (why: unknown) => end.signal.aborted || setProblem(said(why)),
    );
    return () => end.abort();
  }, [orders, reads]);
  const change = async (order: Order, act: Act) => {
    try {
      await orders.change(order, act);
    } catch (why) {
      setProblem(said(why));
    }
    read((n) => n + 1);
  };
  const [tone, words] = LIVE[liveness];
  return (
    <>
      <div class="head">
        <h1>My orders</h1>
        <span class={`state ${tone}`} role="status">
          {words}
        </span>
      </div>
      {problem && (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      )}
      {list?.length === 0 && (
        <section class="empty">
          <h2>No orders yet</h2>
          <p>What you order appears here at once, wherever you ordered it.</p>
        </section>
      )}
      <ul class="orders">
        {list?.map((order) => (
          <OneOrder key={order.id} order={order} change={change} />
        ))}
      </ul>
    </>
  );
}

interface OneProps {
  readonly order: Order;
  readonly change: (order: Order, act: Act) => Promise<void>;
}

function OneOrder({ order, change }: OneProps) {
  const status = order.status ?? "placed";
  return (
    <li class="panel">
      <div class="head">
        <h2>{money(order.total)}</h2>
        <span class={`state ${STATES[status]}`}>{status}</span>
      </div>
      <p class="dim">
        {time(Date.parse(order.createdAt ?? ""))} · <code>{order.id}</code>
      </p>
      <ul class="bought">
        {order.lines?.map((line) => (
          <li key={line.sku}>
            {line.quantity} × <code>{line.sku}</code> <span class="dim">{money(line.unitPrice)}</span>
          </li>
        ))}
      </ul>
      {(status === "placed" || status === "paid") && (
        <div class="actions">
          {status === "placed" && (
            <button type="button" onClick={() => void change(order, "pay")}>
              Pay<span class="unseen"> order {order.id}</span>
            </button>
          )}
          <button class="quiet" type="button" onClick={() => void change(order, "cancel")}>
            Cancel<span class="unseen"> order {order.id}</span>
          </button>
        </div>
      )}
    </li>
  );
}
