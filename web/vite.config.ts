import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type ProxyOptions } from "vite";

// `make up` tells where the local cloud is; without it there is only the page.
const cloud = process.env.SEANCE_CLOUD ?? "http://127.0.0.1:4566";
const api = process.env.SEANCE_API_PATH ?? "";
const live = process.env.SEANCE_LIVE_PATH ?? "";

const toApi: ProxyOptions = { target: cloud, rewrite: (path) => api + path };
const toSignIn: ProxyOptions = { target: cloud };

const proxy: Record<string, ProxyOptions> = {
  "^/api(/|$)": toApi,
  "^/s/": toApi,
  "^/events/[0-9A-HJKMNP-TV-Z]{26}$": toApi, // the page itself, with a link preview
  "^/live(\\?|$)": { target: cloud, ws: true, rewrite: (path) => path.replace(/^\/live/, live) },
  // Cognito's own sign-in page and its endpoints.
  "^/(oauth2/|login|logout)": toSignIn,
  "^/cognito/": { target: cloud, rewrite: () => "/" },
};

// The page of the API (/api/openapi) takes its viewer from here.
const swaggerUi: Plugin = {
  name: "swagger-ui",
  generateBundle() {
    for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"]) {
      const source = readFileSync(new URL(`node_modules/swagger-ui-dist/${file}`, import.meta.url));
      this.emitFile({ type: "asset", fileName: `swagger-ui/${file}`, source });
    }
  },
};

// As the cloud's answers say it (template.yaml): scripts only of our own, nothing framed, no plugins.
// Styles may be inline, for Mantine writes its colours into a <style>; pictures come from film
// catalogues, people's avatars and map tiles.
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: https:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const strictness: Plugin = {
  name: "strictness",
  configurePreviewServer(server) {
    server.middlewares.use((_request, response, next) => {
      response.setHeader("Content-Security-Policy", policy);
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
      next();
    });
  },
};

export default defineConfig({
  plugins: [react(), swaggerUi, strictness],
  build: { manifest: true },
  preview: { proxy },
  server: { proxy },
});
