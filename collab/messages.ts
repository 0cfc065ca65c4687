import { z } from './schema.ts'

/** A file that a message brings along, without its bytes. */
const attachmentSchema = z.object({
  id: z.string(),
  kind: z.enum(['picture', 'file', 'voice']),
  type: z.string(),
  name: z.string(),
  size: z.number(),
  /** Of a picture. */
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** Of a voice note. */
  durationMs: z.number().nullable(),
  /** Words for a picture. */
  alt: z.string(),
})

/** What was said in a channel, or what became of it, as its reader sees it. HTTP gives the same. */
export const messageSchema = z.object({
  id: z.string(),
  channelId: z.string(),
  /** Null while it waits to be delivered. */
  sequence: z.number().nullable(),
  authorId: z.string().nullable(),
  at: z.string(),
  text: z.string(),
  language: z.string().nullable(),
  replyTo: z.string().nullable(),
  threadId: z.string().nullable(),
  threadCount: z.number(),
  lastReplyAt: z.string().nullable(),
  attachments: z.array(attachmentSchema),
  mentions: z.array(z.object({ kind: z.enum(['person', 'document']), id: z.string() })),
  /** Each of the short list, and who gave it, in the order they did. */
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
export type Message = z.infer<typeof messageSchema>
