/** Cognito's refusals in words. */
const WORDS: Record<string, "wrong" | "taken" | "bad_code" | "weak" | "too_many"> = {
  NotAuthorizedException: "wrong",
  UserNotFoundException: "wrong",
  UsernameExistsException: "taken",
  CodeMismatchException: "bad_code",
  ExpiredCodeException: "bad_code",
  InvalidPasswordException: "weak",
  LimitExceededException: "too_many",
  TooManyFailedAttemptsException: "too_many",
  TooManyRequestsException: "too_many",
};

export function codeOf(error: unknown): string {
  return typeof error === "object" && error && "code" in error ? String(error.code) : "";
}

export function wordsOf(error: unknown) {
  return `sign_in.${WORDS[codeOf(error)] ?? "again"}` as const;
}
