/** Builds elements. Text is always set as text, so nobody's words become markup. */

type Child = Node | string | null;

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

export function button(label: string, press: () => Promise<void>): HTMLButtonElement {
  const made = element("button", { type: "button" }, label);
  made.addEventListener("click", async () => {
    made.disabled = true;
    await attempt(press);
    made.disabled = false;
  });
  return made;
}

/** Does something; a failure is told in the status line. */
export async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (trouble) {
    say(trouble instanceof Error ? trouble.message : "Something went wrong.");
  }
}

export function say(line: string): void {
  byId("status").textContent = line;
}

export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}
