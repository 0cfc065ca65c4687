import * as z from './schema.ts'

/** A file that a message brings along, without its bytes. */
const attachmentSchema = z.object({
  id: z.string(),
  kind: z.enum(['picture', 'file', 'voice']),
  type: z.string(),
  name: z.string(),
  size: z.number(),
  /** Of a picture. */
  width: z.nullable(z.number()),
  height: z.nullable(z.number()),
  /** Of a voice note. */
  durationMs: z.nullable(z.number()),
  /** Words for a picture. */
  alt: z.string(),
})

/** What was said in a channel, or what became of it, as its reader sees it. HTTP gives the same. */
export const messageSchema = z.object({
  id: z.string(),
  channelId: z.string(),
  /** Null while it waits to be delivered. */
  sequence: z.nullable(z.number()),
  authorId: z.nullable(z.string()),
  at: z.string(),
  text: z.string(),
  language: z.nullable(z.string()),
  replyTo: z.nullable(z.string()),
  threadId: z.nullable(z.string()),
  threadCount: z.number(),
  lastReplyAt: z.nullable(z.string()),
  attachments: z.array(attachmentSchema),
  mentions: z.array(z.object({ kind: z.enum(['person', 'document']), id: z.string() })),
  /** Each of the short list, and who gave it, in the order they did. */
  reactions: z.array(z.object({ reaction: z.string(), userIds: z.array(z.string()) })),
  editedAt: z.nullable(z.string()),
  deletedAt: z.nullable(z.string()),
  deletedBy: z.nullable(z.string()),
  pinnedAt: z.nullable(z.string()),
  deliverAt: z.nullable(z.string()),
  /** Since when it waits for a teacher: its author's and the teachers' until then. */
  pendingAt: z.nullable(z.string()),
  /** Why a teacher sent it back to its author. */
  returnedReason: z.nullable(z.string()),
  can: z.object({
    edit: z.boolean(),
    remove: z.boolean(),
    pin: z.boolean(),
    react: z.boolean(),
    readEdits: z.boolean(),
  }),
})
export type Message = z.infer<typeof messageSchema>
