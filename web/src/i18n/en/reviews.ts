/** Reviews, in English. */
export const reviews = {
  reviews: {
    delete: "Delete review",
    sure_delete: "Your review and its words are gone for good.",
    hidden: "A review is shown when both have written, or 14 days after the event.",
    empty: "No reviews yet.",
    write: "Rate {{name}}",
    text: "Your words",
    save: "Save review",
    saved: "The review is saved",
    deleted: "The review is deleted",
    only_you: "Only you see it yet. {{name}} will see it after writing, too, or 14 days after the event.",
    stars: "{{rating}} of 5",
    about: "about {{name}}",
  },
};
