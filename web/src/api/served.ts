/** What the API would answer, in the page as it was served (layers/shared/seance/events/page.py): not asked again. */
import { publicEvent, queries } from "./queries";
import type { PublicEvent } from "./types";

/** Until it has been painted, so that nobody waits for the script to see it. */
export async function takeServed(): Promise<void> {
  const block = document.getElementById("served");
  if (!block?.textContent) return;
  const event = JSON.parse(block.textContent) as PublicEvent;
  queries.setQueryData(publicEvent(event.id).queryKey, event);
  block.textContent = "";
  await new Promise((painted) => (document.hidden ? painted(null) : requestAnimationFrame(() => setTimeout(painted))));
}
