/** The words of all other pages, loaded when the first of them is opened. */
import type { rest as english } from "../en/rest";
import type { Told } from "../told";
import { bookings } from "./bookings";
import { desk } from "./desk";
import { door } from "./door";
import { entrance } from "./entrance";
import { films } from "./films";
import { find } from "./find";
import { hosting } from "./hosting";
import { inbox } from "./inbox";
import { plan } from "./plan";
import { planning } from "./planning";
import { requests } from "./requests";
import { safety } from "./safety";
import { scan } from "./scan";
import { series } from "./series";
import { settings } from "./settings";
import { settingsPages } from "./settingsPages";
import { shown } from "./shown";
import { signIn } from "./signIn";
import { told } from "./told";

export const rest = {
  ...find,
  ...door,
  ...requests,
  ...desk,
  ...entrance,
  ...safety,
  ...films,
  ...plan,
  ...planning,
  ...bookings,
  ...hosting,
  ...inbox,
  ...settings,
  ...scan,
  ...series,
  ...shown,
  ...settingsPages,
  ...signIn,
  ...told,
} satisfies Told<typeof english>;
