/** The words of the event page and of what surrounds every page: there at once. */
import type { first as english } from "../en/first";
import type { Told } from "../told";
import { chat } from "./chat";
import { event } from "./event";
import { invited } from "./invited";
import { person } from "./person";
import { reviews } from "./reviews";
import { shell } from "./shell";
import { standing } from "./standing";
import { ticket } from "./ticket";

export const first = {
  ...shell,
  ...event,
  ...standing,
  ...person,
  ...chat,
  ...reviews,
  ...ticket,
  ...invited,
} satisfies Told<typeof english>;
