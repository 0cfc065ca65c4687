import * as z from 'zod'
import { reactions } from '#db/schema/values.ts'
import { withoutControls } from '#collab/documents/controls.ts'
import { day, moment, seconds } from '../kit/dates.ts'
import { givenReason } from '../kit/text.ts'
import type { Given } from '../kit/given.ts'
import { languageTag, lines } from '../kit/text.ts'

/* What a request about a channel or a message may hold. */

export const channelParam = z.strictObject({ channelId: z.uuid().toLowerCase() })
export const messageParam = z.strictObject({ messageId: z.uuid().toLowerCase() })
export const reactionParam = z.strictObject({ messageId: z.uuid().toLowerCase(), reaction: z.enum(reactions) })

/** Cleaned and measured in letters by `cleanText`; this only keeps absurd ones away from it. */
const text = z.string().max(64_000).transform(withoutControls)

export const messageDraft = z.strictObject({
  /** Made by the client, and kept until it knows that the message is stored. Without one it may be stored twice. */
  id: z.uuid().toLowerCase().optional(),
  text,
  language: languageTag.nullable().optional(),
  replyTo: z.uuid().toLowerCase().nullable().optional(),
  /** Files of this channel that the author put there, with words for the pictures among them. */
  attachments: z
    .array(z.strictObject({ id: z.uuid().toLowerCase(), alt: lines(1_000).default('') }))
    .max(6)
    .optional(),
})
export type MessageDraft = z.infer<typeof messageDraft>

export const messageChanges = z.strictObject({ text })
export const copyTarget = z.strictObject({ documentId: z.uuid().toLowerCase() })

const sequence = z.coerce.number().int().min(0).max(2_147_483_647)

export const messagesAsked = z
  .strictObject({
    before: sequence.optional(),
    after: sequence.optional(),
    around: sequence.optional(),
    date: day.optional(),
    /** A message's id: its replies. `top`: what is no reply. */
    thread: z.union([z.uuid().toLowerCase(), z.literal('top')]).optional(),
    pinned: z.literal('true').optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .refine(
    ({ before, after, around, date }) => [before, after, around, date].filter((one) => one !== undefined).length <= 1,
    { error: 'one_place' },
  )
export type MessagesAsked = z.infer<typeof messagesAsked>

/** As typed: what is no word in it counts for nothing. */
export const searchAsked = z.strictObject({
  q: z.string().min(1).max(200).transform(withoutControls),
  before: sequence.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

export const readMark = z.strictObject({ sequence: z.int().min(0).max(2_147_483_647) })

export const channelChanges = z
  .strictObject({
    slowSeconds: z.int().min(0).max(3_600).optional(),
    isPaused: z.boolean().optional(),
    /** With `isPaused: true`; left out or null, until a teacher ends it. */
    pausedForSeconds: seconds.nullable().optional(),
    /** The same as an end: from a screen that was loaded before there were durations. */
    pausedUntil: moment.nullable().optional(),
    /** Of the pause that is begun, or goes on. */
    pausedReason: givenReason.optional(),
    slowReason: givenReason.optional(),
    needsTeacher: z.boolean().optional(),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), { error: 'nothing_to_change' })
export type ChannelChanges = Given<z.infer<typeof channelChanges>>
