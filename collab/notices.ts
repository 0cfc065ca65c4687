import type { Message } from './messages.ts'
import type { relayTopic } from './protocol.ts'
import * as z from './schema.ts'

/*
 * What the server pushes into a room (message 102), said once: what server, rows and client know of it follows from here. To
 * the relay it is a topic and bytes.
 */

type Topic =
  | 'document'
  | 'documents'
  | 'versions'
  | 'restored'
  | 'people'
  | 'groups'
  | 'project'
  | 'dossier'
  | 'hidden'
  | 'pending'
  | 'pauses'
  | 'votes'
  | 'quiet'
  | 'notices'
  | 'channels'
  | 'topics'
  | 'message'
  | 'forgotten'
  | 'read'
  | 'hands'
  | 'writing'
  | 'desk'
  | 'looks'
  | 'live'
  | 'timer'
  | 'reports'
  | 'removals'
  | (typeof relayTopic)[keyof typeof relayTopic]

/** Something changed, look again: facts come over HTTP, judged anew. A topic of a newer server is nobody's. */
export const noticeSchema = z.object({
  topic: z.custom<Topic>((topic) => typeof topic === 'string'),
  id: z.optional(z.string()),
  /** Who caused it. */
  userId: z.optional(z.string()),
  /** With the topic `read`: up to where one has read the channel, on whichever device. */
  sequence: z.optional(z.number()),
  /** Why something of one's own was put back. */
  reason: z.optional(z.string()),
  /** With the topic `message`: read by the chat (`messages.ts`), whose schema pages without it do not load. */
  message: z.optional(z.unknown()),
})
/** As it is read. */
export type HeardNotice = z.infer<typeof noticeSchema>
/** As it is pushed. */
export type Notice = Omit<HeardNotice, 'message'> & { message?: Message }
