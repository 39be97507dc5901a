import { LiveConnection } from "../live/LiveConnection";
import { Welcome } from "./Welcome";

/** What goes on beside the screens while somebody is signed in: strangers don't load it. */
export default function Company() {
  return (
    <>
      <LiveConnection />
      <Welcome />
    </>
  );
}
