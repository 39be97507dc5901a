/** Every screen and state of the page: who sees it, where, and what is done there. */
import type { Page } from "@playwright/test";
import { first as en } from "../src/i18n/en/first";
import { rest as enRest } from "../src/i18n/en/rest";
import { first as ru } from "../src/i18n/ru/first";
import { rest as ruRest } from "../src/i18n/ru/rest";
import * as answer from "./answers";
import { signsInByCode } from "./codes";
import type { Name, Stage } from "./people";

export const WORDS = { ru: { ...ru, ...ruRest }, en: { ...en, ...enRest } };
export type Words = (typeof WORDS)["en" | "ru"];

export interface Screen {
  name: string;
  who: Name | null;
  at: string | ((stage: Stage) => string | Promise<string>);
  /** What the API answers otherwise than it would. */
  before?: (page: Page, stage: Stage) => unknown;
  /** What is done there. */
  then?: (page: Page, words: Words, stage: Stage) => unknown;
  /** The screen is meant to be waiting. */
  waiting?: boolean;
}

const SOLARIS = "solaris";
const event =
  (film: string, rest = "") =>
  (stage: Stage) =>
    `/events/${stage.event(film)}${rest}`;
const tab = (name: (words: Words) => string) => (page: Page, words: Words) =>
  page.getByRole("tab", { name: name(words) }).click();
const press = (name: (words: Words) => string) => (page: Page, words: Words) =>
  page.getByRole("button", { name: name(words), exact: true }).click();

