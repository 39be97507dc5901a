/** The chat of an event, in English. */
export const chat = {
  chat: {
    title: "Chat",
    empty: "No messages yet. Say hello!",
    write: "Message",
    edited: "edited",
    delete_sure: "Delete this message?",
    closed: "Guests and the chat are for the host, moderators and confirmed guests.",
    reconnecting: "Reconnecting…",
    edit_of: "Edit message",
    delete_of: "Delete message",
  },
};
