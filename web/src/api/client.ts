/** The API, typed by its committed document; every refusal is thrown as the API words it. */
import createClient, { type Middleware } from "openapi-fetch";
import i18next from "i18next";
import { token } from "../session/session";
import { end, myId } from "../session/store";
import type { components, paths } from "./schema";

type Problem = components["schemas"]["Problem"];

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
  ) {
    super(problem.detail ?? problem.title ?? String(status));
  }

  get code(): string {
    return this.problem.code ?? "unknown";
  }

  /** What the API says about one field of the request. */
  about(field: string): string | undefined {
    return this.problem.errors?.find((error) => error["field"] === field)?.["message"];
  }
}

/** There was no answer: the connection is gone, or the server. */
export class Unreachable extends Error {}

/** Asks as who is signed in; where the session has ended, again as soon as they have signed in anew. */
async function ask(request: Request): Promise<Response> {
  const who = myId();
  const again = request.clone();
  const bearer = await token();
  if (bearer) request.headers.set("Authorization", `Bearer ${bearer}`);
  const answer = await fetch(request);
  if (answer.status !== 401 || !bearer || myId() !== who) return answer;
  // Meanwhile another tab may have signed in.
  if (bearer === (await token())) end();
  return (await token()) ? ask(again) : answer;
}

/** What an event is read as may lag behind so many milliseconds; after an own write it is asked for as it is now. */
const LAG = 2_000;
let wrote = -Infinity;
export const justWrote = (): boolean => Date.now() - wrote < LAG;

const manners: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", i18next.language);
    if (request.method === "GET" && justWrote()) request.headers.set("Cache-Control", "no-cache");
    if (request.method === "POST") request.headers.set("Idempotency-Key", crypto.randomUUID());
    return request;
  },
  async onResponse({ request, response }) {
    if (request.method !== "GET" && request.url.includes("/v1/events")) wrote = Date.now();
    if (response.ok) return;
    throw new Refusal(response.status, (await response.json().catch(() => ({}))) as Partial<Problem>);
  },
  onError: () => new Unreachable("unreachable"),
};

export const api = createClient<paths>({ baseUrl: location.origin, fetch: ask });
api.use(manners);

/** The answer's body, once it came. */
export async function body<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
  return (await call).data as Data;
}
