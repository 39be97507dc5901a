/** The open door and saved searches, in English. */
export const door = {
  door: {
    title: "Good films are better in company",
    lead: "People nearby show films at home, in cinemas and under the sky. Choose an evening and ask for a seat.",
    host_link: "Or host one yourself.",
    near: "What's on",
    host_title: "Host your own",
    host_lead: "Choose a film, say where and when and how many may come. You decide who sits beside you.",
    host_action: "Choose a film",
  },
  searches: {
    title: "Tell me of new ones",
    lead: "We tell you of new events that a saved search finds, each once.",
    save: "Save “{{name}}”",
    saved: "Saved. You will be told of new ones.",
    choose_first: "Choose a city, a film or something else first; then the search can be saved.",
    kept: "Saved searches",
    unnamed: "Saved search",
    remove: "Remove “{{name}}”",
  },
};
