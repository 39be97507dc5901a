import { Container, Loader, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, type ComponentType, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Route, Switch, useLocation } from "wouter";
import { queries } from "./api/queries";
import { moreWords } from "./i18n";
import { LiveConnection } from "./live/LiveConnection";
import { useSignedIn } from "./session/session";
import { Welcome } from "./session/Welcome";
import EventPage from "./pages/EventPage";
import { readable, theme, themeMemory } from "./theme";
import { ErrorBoundary } from "./ui/ErrorBoundary";
import { Shell } from "./ui/Shell";
import { Toasts } from "./ui/Toasts";
import { NotFound } from "./ui/Trouble";

/** A page is loaded together with its words. */
const page = (load: () => Promise<{ default: ComponentType }>) =>
  lazy(async () => (await Promise.all([load(), moreWords()]))[0]);

const Find = page(() => import("./pages/Find"));
const Requests = page(() => import("./pages/Requests"));
const EditEvent = page(() => import("./pages/EditEvent"));
const Films = page(() => import("./pages/Films"));
const FilmPage = page(() => import("./pages/FilmPage"));
const PlanEvent = page(() => import("./pages/PlanEvent"));
const Bookings = page(() => import("./pages/Bookings"));
const Hosting = page(() => import("./pages/Hosting"));
const Inbox = page(() => import("./pages/Inbox"));
const PersonPage = page(() => import("./pages/PersonPage"));
const Settings = page(() => import("./pages/Settings"));
const SignIn = page(() => import("./pages/SignIn"));

export function App({ trouble }: { trouble?: string | undefined }) {
  const signedIn = useSignedIn();
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={themeMemory}
      cssVariablesResolver={readable}
    >
      <QueryClientProvider client={queries}>
        <Toasts />
        <LiveConnection />
        {signedIn && <Welcome />}
        <Shell>
          <Safe>
            <Suspense fallback={<Waiting />}>
              <Pages trouble={trouble} />
            </Suspense>
          </Safe>
        </Shell>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Safe({ children }: { children: ReactNode }) {
  return <ErrorBoundary at={useLocation()[0]}>{children}</ErrorBoundary>;
}

// Back and forward come to where one was; the browser knows the place.
let returning = false;
// At the start the browser's own order holds, which begins with the way to the content.
let started = false;
window.addEventListener("popstate", () => {
  returning = true;
});

/** An event is also for strangers, who come by a link; all else is for people who signed in. */
function Pages({ trouble }: { trouble?: string | undefined }) {
  const signedIn = useSignedIn();
  const [path] = useLocation();
  useEffect(() => {
    if (started) document.getElementById("content")?.focus({ preventScroll: true });
    started = true;
    if (!returning) window.scrollTo(0, 0);
    returning = false;
  }, [path]);
  if (!signedIn && !/^\/events\/[^/]+$/.test(path)) return <SignInPage trouble={trouble} />;
  return (
    <Switch>
      <Route path="/" component={Find} />
      <Route path="/events/:id" component={EventPage} />
      <Route path="/events/:id/requests" component={Requests} />
      <Route path="/events/:id/edit" component={EditEvent} />
      <Route path="/films" component={Films} />
      <Route path="/films/:id" component={FilmPage} />
      <Route path="/films/:id/plan" component={PlanEvent} />
      <Route path="/bookings" component={Bookings} />
      <Route path="/hosting" component={Hosting} />
      <Route path="/inbox" component={Inbox} />
      <Route path="/people/:id" component={PersonPage} />
      <Route path="/settings" component={Settings} />
      <Route path="/sign-in" component={Find} />
      <Route component={NotFound} />
    </Switch>
  );
}

const SignInPage = SignIn as ComponentType<{ trouble?: string | undefined }>;

function Waiting() {
  const { t } = useTranslation();
  return (
    <Container py="xl" mih={400} ta="center">
      <Loader aria-label={t("common.loading")} />
    </Container>
  );
}
