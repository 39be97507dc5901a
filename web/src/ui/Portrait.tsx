import { Avatar } from "@mantine/core";
import type { Person } from "../api/types";

/** Somebody's face, or initials on a colour that is always theirs. Beside the name it only decorates. */
export function Portrait({ person, size = 38 }: { person: Pick<Person, "id" | "name" | "avatar_url">; size?: number }) {
  return (
    <Avatar
      src={person.avatar_url}
      name={person.name}
      alt=""
      aria-hidden
      size={size}
      variant="filled"
      color={`hsl(${hue(person.id)} 42% 32%)`}
    />
  );
}

/** Some way around the wheel, the same for the same id. */
function hue(id: string): number {
  return [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
}
