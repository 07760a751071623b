import { describe, expect, it } from "vitest";
import { Cart } from "../src/cart";

function storage() {
  const kept = new Map<string, string>();
  return { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => void kept.set(name, value) };
}

describe("the cart", () => {
  it("outlives the trip to the login page", () => {
    const kept = storage();
    new Cart(kept).add("GATE-OAK");
    expect(new Cart(kept).lines).toEqual([{ sku: "GATE-OAK", quantity: 1 }]);
  });

  it("holds no more of one than can be ordered, and nothing that is no number", () => {
    const cart = new Cart(storage());
    cart.set("A", 5000);
    cart.set("B", Number.NaN);
    cart.set("C", -1);
    expect(cart.lines).toEqual([{ sku: "A", quantity: 1000 }]);
  });
});
