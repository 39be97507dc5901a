import { Anchor, Text, type TextProps } from "@mantine/core";
import { parts } from "./links";

/** What a person wrote: text as it is, never HTML, with its links to be followed at one's own risk. */
export function Words({ children, ...text }: { children: string } & TextProps) {
  return (
    <Text className="words" component="div" {...text}>
      {parts(children).map((part, index) =>
        typeof part === "string" ? (
          part
        ) : (
          <Anchor
            key={index}
            inherit
            underline="always"
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow ugc"
          >
            {part.href}
          </Anchor>
        ),
      )}
    </Text>
  );
}
