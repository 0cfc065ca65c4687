import { z } from '#client/live/schema.ts'
import type { Message } from './queries.ts'

/** One of those that the server takes; how it is drawn hangs on its kind. */
type FileType = Message['attachments'][number]['type']

/** A message as it comes over the line: the same view as HTTP gives, and looked at like everything from outside. */
const messageSchema = z.object({
  id: z.string(),
  channelId: z.string(),
  sequence: z.number().nullable(),
  authorId: z.string().nullable(),
  at: z.string(),
  text: z.string(),
  language: z.string().nullable(),
  replyTo: z.string().nullable(),
  threadId: z.string().nullable(),
  threadCount: z.number(),
  lastReplyAt: z.string().nullable(),
  attachments: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['picture', 'file', 'voice']),
      type: z.custom<FileType>((value) => typeof value === 'string'),
      name: z.string(),
      size: z.number(),
      width: z.number().nullable(),
      height: z.number().nullable(),
      durationMs: z.number().nullable(),
      alt: z.string(),
    }),
  ),
  mentions: z.array(z.object({ kind: z.enum(['person', 'document']), id: z.string() })),
  reactions: z.array(z.object({ reaction: z.string(), userIds: z.array(z.string()) })),
  editedAt: z.string().nullable(),
  deletedAt: z.string().nullable(),
  deletedBy: z.string().nullable(),
  pinnedAt: z.string().nullable(),
  deliverAt: z.string().nullable(),
  can: z.object({
    edit: z.boolean(),
    remove: z.boolean(),
    pin: z.boolean(),
    react: z.boolean(),
    readEdits: z.boolean(),
  }),
})

/** Null for what a newer server says otherwise: then it is fetched. */
export function readPushed(message: unknown): Message | null {
  const parsed = messageSchema.safeParse(message)
  return parsed.success ? parsed.data : null
}
