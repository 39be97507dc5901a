/** The screens by their addresses, each with its words loaded when it is first needed. */
import { lazy, useState, type ComponentType } from "react";
import { moreWords } from "./i18n";
import { myId } from "./session/store";

type Module<Props> = Promise<{ default: ComponentType<Props> }>;

function screen<Props extends object>(load: () => Module<Props>, words: () => Promise<void> = moreWords) {
  let loaded: ComponentType<Props> | undefined;
  const ready = async () => {
    const [module] = await Promise.all([load(), words()]);
    loaded = module.default;
    return module;
  };
  const Later = lazy(ready);
  /** React shows a spinner for a while even before a lazy one that is loaded; what is there shows at once. */
  function Screen(props: Props) {
    const [Shown] = useState(() => loaded ?? (Later as ComponentType<Props>));
    return <Shown {...props} />;
  }
  return { ready, Screen };
}

export const SIGN_IN = screen(() => import("./pages/SignIn"));
/** Over what one was doing. */
export const SIGN_IN_OVER = screen(() => import("./session/SignInOver"));
/** What is added to an event's page for who signed in; its words are there from the start. */
export const EVENT_FOR_USER = screen(
  () => import("./pages/EventForUser"),
  () => Promise.resolve(),
);
/** For a few: nobody else has it loaded. */
const OPERATOR = "/operator";
const FIND = screen(() => import("./pages/Find"));
const SETTINGS = screen(() => import("./pages/Settings"));

/** An event's own page is not among them: strangers come to it by links, so it is part of the first file. */
export const SCREENS = Object.entries({
  "/": FIND,
  "/sign-in": FIND,
  "/events/:id/requests": screen(() => import("./pages/Requests")),
  "/events/:id/door": screen(() => import("./pages/Door")),
  "/events/:id/edit": screen(() => import("./pages/EditEvent")),
  "/films": screen(() => import("./pages/Films")),
  "/films/:id": screen(() => import("./pages/FilmPage")),
  "/films/:id/plan": screen(() => import("./pages/PlanEvent")),
  "/bookings": screen(() => import("./pages/Bookings")),
  "/hosting": screen(() => import("./pages/Hosting")),
  "/schedule": screen(() => import("./pages/Schedule")),
  "/proposals": screen(() => import("./pages/Proposals")),
  "/proposals/:id": screen(() => import("./pages/ProposalPage")),
  "/programmes/:id": screen(() => import("./pages/ProgrammePage")),
  "/inbox": screen(() => import("./pages/Inbox")),
  "/people/:id": screen(() => import("./pages/PersonPage")),
  [OPERATOR]: screen(() => import("./pages/Operator")),
  "/settings": SETTINGS,
  "/settings/:page": SETTINGS,
}).map(([path, each]) => ({ path, ...each }));

export const isEventPage = (path: string): boolean => /^\/events\/[^/]+$/.test(path);
/** What anybody may see without an account. */
export const isOpen = (path: string): boolean => /^\/(films(\/[^/]+)?)?$/.test(path) || isEventPage(path);

/** Loads what the address shows, so that it is there when the page is first drawn; a fault of this shows then. */
export async function firstScreen(path: string): Promise<void> {
  if (isEventPage(path)) return void (myId() && (await EVENT_FOR_USER.ready().catch(() => undefined)));
  const wanted = SCREENS.find((each) => new RegExp(`^${each.path.replace(/:\w+/, "[^/]+")}$`).test(path));
  await (myId() || isOpen(path) ? wanted : SIGN_IN)?.ready().catch(() => undefined);
}

/** Loads what the ways on top lead to, a few kB, so that nobody waits on the way. */
export function loadOthers(): void {
  for (const { path, ready } of SCREENS)
    if (!path.includes(":") && path !== OPERATOR) void ready().catch(() => undefined);
  void EVENT_FOR_USER.ready().catch(() => undefined);
  // Later the connection may be gone, or this release's files.
  void SIGN_IN_OVER.ready().catch(() => undefined);
}
