/** What a session is, and what its token says. */
export interface Session {
  token: string;
  expiresAt: number;
  refreshToken?: string | undefined;
  by: "cognito" | "issuer";
  /** It ended by itself: what is left says whose it was, and opens nothing. */
  ended?: boolean;
}

/** The issuer goes on with a session no more. Whatever else a renewal throws may pass. */
export class Refused extends Error {}

export function claim(jwt: string, name: string): string | null {
  try {
    const [, body = ""] = jwt.split(".");
    const bytes = Uint8Array.from(atob(body.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
    const value: unknown = (JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>)[name];
    return value === undefined ? null : String(value);
  } catch {
    return null;
  }
}
