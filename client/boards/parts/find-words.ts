/** What can be found of a thing: its words, what it holds, and who made it where that may be known. */
export const findable = (
  { text, alt, name, href }: { text: string; alt: string; name: string; href: string },
  author: string,
): string => [text, alt, name, href, author].join('\n')