export const SCREENS: Screen[] = [
  { name: "find", who: "maria", at: "/" },
  { name: "find-map", who: "maria", at: "/?view=map" },
  { name: "find-filters", who: "maria", at: "/?admission=paid&seats=1" },
  { name: "find-empty", who: "maria", at: "/?query=zzzz" },
  { name: "find-loading", who: "maria", at: "/", before: (page) => answer.silent(page, "/events"), waiting: true },
  { name: "find-error", who: "maria", at: "/", before: (page) => answer.failing(page, "/events") },
  { name: "door", who: null, at: "/" },
  { name: "door-film", who: null, at: "/films/solaris-1972" },
  {
    name: "door-sign-in",
    who: null,
    at: event(SOLARIS),
    then: (page, words) => page.getByRole("link", { name: words.act.request }).click(),
  },
  { name: "find-tell-me", who: "maria", at: "/?city=Москва", then: press((words) => words.searches.title) },
  { name: "films", who: "maria", at: "/films" },
  { name: "films-shelf", who: "maria", at: "/films?shelf=this-week" },
  { name: "film-wish", who: "kira", at: "/films/the-matrix-1999", then: press((words) => words.wishes.wish) },
  { name: "films-found", who: "maria", at: "/films?query=star" },
  { name: "films-empty", who: "maria", at: "/films?query=zzzz" },
  { name: "film", who: "maria", at: "/films/solaris-1972" },
  { name: "film-unshown", who: "maria", at: "/films/2001-a-space-odyssey-1968" },
  { name: "plan", who: "anna", at: "/films/akira-1988/plan" },
  { name: "plan-missing", who: "zhanna", at: "/films/akira-1988/plan", then: press((words) => words.plan.create) },
  {
    name: "plan-date",
    who: "anna",
    at: "/films/akira-1988/plan",
    then: (page, words) => page.getByRole("button", { name: words.plan.starts }).click(),
  },
  { name: "plan-again", who: "egor", at: (stage) => `/films/metropolis-1927/plan?like=${stage.event("metropolis")}` },
  { name: "edit", who: "anna", at: event(SOLARIS, "/edit") },
  { name: "event-visitor", who: null, at: event(SOLARIS) },
  { name: "event-stranger", who: "kira", at: event(SOLARIS) },
  { name: "event-requested", who: "maria", at: event(SOLARIS) },
  { name: "event-invited", who: "darya", at: event(SOLARIS) },
  { name: "event-guest", who: "vera", at: event(SOLARIS) },
  { name: "event-moderator", who: "boris", at: event(SOLARIS) },
  { name: "event-host", who: "anna", at: event(SOLARIS) },
  { name: "event-chat", who: "vera", at: event(SOLARIS), then: tab((words) => words.event.chat) },
  {
    name: "event-party",
    who: "kira",
    at: event(SOLARIS),
    before: (page, stage) => answer.manySided(page, stage.event(SOLARIS)),
    then: (page) => page.getByRole("radiogroup").getByText("3").click(),
  },
  {
    name: "event-hall",
    who: "vera",
    at: event("the-matrix"),
    before: (page, stage) => answer.large(page, stage.event("the-matrix")),
  },
  { name: "event-place", who: "vera", at: event(SOLARIS), then: press((words) => words.event.show_map) },
  { name: "event-ask", who: "kira", at: event(SOLARIS), then: press((words) => words.act.request) },
  { name: "event-qr", who: "vera", at: event(SOLARIS), then: press((words) => words.event.qr) },
  { name: "event-cancel", who: "anna", at: event(SOLARIS), then: press((words) => words.act.cancel) },
  { name: "event-waitlist", who: "boris", at: event("stalker") },
  { name: "event-cinema", who: "maria", at: event("the-matrix") },
  { name: "event-abroad", who: "kira", at: event("metropolis") },
  { name: "event-online", who: "grigory", at: event("psycho") },
  { name: "event-cancelled", who: "vera", at: event("mirror") },
  { name: "event-cancelled-host", who: "anna", at: event("mirror") },
  {
    name: "event-finished-guest",
    who: "vera",
    at: event(SOLARIS),
    before: (page, stage) => answer.finished(page, stage.event(SOLARIS)),
  },
  {
    name: "event-finished-host",
    who: "anna",
    at: event(SOLARIS),
    before: (page, stage) => answer.finished(page, stage.event(SOLARIS)),
  },
  {
    name: "event-loading",
    who: "vera",
    at: event(SOLARIS),
    before: (page, stage) => answer.silent(page, `/events/${stage.event(SOLARIS)}`),
    waiting: true,
  },
  { name: "requests", who: "anna", at: event(SOLARIS, "/requests") },
  {
    name: "requests-chosen",
    who: "anna",
    at: event(SOLARIS, "/requests"),
    then: (page, words) => page.getByLabel(words.requests.choose_all).check(),
  },
  { name: "requests-waitlist", who: "anna", at: event("stalker", "/requests") },
  { name: "requests-rest", who: "anna", at: event(SOLARIS, "/requests?open=rest") },
  { name: "requests-invite", who: "anna", at: event(SOLARIS, "/requests?open=invite") },
  { name: "requests-moderators", who: "anna", at: event(SOLARIS, "/requests?open=moderators") },
  {
    name: "requests-tell",
    who: "anna",
    at: event(SOLARIS, "/requests"),
    then: press((words) => words.desk.tell),
  },
  { name: "door-closed", who: "anna", at: event(SOLARIS, "/door") },
  { name: "event-report", who: "vera", at: event(SOLARIS), then: press((words) => words.report.open) },
  { name: "operator-refused", who: "vera", at: "/operator" },
  { name: "requests-no-access", who: "vera", at: event(SOLARIS, "/requests") },
  { name: "bookings", who: "vera", at: "/bookings" },
  { name: "bookings-past", who: "vera", at: "/bookings?when=past", before: answer.pastBookings },
  { name: "bookings-empty", who: "vera", at: "/bookings", before: (page) => answer.empty(page, "/me/bookings") },
  { name: "hosting", who: "anna", at: "/hosting" },
  { name: "hosting-moderator", who: "boris", at: "/hosting?role=moderator" },
  { name: "hosting-empty", who: "maria", at: "/hosting" },
  { name: "schedule", who: "vera", at: "/schedule" },
  { name: "schedule-month", who: "anna", at: "/schedule?by=month" },
  { name: "proposals", who: "anna", at: "/proposals" },
  { name: "plan-programme", who: "anna", at: "/films/akira-1988/plan?programme" },
  { name: "plan-vote", who: "anna", at: "/films/akira-1988/plan?vote" },
  { name: "plan-more", who: "anna", at: "/films/akira-1988/plan", then: press((words) => words.planning.more) },
  { name: "inbox", who: "anna", at: "/inbox" },
  { name: "inbox-guest", who: "vera", at: "/inbox" },
  { name: "inbox-empty", who: "vera", at: "/inbox", before: (page) => answer.empty(page, "/me/notices") },
  {
    name: "profile",
    who: "vera",
    at: async (stage) => `/people/${await stage.person("anna")}`,
    before: async (page, stage) => answer.known(page, await stage.person("anna")),
  },
  {
    name: "profile-reviews",
    who: "vera",
    at: async (stage) => `/people/${await stage.person("anna")}`,
    before: async (page, stage) => answer.known(page, await stage.person("anna")),
    then: tab((words) => words.person.reviews_host),
  },
  {
    name: "profile-own",
    who: "anna",
    at: async (stage) => `/people/${await stage.person("anna")}`,
    then: tab((words) => words.person.followers),
  },
  {
    name: "account-menu",
    who: "anna",
    at: "/hosting",
    then: (page, words) => page.getByRole("button", { name: words.nav.menu }).click(),
  },
  { name: "settings", who: "anna", at: "/settings" },
  { name: "settings-notifications", who: "anna", at: "/settings/notifications" },
  { name: "settings-privacy", who: "anna", at: "/settings/privacy" },
  { name: "settings-sign-in", who: "anna", at: "/settings/sign-in" },
  { name: "sign-in", who: null, at: "/sign-in" },
  { name: "sign-in-failed", who: null, at: "/sign-in", then: signInWrong },
  { name: "sign-up", who: null, at: "/sign-in", then: press((words) => words.sign_in.no_account) },
  { name: "sign-in-code", who: null, at: "/sign-in", before: signsInByCode },
  { name: "sign-in-code-sent", who: null, at: "/sign-in", before: signsInByCode, then: askForCode },
  { name: "not-found", who: "vera", at: "/no-such-page" },
  { name: "not-for-me", who: "kira", at: event("mirror") },
  { name: "offline", who: "vera", at: "/bookings", then: (page) => page.context().setOffline(true) },
];

async function signInWrong(page: Page, words: Words): Promise<void> {
  await page.getByLabel(words.sign_in.email).fill("anna@example.com");
  await page.getByRole("textbox", { name: words.sign_in.password }).fill("wrong");
  await page.getByRole("button", { name: words.sign_in.by_password, exact: true }).click();
  await page.getByRole("alert").waitFor();
}

async function askForCode(page: Page, words: Words): Promise<void> {
  await page.getByLabel(words.sign_in.email).fill("anna@example.com");
  await page.getByRole("button", { name: words.sign_in.send_code }).click();
  await page.getByLabel(words.sign_in.code).waitFor();
}
