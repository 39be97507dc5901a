/** The four pages of the settings, in English. */
export const settingsPages = {
  settings_pages: {
    profile: "Profile",
    notifications: "Notifications",
    privacy: "Privacy",
    "sign-in": "Sign-in",
    calendar: "Public calendar",
    public_calendar: "Anybody may subscribe to my public events",
    public_calendar_hint: "A calendar of what you announce for everybody, without addresses and guests.",
    here: "This device",
    here_hint: "You are signed in in every tab of this browser.",
  },
};
