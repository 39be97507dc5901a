import { createHash } from "node:crypto";
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

// What an own ticket needs without a connection, besides the first file: its screen, the list, and all words.
const OFFLINE = [
  "src/pages/EventForUser.tsx",
  "src/pages/Bookings.tsx",
  "src/events/Ticket.tsx",
  "src/i18n/en/first.ts",
  "src/i18n/ru/first.ts",
  "src/i18n/en/rest.ts",
  "src/i18n/ru/rest.ts",
];
const KEPT = ["/index.html", "/theme.js", "/icon.svg", "/icon-192.png", "/config.json"];

/** The service worker, with the names of the files that it keeps. */
const worker: Plugin = {
  name: "worker",
  generateBundle(_options, bundle) {
    const files = new Set(Object.keys(bundle).filter((name) => /\.(woff2)$/.test(name)));
    const add = (name: string) => {
      const chunk = bundle[name];
      if (chunk?.type !== "chunk" || files.has(name)) return;
      files.add(name);
      for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
      chunk.imports.forEach(add);
    };
    for (const chunk of Object.values(bundle)) {
      const wanted = chunk.type === "chunk" && OFFLINE.some((part) => chunk.facadeModuleId?.endsWith(`/web/${part}`));
      if (chunk.type === "chunk" && (chunk.isEntry || wanted)) add(chunk.fileName);
    }
    const kept = JSON.stringify([...KEPT, ...[...files].sort().map((name) => `/${name}`)]);
    const release = createHash("sha256").update(kept).digest("hex").slice(0, 16);
    const source = readFileSync(new URL("src/worker.js", import.meta.url), "utf8");
    const head = `const RELEASE = "seance-${release}";\nconst FILES = ${kept};\n`;
    this.emitFile({ type: "asset", fileName: "worker.js", source: head + source });
  },
};

// As CloudFront says it (PageHeaders in stacks/page.yaml, which tells why); a function's own page may say it narrower.
const allowed = { ...headers };
const geocoder = process.env.SEANCE_GEOCODER;
if (geocoder)
  allowed["Content-Security-Policy"] = headers["Content-Security-Policy"].map((each) =>
    each.startsWith("connect-src") ? `${each} ${geocoder}` : each,
  );
const strictness: Plugin = {
  name: "strictness",
  configurePreviewServer(server) {
    server.middlewares.use((_request, response, next) => {
      for (const [name, values] of Object.entries(allowed)) response.setHeader(name, values.join("; "));
      next();
    });
  },
};

export default defineConfig({
  plugins: [react(), swaggerUi, worker, strictness],
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
