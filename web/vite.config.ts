import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type ProxyOptions } from "vite";
import headers from "./headers.json" with { type: "json" };

// `make up` tells where the local cloud is; without it there is only the page.
const cloud = process.env.SEANCE_CLOUD ?? "http://127.0.0.1:4566";
const api = process.env.SEANCE_API_PATH ?? "";
const live = process.env.SEANCE_LIVE_PATH ?? "";

const toApi: ProxyOptions = { target: cloud, rewrite: (path) => api + path };
const toSignIn: ProxyOptions = { target: cloud };

const proxy: Record<string, ProxyOptions> = {
  "^/api(/|$)": toApi,
  "^/[si]/": toApi, // short links, invitations
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

// As CloudFront says it (PageHeaders in stacks/page.yaml, which tells why); a function's own page may say it narrower.
const strictness: Plugin = {
  name: "strictness",
  configurePreviewServer(server) {
    server.middlewares.use((_request, response, next) => {
      for (const [name, values] of Object.entries(headers)) response.setHeader(name, values.join("; "));
      next();
    });
  },
};

export default defineConfig({
  plugins: [react(), swaggerUi, strictness],
  build: {
    manifest: true,
    rolldownOptions: {
      // One file of all that the first screen imports, one of what the list of events adds to it and other
      // screens share; not one for every set of screens.
      output: {
        codeSplitting: {
          groups: [
            { name: "first", test: /src\/main\.tsx$/, priority: 2 },
            { name: "list", test: /src\/pages\/Find\.tsx$/, priority: 1 },
          ],
        },
      },
    },
  },
  preview: { proxy },
  server: { proxy },
});
