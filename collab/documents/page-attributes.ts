import { readColour, readHref, readId, readLanguage, readText, readWidth } from './page-nodes.ts'

const count = (value: unknown, most: number) => {
  const number = Number(value)
  return Number.isInteger(number) && number >= 0 && number <= most ? number : 1
}

/** How each attribute of the page is read from what a document holds; junk becomes the default. */
export const attributeReaders: Record<string, (value: unknown) => unknown> = {
  alt: readText,
  checked: (value) => value === true,
  colspan: (value) => Math.max(1, count(value, 50)),
  decorative: (value) => value === true,
  documentId: readId,
  fileId: readId,
  href: readHref,
  index: readColour,
  language: readLanguage,
  latex: readText,
  locked: (value) => (value === true ? true : null),
  level: (value) => [1, 2, 3].find((level) => level === value) ?? 1,
  rowspan: (value) => Math.max(1, count(value, 50)),
  start: (value) => count(value, 10_000),
  userId: readId,
  width: readWidth,
}
