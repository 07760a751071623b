import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { AccountApi } from "../api/account";
import type { OrdersApi } from "../api/orders";
import type { Cart } from "../cart";
import type { Journal } from "../journal/journal";
import type { Session } from "../oauth/session";

/** What every screen may use. */
export interface App {
  readonly session: Session;
  readonly orders: OrdersApi;
  readonly account: AccountApi;
  readonly cart: Cart;
  readonly journal: Journal;
}

export const AppContext = createContext<App | undefined>(undefined);

export function useApp(): App {
  return useContext(AppContext)!;
}

/** Draws again when this changes. */
export function useChanges(source: { onChange(listener: () => void): () => void }): void {
  const [, turn] = useState(0);
  useEffect(() => source.onChange(() => turn((n) => n + 1)), [source]);
}

export function useSignedIn() {
  const { session } = useApp();
  useChanges(session);
  return session.state.kind === "signed-in" ? session.state : undefined;
}
