import { describe, expect, it } from "vitest";
import { expecting, expectNoMore, isOwn } from "../live/own";

const notice = { event_id: "e1", kind: "booking_approved" } as const;

describe("what this tab did itself", () => {
  it("is known again once, also before the answer", async () => {
    await expecting("e1", "booking_approved", () => {
      expect(isOwn({ ...notice, event_id: "e2" })).toBe(false);
      expect(isOwn(notice)).toBe(true);
      return Promise.resolve();
    });
    expect(isOwn(notice)).toBe(false);
  });

  it("is expected no more when it failed, came to nothing or takes too long", async () => {
    await expect(expecting("e1", "booking_approved", () => Promise.reject(new Error("no")))).rejects.toThrow();
    expect(isOwn(notice)).toBe(false);
    await expecting("e1", "booking_approved", () => Promise.resolve());
    expectNoMore("e1", "booking_approved");
    expect(isOwn(notice)).toBe(false);
    await expecting("e1", "booking_approved", () => Promise.resolve());
    expect(isOwn(notice, Date.now() + 61_000)).toBe(false);
  });
});
