import type { Delivered } from '#client/chat/messages/queries.ts'

/** A message as the server shows it, with what a test has to say about it. */
export const messageOf = (sequence: number, more: Partial<Delivered> = {}): Delivered => ({
  id: `m${sequence}`,
  channelId: 'channel',
  sequence,
  authorId: 'emma',
  at: new Date(Date.UTC(2026, 10, 25, 9, 0, sequence)).toISOString(),
  text: `words ${sequence}`,
  language: null,
  replyTo: null,
  threadId: null,
  threadCount: 0,
  lastReplyAt: null,
  attachments: [],
  mentions: [],
  reactions: [],
  editedAt: null,
  deletedAt: null,
  deletedBy: null,
  pinnedAt: null,
  deliverAt: null,
  can: { edit: false, remove: false, pin: false, react: true, readEdits: false },
  ...more,
})
