import type { components } from "./schema";

type Schemas = components["schemas"];
export type Event = Schemas["EventOut"];
export type EventSummary = Schemas["EventSummary"];
export type PublicEvent = Schemas["PublicEvent"];
export type ShortEvent = Schemas["ShortEvent"];
export type Booking = Schemas["BookingOut"];
export type OwnBooking = Schemas["OwnBookingOut"];
export type Person = Schemas["PersonOut"];
export type Profile = Schemas["ProfileOut"];
export type Me = Schemas["MeOut"];
export type Film = Schemas["FilmOut"];
export type Place = Schemas["AreaOut"] & Partial<Schemas["PlaceOut"]>;
export type PlaceIn = Schemas["PlaceIn"];
export type Price = Schemas["PriceOut"];
export type Rating = Schemas["RatingOut"];
export type Message = Schemas["MessageOut"];
export type Notice = Schemas["NoticeOut"];
export type NoticeSettings = Schemas["NoticeSettings"];
export type Review = Schemas["ReviewOut"];
export type Reminder = Schemas["ReminderOut"];
export type Status = Booking["status"];
export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}
export type InviteLink = Schemas["InviteLinkOut"];
export type AtTheDoor = Schemas["AtTheDoor"];
export type Case = Schemas["CaseOut"];
export type Reason = Schemas["ReportIn"]["reason"];
