import type { Written } from '../messages/text-parts.ts'

/* What the "@" menu offers. Pure. */

export interface MentionOption extends Written {
  /** Said below the name: the school, or what kind of document. */
  note: string
  /** Of the title of a document. */
  language?: string | null
}

/** The @ and what was typed behind it, before the caret; two words at most, since names have them. */
const asked = /(?:^|[\s([{«"'])@(?<query>[^\s@]{0,40}(?: [^\s@]{0,40})?)$/u

export function mentionQuery(text: string, caret: number): { query: string; from: number } | null {
  const match = asked.exec(text.slice(0, caret))
  const query = match?.groups?.['query']
  return query === undefined ? null : { query, from: caret - query.length - 1 }
}

const most = 8

const folded = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Those whose words begin like the query, in the order they come. */
export function matching(options: readonly MentionOption[], query: string): MentionOption[] {
  const wanted = folded(query)
  const words = (label: string) => folded(label).split(/[\s-]+/)
  const fits = ({ label }: MentionOption) =>
    folded(label).startsWith(wanted) || words(label).some((word) => word.startsWith(wanted))
  return options.filter(fits).slice(0, most)
}

/** The text with the name in place of the query; the caret stands behind it. */
export function withMention(text: string, place: { from: number; caret: number }, label: string) {
  const before = `${text.slice(0, place.from)}@${label} `
  return { text: before + text.slice(place.caret).replace(/^ /, ''), caret: before.length }
}
