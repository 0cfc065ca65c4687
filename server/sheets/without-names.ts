const letter = String.raw`[\p{L}\p{M}\p{N}]`
const escaped = (name: string) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** A name as it stands in a class list, and the first name alone, as it is written in a sentence. */
const forms = (name: string) => [name.trim(), name.trim().split(/\s+/u)[0] ?? ''].filter((form) => form.length > 1)

/**
 * Words about one pupil, with every other one's name gone: what a teacher wrote for a child may name its neighbour, whose
 * parents are not asked. Names that are the pupil's own as well stay.
 */
export function withoutNames(text: string, own: string, others: readonly string[], instead: string): string {
  const kept = new Set(forms(own))
  const gone = [...new Set(others.flatMap(forms))].filter((form) => !kept.has(form))
  if (gone.length === 0) return text
  // The longest first: of "Bo T." nothing is left standing.
  const any = gone
    .toSorted((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')
  return text.replaceAll(new RegExp(`(?<!${letter})(?:${any})(?!${letter})`, 'gu'), instead)
}
