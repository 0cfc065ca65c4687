import * as z from 'zod'
import { line } from '../kit/text.ts'
import { isListField, letterFields } from './fields.ts'

/* The rich text of a template, as the editor writes it: paragraphs, headings, lists, and fields among words. */

const words = z.strictObject({
  type: z.literal('text'),
  // Blanks around a field are words too.
  text: z
    .string()
    .min(1)
    .max(4_000)
    .refine((text) => !/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u206f]/u.test(text), 'bad_characters'),
})
const field = z.strictObject({ type: z.literal('field'), attrs: z.strictObject({ name: z.enum(letterFields) }) })
const lineBreak = z.strictObject({ type: z.literal('hardBreak') })
const inline = z.array(z.discriminatedUnion('type', [words, field, lineBreak])).max(200)
export type Inline = z.infer<typeof inline>

const paragraph = z.strictObject({ type: z.literal('paragraph'), content: inline.optional() })
const heading = z.strictObject({
  type: z.literal('heading'),
  attrs: z.strictObject({ level: z.union([z.literal(1), z.literal(2)]) }),
  content: inline.optional(),
})
const item = z.strictObject({ type: z.literal('listItem'), content: z.array(paragraph).min(1).max(20) })
const bulletList = z.strictObject({ type: z.literal('bulletList'), content: z.array(item).min(1).max(100) })
const block = z.discriminatedUnion('type', [paragraph, heading, bulletList])
export type BodyBlock = z.infer<typeof block>

const hasList = (content: Inline | undefined) =>
  (content ?? []).some((one) => one.type === 'field' && isListField(one.attrs.name))

/** A list among words would tear the sentence apart. */
const standsAlone = (one: BodyBlock) => {
  if (one.type === 'bulletList') return !one.content.some(({ content }) => content.some((of) => hasList(of.content)))
  return !hasList(one.content) || (one.type === 'paragraph' && one.content?.length === 1)
}

export const letterBody = z.strictObject({
  type: z.literal('doc'),
  content: z
    .array(block)
    .min(1)
    .max(200)
    .refine((blocks) => blocks.every(standsAlone), 'letter_list_alone'),
})
export type LetterBody = z.infer<typeof letterBody>

export const letterTitle = line(160)
