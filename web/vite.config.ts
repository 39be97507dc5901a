import { defineConfig, type ProxyOptions } from "vite";

// `make up` tells where the local cloud is; without it there is only the page.
const cloud = process.env.SEANCE_CLOUD ?? "http://127.0.0.1:4566";
const api = process.env.SEANCE_API_PATH ?? "";
const live = process.env.SEANCE_LIVE_PATH ?? "";

const toApi: ProxyOptions = { target: cloud, rewrite: (path) => api + path };
const toSignIn: ProxyOptions = { target: cloud };

const proxy: Record<string, ProxyOptions> = {
  "^/api(/|$)": toApi,
  "^/s/": toApi,
  "^/live(\\?|$)": { target: cloud, ws: true, rewrite: (path) => path.replace(/^\/live/, live) },
  // Cognito's own sign-in page and its endpoints.
  "^/(oauth2/|login|logout)": toSignIn,
  "^/cognito/": { target: cloud, rewrite: () => "/" },
};

export default defineConfig({
  preview: { proxy },
  server: { proxy },
});
