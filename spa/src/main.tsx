import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { AccountApi } from "./api/account";
import { OrdersApi } from "./api/orders";
import { readAddresses } from "./addresses";
import { Cart } from "./cart";
import { Journal } from "./journal/journal";
import { Session } from "./oauth/session";
import { AccessScreen } from "./view/access";
import { CartScreen } from "./view/cart";
import { CatalogScreen } from "./view/catalog";
import { AppContext, type App } from "./view/context";
import { Frame, pathOf, type Path } from "./view/frame";
import { OrdersScreen } from "./view/orders";
import { said } from "./view/show";
import "./style.css";

const root = document.getElementById("app")!;

function Screens({ app }: { readonly app: App }) {
  const [path, setPath] = useState<Path>(pathOf(location.pathname));
  useEffect(() => {
    const back = () => setPath(pathOf(location.pathname));
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  const go = (to: Path) => {
    history.pushState(null, "", to);
    setPath(to);
  };
  return (
    <AppContext.Provider value={app}>
      <Frame path={path} go={go}>
        {screen(path, go)}
      </Frame>
    </AppContext.Provider>
  );
}

function screen(path: Path, go: (path: Path) => void) {
  switch (path) {
    case "/":
      return <CatalogScreen />;
    case "/cart":
      return <CartScreen go={go} />;
    case "/orders":
      return <OrdersScreen />;
    case "/access":
      return <AccessScreen />;
  }
}

async function start(): Promise<void> {
  const addresses = await readAddresses();
  const journal = new Journal();
  const opened = await Session.open(addresses.keycloak, journal);
  // On its way to the realm: what comes back starts again.
  if (!opened) return;
  const { session, returnTo } = opened;
  history.replaceState(null, "", pathOf(new URL(returnTo, location.origin).pathname));
  const app: App = {
    session,
    orders: new OrdersApi(addresses.orders, session.fetchFor("orders"), journal.fetch),
    account: new AccountApi(addresses.keycloak, session.fetchFor("account")),
    cart: new Cart(sessionStorage),
    journal,
  };
  render(<Screens app={app} />, root);
}

start().catch((problem: unknown) => {
  const line = document.createElement("p");
  line.className = "notice bad";
  line.setAttribute("role", "alert");
  line.textContent = `This page cannot start: ${said(problem)}`;
  root.replaceChildren(line);
});
