import { useMemo } from 'react'
import { emptyDraft } from '#client/chat/outbox/draft-store.ts'
import { useDraft } from '#client/chat/outbox/use-draft.ts'
import type { DossierRead } from '#client/data/evaluations.ts'
import type { Keeping } from '#client/dossier/use-saved-field.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import * as z from '#collab/schema.ts'

export type Criterion = DossierRead['criteria'][number]
export type Scale = Criterion['scale']

/** What one gives by a criterion, and why; saved together. */
const markSchema = z.object({ value: z.nullable(z.number()), isNotApplicable: z.boolean(), comment: z.string() })
export type MarkGiven = z.infer<typeof markSchema>
export const noMark: MarkGiven = { value: null, isNotApplicable: false, comment: '' }

const keptSchema = z.object({ value: markSchema, from: z.number() })

function parse(kept: string) {
  try {
    return keptSchema.parse(JSON.parse(kept))
  } catch {
    return null
  }
}

/** A mark that did not go yet: kept as a message's draft is, for its writer alone, and gone when they sign out. */
export function useKeptMark(evaluationId: string, criterion: string): Keeping<MarkGiven> {
  const { draft, setDraft } = useDraft(`mark:${evaluationId}:${criterion}`)
  const kept = useMemo(() => parse(draft.text), [draft.text])
  return { kept, keep: (one) => setDraft({ ...emptyDraft, text: one === null ? '' : JSON.stringify(one) }) }
}

export function useNumber() {
  const { locale } = useMessages()
  const { format } = new Intl.NumberFormat(regionOf(locale), { maximumFractionDigits: 2 })
  return format
}

/** More than these are typed. */
const mostChoices = 21

/** All marks of a scale, from its least; null where they are too many to choose from. */
export function choicesOf({ from, to, step }: Scale): number[] | null {
  const count = Math.floor((to - from) / step) + 1
  return count > mostChoices ? null : Array.from({ length: count }, (_, at) => from + at * step)
}

/** What a mark is given for: a criterion, or those of its parts that have a scale of their own. */
export const markedOf = ({ id, words, scale, least, isKnockOut, parts }: Criterion) => [
  { key: id, words, scale, least, isKnockOut, isPart: false },
  ...parts.flatMap((part) =>
    part.scale === null ? [] : [{ ...part, key: `${id}.${part.id}`, scale: part.scale, isPart: true }],
  ),
]
export type Marked = ReturnType<typeof markedOf>[number]
