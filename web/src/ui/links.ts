/** Links in what people wrote: only http and https, without the punctuation of the sentence around them. */
export function parts(text: string): (string | { href: string })[] {
  const found: (string | { href: string })[] = [];
  let from = 0;
  for (const { 0: match, index } of text.matchAll(/https?:\/\/[^\s<>"«»“”]+/gi)) {
    const href = trimmed(match);
    if (!URL.canParse(href)) continue;
    if (index > from) found.push(text.slice(from, index));
    found.push({ href });
    from = index + href.length;
  }
  if (from < text.length) found.push(text.slice(from));
  return found;
}

/** A bracket that was opened within the link belongs to it. */
function trimmed(link: string): string {
  const end = /[.,;:!?'…)\]}*_]$/;
  while (end.test(link) && !(link.endsWith(")") && count(link, "(") >= count(link, ")"))) link = link.slice(0, -1);
  return link;
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}
