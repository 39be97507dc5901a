import { useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { signOut } from "../session/signOut";
import { sendAll } from "./later";
import { dropDrafts } from "./useDraft";

/** Signs out, after what was still to be sent; what was typed is not for who comes next. */
export function useLeave(): () => Promise<void> {
  const cache = useQueryClient();
  const [, go] = useLocation();
  return async () => {
    await sendAll();
    dropDrafts();
    const gone = signOut();
    cache.clear();
    go("/");
    await gone;
  };
}
