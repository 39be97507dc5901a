import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../api/client";
import { useSignedIn } from "../session/store";
import { tell } from "../ui/Trouble";
import { take } from "./frames";
import { connect } from "./live";
import { isOwn } from "./own";

/** Keeps the page fresh while somebody is signed in. */
export function LiveConnection() {
  const cache = useQueryClient();
  const signedIn = useSignedIn();
  useEffect(() => {
    if (!signedIn) return;
    return connect(
      (frame) => {
        if (frame.type !== "notice") return take(cache, frame);
        if (!isOwn(frame.notice)) {
          take(cache, frame);
          return tell(frame.notice.text.split("\n")[0] ?? "", frame.notice.title);
        }
        // Said on the screen already, so it is read.
        void api
          .POST("/api/v1/me/notices/read", { body: { ids: [frame.notice.id] } })
          .catch(() => undefined)
          .finally(() => take(cache, frame));
      },
      () => void cache.invalidateQueries(),
    );
  }, [cache, signedIn]);
  return null;
}
