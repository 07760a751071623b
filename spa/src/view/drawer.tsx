import { useEffect, useRef } from "preact/hooks";
import type { Step } from "../journal/journal";
import { useApp, useChanges } from "./context";

/** Request and answer of each step, newest first. Secrets were masked before they came here. */
export function Drawer({ close }: { readonly close: () => void }) {
  const { journal } = useApp();
  useChanges(journal);
  const closer = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    closer.current?.focus();
    const escape = (event: KeyboardEvent) => event.key === "Escape" && close();
    document.addEventListener("keydown", escape);
    return () => {
      document.removeEventListener("keydown", escape);
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const steps = [...journal.list()].reverse();
  return (
    <aside class="drawer" aria-label="How this works">
      <div class="head">
        <h2>How this works</h2>
        <button class="quiet" type="button" ref={closer} onClick={close}>
          Close
        </button>
      </div>
      <p class="dim">
        What this page asked for and what it got, newest first. Tokens, codes and proofs are hidden.
      </p>
      {steps.length === 0 && <p class="dim">Nothing yet.</p>}
      <ol class="steps" reversed>
        {steps.map((step, index) => (
          <li key={`${step.at}/${index}`}>
            <OneStep step={step} />
          </li>
        ))}
      </ol>
    </aside>
  );
}

function OneStep({ step }: { readonly step: Step }) {
  const sent = Object.entries(step.sent);
  return (
    <details>
      <summary>
        <span class="step">{step.title}</span>
        <code>
          {step.request} → {step.status}
        </code>
      </summary>
      {sent.length > 0 && (
        <dl>
          {sent.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {step.answer && (
        <pre tabIndex={0} aria-label="Answer">
          {step.answer}
        </pre>
      )}
    </details>
  );
}
