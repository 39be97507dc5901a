/** One's own bookings, in English. */
export const bookings = {
  bookings: {
    title: "My bookings",
    upcoming: "Upcoming",
    past: "Past",
    empty: "No bookings yet",
    empty_hint: "Find an event and ask for a seat.",
    empty_past: "No past bookings",
    all: "Any status",
  },
};
