/** Coming by an invitation link, and reporting, in English. */
export const invited = {
  invited: {
    take: "Accept the invitation",
    by_link: "You have an invitation to this event.",
    title: "You are invited",
    hint: "Sign in to see the event. Nothing happens before you say yes.",
    sign_in: "Sign in",
    confirmed: "You have a seat. See you there!",
    waitlisted: "No seat is left: you are on the waitlist",
    requested: "You asked for a seat. The host will answer.",
  },
  report: { open: "Report" },
};
