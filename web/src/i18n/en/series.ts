/** A programme while it is planned, in English. */
export const series = {
  series: {
    ask: "Several evenings",
    evenings: "Evenings",
    title: "Title of the programme",
    title_example: "Tarkovsky on Thursdays",
    count: "How many evenings",
    weekly: "Every week: {{when}}",
    weekly_unsaid: "Every week",
    evening: "{{number}}. {{time}}",
    film: "Film",
    add: "Add an evening",
    two_at_least: "A programme has at least two evenings.",
    refused: "Not possible: {{why}}",
    announce: "Announce the programme",
    announced: "The programme is announced",
  },
};
