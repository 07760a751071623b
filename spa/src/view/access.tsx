import { useEffect, useState } from "preact/hooks";
import type { ConnectedApp, Login } from "../api/account";
import { hint } from "../oauth/hint";
import { useApp, useSignedIn } from "./context";
import { SignInFirst } from "./frame";
import { left, said, time } from "./show";

export function AccessScreen() {
  const signedIn = useSignedIn();
  return (
    <>
      <h1>My access</h1>
      {signedIn ? (
        <>
          <TokenPanel />
          <LoginsPanel />
          <AppsPanel />
        </>
      ) : (
        <SignInFirst why="Then you see what you let in, and can turn it away." path="/access" />
      )}
      <BindingPanel />
    </>
  );
}

const TOLD = ["sub", "sid", "azp", "aud", "scope", "iss", "jti", "cnf"] as const;

/** What the token for orders-service says. The token itself is never shown. */
function TokenPanel() {
  const { session, orders } = useApp();
  const [claims, setClaims] = useState<Readonly<Record<string, unknown>>>({});
  const [now, setNow] = useState(Date.now());
  const [answer, setAnswer] = useState<{ tone: string; text: string }>();
  useEffect(() => {
    const read = () => void session.claims("orders").then(setClaims, () => undefined);
    read();
    const timer = setInterval(() => {
      setNow(Date.now());
      read();
    }, 1000);
    return () => clearInterval(timer);
  }, [session]);
  const call = async () => {
    try {
      const list = await orders.list();
      setAnswer({ tone: "good", text: `Let in: orders-service showed ${list.length} orders.` });
    } catch (why) {
      setAnswer({ tone: "bad", text: `Refused: ${said(why)}` });
    }
  };
  const ends = session.expiresAt("orders");
  const roles = (claims["realm_access"] as { roles?: string[] } | undefined)?.roles ?? [];
  return (
    <section class="panel" aria-labelledby="token">
      <div class="head">
        <h2 id="token">What your token says</h2>
        {ends && (
          <span class="state good">
            <span class="unseen">Time left: </span>
            {left(ends - now)} left, then renewed
          </span>
        )}
      </div>
      <dl class="facts">
        {TOLD.filter((name) => claims[name] !== undefined).map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{shown(claims[name])}</code>
            </dd>
          </div>
        ))}
        <div>
          <dt>roles</dt>
          <dd>
            <code>{roles.join(" ") || "none"}</code>
          </dd>
        </div>
      </dl>
      <div class="actions">
        <button type="button" onClick={() => void call()}>
          Call orders-service now
        </button>
      </div>
      {answer && (
        <p class={`notice ${answer.tone}`} role="status">
          {answer.text}
        </p>
      )}
    </section>
  );
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function LoginsPanel() {
  const { account, session } = useApp();
  const [logins, setLogins] = useState<readonly Login[]>();
  const [problem, setProblem] = useState("");
  const read = () =>
    account.logins().then(setLogins, (why: unknown) => setProblem(said(why)));
  useEffect(() => void read(), [account]);
  const end = async (login: Login) => {
    try {
      await account.endLogin(login.id);
      await read();
    } catch (why) {
      setProblem(said(why));
    }
  };
  const endAll = async () => {
    try {
      await account.endAll();
      session.signOut();
    } catch (why) {
      setProblem(said(why));
    }
  };
  return (
    <section class="panel" aria-labelledby="logins">
      <div class="head">
        <h2 id="logins">Where you are signed in</h2>
        <button class="danger" type="button" onClick={() => void endAll()}>
          Sign out everywhere
        </button>
      </div>
      {problem && (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      )}
      <ul class="rows">
        {logins?.map((login) => (
          <li key={login.id}>
            <span class="what">
              <strong>
                {login.browser} {login.current && <span class="tag">this one</span>}
              </strong>
              <span class="dim">
                {login.ipAddress} · since {time(login.started * 1000)}
                {login.clients?.length
                  ? ` · ${login.clients.map((client) => client.clientName || client.clientId).join(", ")}`
                  : ""}
              </span>
            </span>
            {login.current ? (
              <button class="quiet" type="button" onClick={() => session.signOut()}>
                Sign out here
              </button>
            ) : (
              <button class="quiet" type="button" onClick={() => void end(login)}>
                End<span class="unseen"> the sign-in of {time(login.started * 1000)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function AppsPanel() {
  const { account } = useApp();
  const [apps, setApps] = useState<readonly ConnectedApp[]>();
  const [problem, setProblem] = useState("");
  const read = () => account.apps().then(setApps, (why: unknown) => setProblem(said(why)));
  useEffect(() => void read(), [account]);
  const disconnect = async (app: ConnectedApp) => {
    try {
      await account.disconnect(app.clientId);
      await read();
    } catch (why) {
      setProblem(said(why));
    }
  };
  return (
    <section class="panel" aria-labelledby="apps">
      <h2 id="apps">Apps that you connected</h2>
      {problem && (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      )}
      {apps?.length === 0 && <p class="dim">None. An app asks you first, and appears here once you agree.</p>}
      <ul class="rows">
        {apps?.map((app) => (
          <li key={app.clientId}>
            <span class="what">
              <strong>{app.clientName || app.clientId}</strong>
              <span class="dim">
                {app.consent?.grantedScopes.map((scope) => scope.displayText ?? scope.name).join(" · ")}
              </span>
            </span>
            <button class="danger" type="button" onClick={() => void disconnect(app)}>
              Disconnect<span class="unseen"> {app.clientName || app.clientId}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** DPoP, on or off: another client, so it begins with the next sign-in. */
function BindingPanel() {
  const { session } = useApp();
  const [on, setOn] = useState(hint.wantsDpop());
  const state = session.state;
  return (
    <section class="panel" aria-labelledby="binding">
      <h2 id="binding">Tokens bound to this browser</h2>
      <label class="check">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            hint.chooseDpop(event.currentTarget.checked);
            setOn(event.currentTarget.checked);
            // Another client, so another sign-in: silent where there is a login already.
            location.assign(state.kind === "signed-in" ? "/access" : "/access?");
          }}
        />
        <span>
          Bind my tokens to a key that cannot leave this page (DPoP, RFC 9449). Whoever steals such a token
          cannot use it.
        </span>
      </label>
      {state.kind === "signed-in" && (
        <p class="dim">
          {state.dpop ? "Your tokens are bound to a key of this page." : "Your tokens are bearer tokens."}
        </p>
      )}
    </section>
  );
}
