import { Container, Loader, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Route, Router, Switch, useLocation } from "wouter";
import { queries } from "./api/queries";
import { LiveConnection } from "./live/LiveConnection";
import { useInterrupted, useMyId, useSignedIn } from "./session/store";
import { Welcome } from "./session/Welcome";
import EventPage from "./pages/EventPage";
import { isEventPage, loadOthers, SCREENS, SIGN_IN, SIGN_IN_AGAIN } from "./screens";
import { readable, theme, themeMemory } from "./theme";
import { ErrorBoundary } from "./ui/ErrorBoundary";
import { Shell } from "./ui/Shell";
import { useSteps } from "./ui/steps";
import { Toasts } from "./ui/Toasts";
import { NotFound } from "./ui/Trouble";

export function App({ trouble }: { trouble?: string | undefined }) {
  const signedIn = useSignedIn();
  const interrupted = useInterrupted();
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={themeMemory}
      cssVariablesResolver={readable}
    >
      <QueryClientProvider client={queries}>
        <Toasts />
        <Router hook={useSteps}>
          <LiveConnection />
          {signedIn && <Welcome />}
          <Shell>
            <Safe>
              <Suspense fallback={<Waiting />}>
                {/* What one person was doing is not for the next who signs in here. */}
                <Pages key={useMyId()} trouble={trouble} />
              </Suspense>
            </Safe>
          </Shell>
          {interrupted && (
            <Suspense>
              <SIGN_IN_AGAIN.Screen />
            </Suspense>
          )}
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Safe({ children }: { children: ReactNode }) {
  return <ErrorBoundary at={useLocation()[0]}>{children}</ErrorBoundary>;
}

// Back and forward come to where one was; the browser knows the place.
let returning = false;
let shown = location.pathname;
// At the start the browser's own order holds, which begins with the way to the content.
let started = false;
window.addEventListener("popstate", () => {
  // A dialog's step is on the same page.
  returning = location.pathname !== shown;
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
    shown = path;
  }, [path]);
  useEffect(() => {
    if (!signedIn) return;
    const timer = setTimeout(loadOthers, 3_000);
    return () => clearTimeout(timer);
  }, [signedIn]);
  if (!signedIn && !isEventPage(path)) return <SIGN_IN.Screen trouble={trouble} />;
  return (
    <Switch>
      <Route path="/events/:id" component={EventPage} />
      {SCREENS.map(({ path, Screen }) => (
        <Route key={path} path={path} component={Screen} />
      ))}
      <Route component={NotFound} />
    </Switch>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <Container py="xl" mih={400} ta="center">
      <Loader aria-label={t("common.loading")} />
    </Container>
  );
}
