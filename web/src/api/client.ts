/** The API, typed by its committed document; every refusal is thrown as the API words it. */
import createClient, { type Middleware } from "openapi-fetch";
import i18next from "i18next";
import { end, token } from "../session/session";
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

const manners: Middleware = {
  async onRequest({ request }) {
    const bearer = await token().catch(() => {
      throw new Unreachable("unreachable");
    });
    if (bearer) request.headers.set("Authorization", `Bearer ${bearer}`);
    request.headers.set("Accept-Language", i18next.language);
    if (request.method === "POST") request.headers.set("Idempotency-Key", crypto.randomUUID());
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return;
    if (response.status === 401) end();
    throw new Refusal(response.status, (await response.json().catch(() => ({}))) as Partial<Problem>);
  },
  onError: () => new Unreachable("unreachable"),
};

export const api = createClient<paths>({ baseUrl: location.origin });
api.use(manners);

/** The answer's body, once it came. */
export async function body<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
  return (await call).data as Data;
}
