import { QueryClient, type InfiniteData } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { Message, Page } from "../api/types";
import { take } from "../live/frames";
import { patience, place } from "../live/order";
import { drawn, wrap } from "../ui/poster";

describe("changes of a chat", () => {
  it("are applied in order, once, and asked for again after a gap", () => {
    expect(place(undefined, 7)).toBe("apply");
    expect(place(6, 7)).toBe("apply");
    expect(place(7, 7)).toBe("pass");
    expect(place(7, 3)).toBe("pass");
    expect(place(7, 9)).toBe("gap");
  });

  it("wait longer between attempts, up to half a minute and some", () => {
    expect(patience(0, 0.5)).toBe(1000);
    expect(patience(3, 0.5)).toBe(8000);
    expect(patience(30, 1)).toBe(37_500);
  });
});

describe("frames", () => {
  const message = (id: string, text: string) => ({ id, event_id: "e", text }) as Message;
  const told = (cache: QueryClient) =>
    cache
      .getQueryData<InfiniteData<Page<Message>>>(["messages", "e"])
      ?.pages.map((page) => page.items.map((each) => each.text));

  it("put a message on top once, change it and take it back", () => {
    const cache = new QueryClient();
    cache.setQueryData(["messages", "e"], {
      pages: [
        { items: [message("2", "b")], next_cursor: "c" },
        { items: [message("1", "a")], next_cursor: null },
      ],
      pageParams: [null, "c"],
    });
    take(cache, { type: "message", event_id: "e", id: 3, message: message("3", "c") });
    take(cache, { type: "message", event_id: "e", id: 3, message: message("3", "c") });
    expect(told(cache)).toEqual([["c", "b"], ["a"]]);
    take(cache, { type: "message_edited", event_id: "e", id: 4, message: message("1", "A") });
    take(cache, { type: "message_deleted", event_id: "e", id: 5, message_id: "2" });
    expect(told(cache)).toEqual([["c"], ["A"]]);
  });

  it("bring the seats into the event that is shown", () => {
    const cache = new QueryClient();
    cache.setQueryData(["event", "e"], { id: "e", title: "T", seats_left: 3 });
    take(cache, { type: "seats", event_id: "e", capacity: 4, seats_taken: 4, seats_left: 0, waitlist_length: 1 });
    expect(cache.getQueryData(["event", "e"])).toMatchObject({ title: "T", seats_left: 0, waitlist_length: 1 });
  });
});

describe("a drawn poster", () => {
  it("breaks a title into lines that fit, and says when there is more", () => {
    expect(wrap("Подозрительные лица", 10)).toEqual(["Подозрите…", "лица"]);
    expect(wrap("a b c d e f g h i", 1)).toHaveLength(7);
    expect(wrap("a b c d e f g h i", 1).at(-1)).toBe("g…");
  });

  it("gives broader letters their room", () => {
    expect(wrap("千と千尋の神隠し", 12)).toEqual(["千と千尋の神隠し"]);
    expect(wrap("千と千尋の神隠し", 9)).toEqual(["千と千尋の…"]);
  });

  it("has the colour of its first known genre", () => {
    expect(drawn("Alien", ["new", "horror"]).dark).toBe("hsl(0 45% 22%)");
    expect(drawn("Untitled", []).dark).toBe("hsl(345 45% 22%)");
  });
});
