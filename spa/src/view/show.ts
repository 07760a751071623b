/** Money in minor units, as people of this browser's language write it. */
export function money(price: { amount?: number; currency?: string } | undefined): string {
  if (price?.amount === undefined || !price.currency) return "";
  const format = new Intl.NumberFormat(undefined, { style: "currency", currency: price.currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(price.amount / 10 ** digits);
}

export function time(millis: number): string {
  return new Date(millis).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

/** "4:05" for what is left; "ended" when nothing is. */
export function left(millis: number): string {
  if (millis <= 0) return "ended";
  const seconds = Math.floor(millis / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function said(problem: unknown): string {
  return problem instanceof TypeError
    ? "No answer: the server cannot be reached."
    : problem instanceof Error
      ? problem.message
      : String(problem);
}
