import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useApp, useChanges, useSignedIn } from "./context";
import { Drawer } from "./drawer";

export type Path = "/" | "/cart" | "/orders" | "/access";

const TITLES: Record<Path, string> = {
  "/": "Catalog",
  "/cart": "Cart",
  "/orders": "My orders",
  "/access": "My access",
};

export function pathOf(path: string): Path {
  return path in TITLES ? (path as Path) : "/";
}

interface Props {
  readonly path: Path;
  readonly go: (path: Path) => void;
  readonly children: ComponentChildren;
}

/** The bar, the menu and the drawer around a screen. */
export function Frame({ path, go, children }: Props) {
  const { session, cart } = useApp();
  useChanges(cart);
  const signedIn = useSignedIn();
  const [drawer, setDrawer] = useState(false);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    document.title = `${TITLES[path]} · Gatehouse`;
    // A reader of the screen hears the new page; the first one is read anyway.
    if (!first.current) main.current?.focus();
    first.current = false;
  }, [path]);
  const notice = session.state.kind === "signed-out" ? session.state.notice : "";
  return (
    <>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <header class="bar">
        <a class="brand" href="/" onClick={follow(() => go("/"))}>
          <img src="/mark.svg" alt="" width={28} height={28} />
          <span>Orders</span>
        </a>
        <div class="who">
          <button class="quiet" type="button" aria-expanded={drawer} onClick={() => setDrawer(!drawer)}>
            How this works
          </button>
          {signedIn ? (
            <>
              <span class="name">
                <span class="avatar" aria-hidden="true">
                  {signedIn.person.charAt(0)}
                </span>
                <span>{signedIn.person}</span>
              </span>
              <button class="quiet" type="button" onClick={() => session.signOut()}>
                Sign out
              </button>
            </>
          ) : (
            <button class="primary" type="button" onClick={() => void session.signIn(path)}>
              Sign in
            </button>
          )}
        </div>
      </header>
      <div class="desk">
        <nav class="menu" aria-label="Main">
          {(Object.keys(TITLES) as Path[]).map((to) => (
            <a
              key={to}
              href={to}
              aria-current={to === path ? "page" : undefined}
              onClick={follow(() => go(to))}
            >
              {TITLES[to]}
              {to === "/cart" && cart.count > 0 && <span class="count">{cart.count}</span>}
            </a>
          ))}
        </nav>
        <main id="main" tabIndex={-1} ref={main}>
          {notice && (
            <p class="notice warn" role="alert">
              {notice}
            </p>
          )}
          {children}
        </main>
      </div>
      {drawer && <Drawer close={() => setDrawer(false)} />}
    </>
  );
}

/** Follows a link of our own without leaving the page; a new tab stays a new tab. */
function follow(go: () => void) {
  return (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go();
  };
}

/** What a screen shows to whoever is not signed in. */
export function SignInFirst({ why, path }: { readonly why: string; readonly path: Path }) {
  const { session } = useApp();
  return (
    <section class="empty">
      <h2>Sign in first</h2>
      <p>{why}</p>
      <button class="primary" type="button" onClick={() => void session.signIn(path)}>
        Sign in
      </button>
    </section>
  );
}
