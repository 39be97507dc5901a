// The service worker: the page opens without a connection, and shows what the server has to say. No answer of the API
// is kept here. `FILES` and `RELEASE` are put before it by vite.config.ts, so that each release is another worker.
/* global FILES, RELEASE */
const SHELL = "/index.html";
// What is kept under a name is that file, whoever asks for it in whichever way.
const KEPT = { ignoreVary: true };

self.addEventListener("install", (event) => {
  // Past the browser's own cache, which may have the page of the release before.
  const fresh = FILES.map((file) => new Request(file, { cache: file.startsWith("/assets/") ? "default" : "reload" }));
  event.waitUntil(
    caches
      .open(RELEASE)
      .then((cache) => cache.addAll(fresh))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name !== RELEASE).map((name) => caches.delete(name));
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(old(names)))
      .then(() => self.clients.claim()),
  );
});

// The page itself comes from the network first, so that nobody sees yesterday's; files never change under their names.
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate") {
    if (/^\/(api|s|i|oauth2|login|logout|cognito)(\/|$)/.test(pathname)) return;
    event.respondWith(
      fetch(event.request).catch(() => caches.match(SHELL, KEPT).then((kept) => kept ?? Response.error())),
    );
  } else if (pathname.startsWith("/assets/")) {
    event.respondWith(caches.match(event.request, KEPT).then((kept) => kept ?? fetch(event.request)));
  } else if (FILES.includes(pathname)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(pathname, KEPT)));
  }
});

// What the server pushes: { title, body, url }.
self.addEventListener("push", (event) => {
  const { title = "Seance", body, url = "/inbox" } = told(event.data);
  event.waitUntil(self.registration.showNotification(title, { body, icon: "/icon-192.png", tag: url, data: { url } }));
});

function told(data) {
  try {
    return data?.json() ?? {};
  } catch {
    return { body: data.text() };
  }
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { href, origin } = new URL(event.notification.data.url, location.origin);
  if (origin !== location.origin) return;
  const go = async () => {
    const [open] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    if (!open) return self.clients.openWindow(href);
    await open.focus();
    // A page that this worker does not control cannot be sent anywhere.
    await open.navigate(href).catch(() => self.clients.openWindow(href));
  };
  event.waitUntil(go());
});
