import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Session } from "../session/token";

const renew = vi.fn<(old: Session) => Promise<Session>>();
const revoke = vi.fn<(session: Session) => Promise<void>>();
vi.mock("../session/cognito", () => ({ renew: (old: Session) => renew(old) }));
vi.mock("../session/signOut", () => ({ revoke: (session: Session) => revoke(session) }));
const storage = (items: Map<string, string>) => ({
  getItem: (key: string) => items.get(key) ?? null,
  setItem: (key: string, value: string) => items.set(key, value),
  removeItem: (key: string) => items.delete(key),
});
const stored = new Map<string, string>();
const ofTab = new Map<string, string>();
const heard = new Map<string, (event: object) => void>();
vi.stubGlobal("localStorage", storage(stored));
vi.stubGlobal("sessionStorage", storage(ofTab));
vi.stubGlobal("navigator", {});
vi.stubGlobal("window", { addEventListener: heard.set.bind(heard) });

/** What the browser tells the other tabs. */
const fromAnotherTab = (session: Session | null) => {
  if (session) stored.set("seance.session", JSON.stringify(session));
  else stored.delete("seance.session");
  heard.get("storage")?.({ key: "seance.session", storageArea: localStorage });
};

const { SomebodyElse, token } = await import("../session/session");
const { end, keep, kept, myId } = await import("../session/store");
const { Refused } = await import("../session/token");
const jwt = (sub: string, signature = "signature") => `e30.${btoa(JSON.stringify({ sub }))}.${signature}`;
const session = (token: string, seconds: number, refreshToken: string | undefined = "r"): Session => ({
  token,
  expiresAt: Date.now() + seconds * 1000,
  refreshToken,
  by: "cognito",
});

describe("a session", () => {
  beforeEach(() => {
    renew.mockReset();
    revoke.mockReset().mockResolvedValue();
    keep(null);
    vi.useRealTimers();
  });

  it("is renewed before it ends, once for all who ask", async () => {
    keep(session("old", 30));
    renew.mockResolvedValue(session("new", 3600));
    expect(await Promise.all([token(), token()])).toEqual(["new", "new"]);
    expect(renew).toHaveBeenCalledTimes(1);
    expect(stored.get("seance.session")).toContain("new");
  });

  it("goes on while it lasts when it cannot be renewed", async () => {
    keep(session("old", 30));
    renew.mockRejectedValue(new Refused("refused"));
    expect(await token()).toBe("old");
  });

  it("lasts to its end where nothing renews it", async () => {
    keep({ ...session("old", 30), refreshToken: undefined });
    expect(await token()).toBe("old");
  });

  it("that the issuer refuses to renew ends: who asked goes on with the next one", async () => {
    keep(session(jwt("mine"), -1));
    renew.mockRejectedValue(new Refused("refused"));
    const asked = token();
    await vi.waitFor(() => expect(stored.get("seance.session")).toContain('"ended":true'));
    expect(stored.get("seance.session")).not.toContain("signature");
    expect(myId()).toBe("mine");
    keep(session(jwt("mine", "newer"), 3600));
    expect(await asked).toBe(jwt("mine", "newer"));
  });

  it("that ended is not gone on with by somebody else, nor without one", async () => {
    keep(session(jwt("mine"), 3600));
    end();
    const asked = token();
    keep(session(jwt("theirs"), 3600));
    await expect(asked).rejects.toThrow(SomebodyElse);
    end();
    const again = token();
    keep(null);
    expect(await again).toBeNull();
  });

  it("that ends asks in every tab where its owner was, and in no other", () => {
    keep(session(jwt("mine"), 3600));
    fromAnotherTab({ ...session(`.${jwt("mine").split(".")[1]}.`, 0), ended: true });
    expect(myId()).toBe("mine");
    keep(null);
    fromAnotherTab({ ...session(`.${jwt("mine").split(".")[1]}.`, 0), ended: true });
    expect(myId()).toBeNull();
  });

  it.each([new TypeError("Failed to fetch"), new Error("502"), new DOMException("", "TimeoutError")])(
    "is kept when the issuer gives no answer: %s",
    async (trouble) => {
      vi.useFakeTimers();
      keep(session("old", -1));
      renew.mockRejectedValue(trouble);
      await expect(token()).rejects.toThrow(trouble);
      expect(stored.get("seance.session")).toContain('"r"');
      keep(null);
      await vi.runAllTimersAsync();
    },
  );

  it("whose next refresh token was lost asks again by itself, while the one before is still taken", async () => {
    vi.useFakeTimers();
    keep(session("old", 30));
    renew.mockRejectedValueOnce(new TypeError("Failed to fetch")).mockRejectedValueOnce(new Error("502"));
    renew.mockResolvedValue(session("new", 3600, "next"));
    expect(await token()).toBe("old");
    await vi.advanceTimersByTimeAsync(15_000);
    expect(renew.mock.calls.map(([old]) => old.refreshToken)).toEqual(["r", "r", "r"]);
    expect(stored.get("seance.session")).toContain("next");
    await vi.runAllTimersAsync();
    expect(renew).toHaveBeenCalledTimes(3);
  });

  it("does not ask for ever", async () => {
    vi.useFakeTimers();
    keep(session("old", 30));
    renew.mockRejectedValue(new TypeError("Failed to fetch"));
    await token();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(renew.mock.calls.length).toBeLessThanOrEqual(13);
  });

  it("that another tab renewed first goes on with what that tab got", async () => {
    keep(session(jwt("mine"), -1));
    renew.mockImplementation(() => {
      stored.set("seance.session", JSON.stringify(session(jwt("mine", "newer"), 3600, "next")));
      return Promise.reject(new Refused("RefreshTokenReuseException"));
    });
    expect(await token()).toBe(jwt("mine", "newer"));
  });

  it("takes the refresh token that follows even where the token is the same", async () => {
    keep(session("same", 30));
    stored.set("seance.session", JSON.stringify(session("same", 3600, "next")));
    expect(await token()).toBe("same");
    expect(renew).not.toHaveBeenCalled();
    expect(kept()[0]?.refreshToken).toBe("next");
  });

  it("that was ended meanwhile is not brought back", async () => {
    keep(session("old", 30));
    renew.mockImplementation(() => {
      keep(null);
      return Promise.resolve(session("new", 3600));
    });
    expect(await token()).toBeNull();
    await vi.waitFor(() => expect(revoke).toHaveBeenCalledWith(expect.objectContaining({ token: "new" })));
  });

  it("is followed by a page that Back brings as it was", () => {
    keep(session(jwt("mine"), 3600));
    stored.clear();
    heard.get("pageshow")?.({ persisted: true });
    expect(myId()).toBeNull();
  });

  it("is every tab's: what one tab does, the others follow", async () => {
    fromAnotherTab(session("theirs", 3600));
    expect(await token()).toBe("theirs");
    fromAnotherTab(null);
    expect(await token()).toBeNull();
  });

  it("renewed by another tab is not renewed again", async () => {
    keep(session("old", 30));
    stored.set("seance.session", JSON.stringify(session("newer", 3600)));
    expect(await token()).toBe("newer");
    expect(renew).not.toHaveBeenCalled();
  });

  it("on somebody else's device goes with the tab, also when it was renewed", async () => {
    keep(session("old", 30), true);
    renew.mockResolvedValue(session("new", 3600));
    expect(await token()).toBe("new");
    expect(stored.size).toBe(0);
    expect(ofTab.get("seance.session")).toContain("new");
  });

  it("that ends here ends in every tab", () => {
    keep(session("mine", 3600));
    keep(null);
    expect(stored.size + ofTab.size).toBe(0);
  });
});
