/** What the installation tells the page at start: `/config.json`, written by `make up` or at deployment. */
export interface Config {
  issuer: string;
  client_id: string;
  authorization_endpoint: string;
  token_endpoint: string;
  /** Where a refresh token is made worthless (RFC 7009). */
  revocation_endpoint?: string;
  end_session_endpoint?: string;
  /** Where people sign in on this page by a code from their e-mail: Cognito's API, where its pool allows it. */
  code_endpoint?: string;
  /** Where people may sign in by password on this page; only the local cloud allows it. */
  password_endpoint?: string;
  /** Address of map tiles with {z}, {x} and {y}; without it a place is shown in words. */
  map_tiles?: string;
  map_attribution?: string;
  /** Address of Photon's search; without it an address is only typed. */
  geocoder?: string;
}

/** Cognito's API, where this page may ask it. */
export const cognitoAt = (settings: Config): string | undefined => settings.code_endpoint ?? settings.password_endpoint;

let loading: Promise<Config> | undefined;

export function config(): Promise<Config> {
  loading ??= fetch("/config.json").then(async (answer) => {
    if (answer.ok) return (await answer.json()) as Config;
    loading = undefined;
    throw new Error("The page's settings could not be loaded.");
  });
  return loading;
}
