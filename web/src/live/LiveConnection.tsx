import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSignedIn } from "../session/session";
import { tell } from "../ui/Trouble";
import { take } from "./frames";
import { connect } from "./live";

/** Keeps the page fresh while somebody is signed in. */
export function LiveConnection() {
  const cache = useQueryClient();
  const signedIn = useSignedIn();
  useEffect(() => {
    if (!signedIn) return;
    return connect(
      (frame) => {
        take(cache, frame);
        if (frame.type === "notice") tell(frame.notice.text.split("\n")[0] ?? "", frame.notice.title);
      },
      () => void cache.invalidateQueries(),
    );
  }, [cache, signedIn]);
  return null;
}
