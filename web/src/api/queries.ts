/** What the page reads, by name; the cache keeps it and the live connection freshens it. */
import { infiniteQueryOptions, QueryClient, queryOptions } from "@tanstack/react-query";
import i18next from "i18next";
import { api, body, justWrote, Refusal } from "./client";
import { newest } from "../live/seats";
import { listen, myId } from "../session/store";
import type { Page, Status } from "./types";

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      // Offline is said at once, not waited for in silence.
      networkMode: "always",
      refetchOnReconnect: true,
      retry: (times, error) => times < 2 && (!(error instanceof Refusal) || error.status >= 500),
    },
    mutations: { networkMode: "always" },
  },
});

/** What is read within so many milliseconds after a frame came may be older than the frame. */
const LAG = 1_000;

// What one person has read is not for the next who signs in here.
let reader = myId();
listen(() => {
  const now = myId();
  if (now && reader && now !== reader) queries.clear();
  reader = now ?? reader;
});

/** A list that is read page by page; its pages are one flat list to who draws it. */
function pages<Item>(key: readonly unknown[], read: (cursor: string | null) => Promise<Page<Item>>) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<Item>) => last.next_cursor,
  });
}

export interface Search {
  query?: string;
  city?: string;
  from?: string;
  to?: string;
  admission?: "free" | "paid";
  visibility?: "public" | "followers" | "invite_only";
  has_seats?: boolean;
  min_host_rating?: number;
  near?: string;
  radius_km?: number;
  film_id?: string;
}

/** For a stranger only what is announced to everybody, by as much of the search as has to do with that. */
export const searchEvents = (search: Search, limit = 20) => {
  const open = !myId();
  return pages(["events", search, limit, { open }], (cursor) => {
    if (!open) return body(api.GET("/api/v1/events", { params: { query: { ...search, cursor, limit } } }));
    const { visibility: _, has_seats: _seats, min_host_rating: _rating, ...rest } = search;
    return body(api.GET("/api/v1/public/events", { params: { query: { ...rest, cursor, limit } } }));
  });
};

export const cities = (query: string) =>
  queryOptions({
    queryKey: ["cities", query],
    queryFn: () => body(api.GET("/api/v1/public/cities", { params: { query: { query } } })),
  });

/** With an `invitation`, as to one who is invited. */
export const event = (id: string, invitation?: string | null) =>
  queryOptions({
    queryKey: ["event", id],
    queryFn: async ({ client }) => {
      const since = Date.now() - (justWrote() ? 0 : LAG);
      const query = { conflicts: true, invitation };
      const read = await body(api.GET("/api/v1/events/{event_id}", { params: { path: { event_id: id }, query } }));
      return newest(client, read, since);
    },
  });

export const publicEvent = (id: string) =>
  queryOptions({
    queryKey: ["public-event", id],
    queryFn: () => body(api.GET("/api/v1/public/events/{event_id}", { params: { path: { event_id: id } } })),
  });

export const guests = (id: string, status: Status) =>
  pages(["event", id, "guests", status], (cursor) =>
    body(
      api.GET("/api/v1/events/{event_id}/bookings", {
        params: { path: { event_id: id }, query: { status, cursor, limit: 50 } },
      }),
    ),
  );

export const moderators = (id: string) =>
  queryOptions({
    queryKey: ["event", id, "moderators"],
    queryFn: () => body(api.GET("/api/v1/events/{event_id}/moderators", { params: { path: { event_id: id } } })),
  });

export const messages = (id: string) =>
  pages(["messages", id], (cursor) =>
    body(
      api.GET("/api/v1/events/{event_id}/messages", {
        params: { path: { event_id: id }, query: { cursor, limit: 30 } },
      }),
    ),
  );

export const eventReviews = (id: string) =>
  pages(["event", id, "reviews"], (cursor) =>
    body(
      api.GET("/api/v1/events/{event_id}/reviews", {
        params: { path: { event_id: id }, query: { cursor, limit: 100 } },
      }),
    ),
  );

export const films = (asked: { query?: string; shelf?: string }) => {
  const open = !myId();
  return pages(["films", asked, { open, language: i18next.language }], (cursor) => {
    const params = { query: { ...asked, cursor } };
    return body(open ? api.GET("/api/v1/public/films", { params }) : api.GET("/api/v1/films", { params }));
  });
};

export const shelves = () =>
  queryOptions({
    queryKey: ["shelves", i18next.language],
    queryFn: () => body(api.GET("/api/v1/public/shelves")),
    staleTime: 300_000,
  });

export const film = (id: string) => {
  const open = !myId();
  const params = { path: { film_id: id } };
  return queryOptions({
    queryKey: ["film", id, { open, language: i18next.language }],
    queryFn: () =>
      body(
        open ? api.GET("/api/v1/public/films/{film_id}", { params }) : api.GET("/api/v1/films/{film_id}", { params }),
      ),
    staleTime: 3_600_000,
  });
};

/** Those whom one follows and who wish to see it, too. */
export const wishers = (id: string) =>
  pages(["wishers", id], (cursor) =>
    body(
      api.GET("/api/v1/films/{film_id}/wishes", { params: { path: { film_id: id }, query: { cursor, limit: 20 } } }),
    ),
  );

export const ownWishes = pages(["wishes"], (cursor) =>
  body(api.GET("/api/v1/me/wishes", { params: { query: { cursor, limit: 50 } } })),
);

export const ownSearches = queryOptions({
  queryKey: ["searches"],
  queryFn: () => body(api.GET("/api/v1/me/searches")),
});

