import { Container, Loader, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, type ComponentType, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Route, Router, Switch, useLocation } from "wouter";
import { queries } from "./api/queries";
import { myId, useInterrupted, useMyId, useSignedIn } from "./session/store";
import { askToSignIn, useAsking } from "./session/wanted";
import EventPage from "./pages/EventPage";
import { isOpen, loadOthers, SCREENS, SIGN_IN, SIGN_IN_OVER } from "./screens";
import { readable, theme, themeMemory } from "./theme";
import { ErrorBoundary } from "./ui/ErrorBoundary";
import { Shell } from "./ui/Shell";
import { useSteps } from "./ui/steps";
import { Toasts } from "./ui/Toasts";
import { NotFound } from "./ui/Trouble";

// Of who is signed in; without a connection it comes with the next page.
const Company = lazy<ComponentType>(() => import("./session/Company").catch(() => ({ default: () => null })));

export function App({ trouble }: { trouble?: string | undefined }) {
  const signedIn = useSignedIn();
  const interrupted = useInterrupted();
  const asking = useAsking() !== null;
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={themeMemory}
      cssVariablesResolver={readable}
    >
      <QueryClientProvider client={queries}>
        <Toasts />
        <Router hook={useWays}>
          {signedIn && (
            <Suspense>
              <Company />
            </Suspense>
          )}
          <Shell>
            <Safe>
              <Suspense fallback={<Waiting />}>
                {/* What one person was doing is not for the next who signs in here. */}
                <Pages key={useMyId()} trouble={trouble} />
              </Suspense>
            </Safe>
          </Shell>
          {(interrupted || asking) && (
            <Suspense>
              <SIGN_IN_OVER.Screen />
            </Suspense>
          )}
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** The place; the way to sign in is over the page wherever a stranger may stay on it. */
function useWays(...router: Parameters<typeof useSteps>): ReturnType<typeof useSteps> {
  const [path, go] = useSteps(...router);
  const on: typeof go = (to, options) =>
    !myId() && isOpen(path) && `${to}`.startsWith("/sign-in") ? askToSignIn(`${to}`) : go(to, options);
  return [path, on];
}
useWays.searchHook = useSteps.searchHook;

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

/** What is public is for everybody; all else is for people who signed in. */
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
  if (!signedIn && !isOpen(path)) return <SIGN_IN.Screen trouble={trouble} />;
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
