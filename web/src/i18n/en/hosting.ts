/** One's own events, in English. */
export const hosting = {
  hosting: {
    title: "My events",
    host: "I host",
    moderator: "I moderate",
    empty: "No events here",
    empty_hint: "Choose a film and announce an event.",
    plan: "Plan an event",
    requests_one: "{{count}} waits for an answer",
    requests_other: "{{count}} wait for an answer",
  },
};
