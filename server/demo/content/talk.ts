import { z } from 'zod'
import { reactions } from '#db/schema/values.ts'
import { rivers } from './schools.ts'
import talk from './talk.json' with { type: 'json' }

const lineSchema = z.strictObject({
  by: z.string(),
  /** School days before the demonstration was started; and the clock on the wall. */
  day: z.number(),
  at: z.string(),
  language: z.enum(['fr', 'de', 'en']),
  /** `@[Name]` mentions a person, `#[Title]` a page of the project. */
  text: z.string(),
  /** A name for this message, and whom it answers. */
  key: z.string().optional(),
  to: z.string().optional(),
  isPinned: z.literal(true).optional(),
  /** Of a topic of the forum, which begins with this message. */
  title: z.string().optional(),
  /** `chosen`: by whom so far, as the places of options. */
  poll: z
    .strictObject({
      options: z.array(z.string()),
      isMultiple: z.literal(true).optional(),
      chosen: z.record(z.string(), z.array(z.number())),
    })
    .optional(),
  reactions: z.partialRecord(z.enum(reactions), z.array(z.string())).optional(),
})
export type TalkLine = z.infer<typeof lineSchema>

const linesSchema = z.array(lineSchema)

/** By the kind of the channel; of groups by river, and of pupils who ask by their name. */
const channelsSchema = z.strictObject({
  project: linesSchema,
  forum: linesSchema.optional(),
  teachers: linesSchema.optional(),
  group: z.record(z.enum(rivers), linesSchema).optional(),
  ask: z.record(z.string(), linesSchema).optional(),
})

/** What was said in the channels of the demonstration, by the name of the project. */
export const demoTalk = z.record(z.string(), channelsSchema).parse(talk)
