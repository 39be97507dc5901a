/** Films, in English. */
export const films = {
  films: {
    title: "Which film?",
    query: "Film's title",
    empty: "No film found",
    empty_hint: "Try the original title, or fewer words.",
    plan: "Plan an event",
    showings: "Upcoming showings",
    no_showings: "Nobody shows it yet. Be the first!",
    rating: "Rating {{rating}}",
  },
};
