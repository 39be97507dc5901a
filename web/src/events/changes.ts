/** What has changed (R9), in the reader's words and by the place's clocks. */
import i18next from "i18next";
import type { Notice, Place, Price } from "../api/types";
import { dateAndTime, money, zoneName } from "../format";
import { where } from "./place";

const FIELDS = ["title", "film", "starts_at", "ends_at", "time_zone", "place", "admission", "price", "status"] as const;

export interface Change {
  field: (typeof FIELDS)[number];
  old: string;
  new: string;
}

/** The changes of a notice; a time is shown as the clocks of its own place show it, before a move and after. */
export function changesOf(notice: Pick<Notice, "changes" | "time_zone">): Change[] {
  const zone = notice.time_zone ?? "UTC";
  const before = notice.changes.find((each) => each["field"] === "time_zone")?.["old"];
  return notice.changes.flatMap((each) => {
    const field = FIELDS.find((name) => name === each["field"]);
    if (!field) return [];
    const change = {
      field,
      old: value(field, each["old"], String(before ?? zone)),
      new: value(field, each["new"], zone),
    };
    if (field !== "place" || change.old !== change.new) return [change];
    const moved = "address" in (each["new"] as object) ? "moved_on_map" : "moved_nearby"; // as in the text
    return [{ ...change, new: `${change.new} (${i18next.t(`inbox.${moved}`)})` }];
  });
}

/** The sentence of a notice, and what the one who made it wrote; between them the text repeats the changes. */
export function wordsOf(notice: Pick<Notice, "changes" | "text">): { sentence: string; message: string } {
  const [sentence = "", ...rest] = notice.text.split("\n");
  return { sentence, message: rest.slice(notice.changes.length).join("\n") };
}

function value(field: Change["field"], what: unknown, zone: string): string {
  if (what === null || what === undefined) return "—";
  switch (field) {
    case "starts_at":
    case "ends_at":
      return `${dateAndTime(String(what), zone)} ${zoneName(String(what), zone)}`;
    case "price":
      return money(what as Price);
    case "place":
      return [where(what as Place), (what as Place).address, (what as Place).url].filter(Boolean).join(", ");
    case "admission":
      return i18next.t(`admission.${what as "free" | "paid"}`);
    case "status":
      return i18next.t(what === "cancelled" ? "event.cancelled" : "event.scheduled");
    default:
      return String(what);
  }
}
