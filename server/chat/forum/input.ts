import * as z from 'zod'
import { line } from '#server/kit/text.ts'
import { messageDraft } from '../input.ts'

/* What a request about the forum may hold. */

const mostOptions = 8

const option = line(80)
const newPoll = z.strictObject({
  isMultiple: z.boolean().optional(),
  options: z
    .array(option)
    .min(2)
    .max(mostOptions)
    .refine((options) => new Set(options).size === options.length, 'option_twice'),
})

export const newTopic = messageDraft.omit({ replyTo: true }).extend({ title: line(120), poll: newPoll.optional() })
export type NewTopic = z.infer<typeof newTopic>

export const topicsAsked = z.strictObject({
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
export const topicParam = z.strictObject({ topicId: z.uuid().toLowerCase() })
export const pollParam = z.strictObject({ pollId: z.uuid().toLowerCase() })
export const choice = z.strictObject({ optionIds: z.array(z.uuid().toLowerCase()).max(mostOptions) })