export const ownBookings = (when: "upcoming" | "past", status?: Status) =>
  pages(["bookings", when, status], (cursor) =>
    body(api.GET("/api/v1/me/bookings", { params: { query: { when, status, cursor } } })),
  );

export const ownEvents = (role: "host" | "moderator", when: "upcoming" | "past") =>
  pages(["hosting", role, when], (cursor) =>
    body(api.GET("/api/v1/me/events", { params: { query: { role, when, cursor } } })),
  );

export const inbox = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ["notices", { unread }],
    queryFn: ({ pageParam }) =>
      body(api.GET("/api/v1/me/notices", { params: { query: { unread: unread || undefined, cursor: pageParam } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const unreadCount = queryOptions({
  queryKey: ["notices", "count"],
  queryFn: async () =>
    (await body(api.GET("/api/v1/me/notices", { params: { query: { unread: true, limit: 1 } } }))).unread_count,
});

export const me = queryOptions({ queryKey: ["me"], queryFn: () => body(api.GET("/api/v1/me")), staleTime: 300_000 });

export const person = (id: string) =>
  queryOptions({
    queryKey: ["person", id],
    queryFn: () => body(api.GET("/api/v1/users/{user_id}", { params: { path: { user_id: id } } })),
  });

export const personEvents = (id: string, when: "upcoming" | "past") =>
  pages(["person", id, "events", when], (cursor) =>
    body(
      api.GET("/api/v1/users/{user_id}/events", {
        params: { path: { user_id: id }, query: { when, cursor, limit: 10 } },
      }),
    ),
  );

export const personReviews = (id: string, as: "host" | "guest") =>
  pages(["person", id, "reviews", as], (cursor) =>
    body(
      api.GET("/api/v1/users/{user_id}/reviews", {
        params: { path: { user_id: id }, query: { as, cursor, limit: 10 } },
      }),
    ),
  );

export const followers = (id: string) =>
  pages(["person", id, "followers"], (cursor) =>
    body(
      api.GET("/api/v1/users/{user_id}/followers", { params: { path: { user_id: id }, query: { cursor, limit: 50 } } }),
    ),
  );

export const following = pages(["following"], (cursor) =>
  body(api.GET("/api/v1/me/following", { params: { query: { cursor, limit: 100 } } })),
);
export const blocked = pages(["blocked"], (cursor) =>
  body(api.GET("/api/v1/me/blocked", { params: { query: { cursor, limit: 100 } } })),
);
export const noticeSettings = queryOptions({
  queryKey: ["notice-settings"],
  queryFn: () => body(api.GET("/api/v1/me/notice-settings")),
});
export const reminders = pages(["reminders"], (cursor) =>
  body(api.GET("/api/v1/me/reminders", { params: { query: { cursor } } })),
);

export const schedule = (from: string, to: string) =>
  queryOptions({
    queryKey: ["schedule", from, to],
    queryFn: () => body(api.GET("/api/v1/me/schedule", { params: { query: { from, to } } })),
  });

export const filmWishes = (id: string) =>
  queryOptions({
    queryKey: ["film", id, "wishes"],
    queryFn: () => body(api.GET("/api/v1/films/{film_id}/wishes", { params: { path: { film_id: id } } })),
  });

/** Events at the last three places where one showed films, the last announced first: ids are in order of time. */
export const knownPlaces = queryOptions({
  queryKey: ["hosting", "places"],
  queryFn: async () => {
    const lists = await Promise.all(
      (["upcoming", "past"] as const).map((when) =>
        body(api.GET("/api/v1/me/events", { params: { query: { role: "host", when } } })),
      ),
    );
    const newest = lists.flatMap(({ items }) => items).sort((one, other) => other.id.localeCompare(one.id));
    const places = newest.map(({ place }) => JSON.stringify(place));
    const last = newest.filter((_, at) => places.indexOf(places[at] ?? "") === at).slice(0, 3);
    return Promise.all(
      last.map(({ id }) => body(api.GET("/api/v1/events/{event_id}", { params: { path: { event_id: id } } }))),
    );
  },
});

export const proposal = (id: string) =>
  queryOptions({
    queryKey: ["proposal", id],
    queryFn: () => body(api.GET("/api/v1/proposals/{proposal_id}", { params: { path: { proposal_id: id } } })),
  });

export const ownProposals = (role: "host" | "voter") =>
  pages(["proposals", role], (cursor) =>
    body(api.GET("/api/v1/me/proposals", { params: { query: { role, cursor } } })),
  );

export const programme = (id: string) =>
  queryOptions({
    queryKey: ["programme", id],
    queryFn: () => body(api.GET("/api/v1/programmes/{programme_id}", { params: { path: { programme_id: id } } })),
  });

/** Without their addresses, which are told only when they are made. */
export const inviteLinks = (id: string) =>
  pages(["event", id, "links"], (cursor) =>
    body(api.GET("/api/v1/events/{event_id}/invite-links", { params: { path: { event_id: id }, query: { cursor } } })),
  );

export const door = (id: string) =>
  pages(["event", id, "door"], (cursor) =>
    body(
      api.GET("/api/v1/events/{event_id}/door", { params: { path: { event_id: id }, query: { cursor, limit: 100 } } }),
    ),
  );

/** What waits for operators, or was resolved. */
export const cases = (status: "open" | "resolved") =>
  pages(["cases", status], (cursor) =>
    body(api.GET("/api/v1/operator/reports", { params: { query: { status, cursor } } })),
  );
