import * as z from '#collab/schema.ts'

/** A file that was put to a message: what there is to know of it. Its bytes lie in the store of files under its id. */
export const ownFileSchema = z.object({
  /** Of this device. */
  id: z.string(),
  kind: z.enum(['picture', 'file', 'voice']),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  /** Of a picture: words for those who cannot see it, or that there is nothing to know. */
  alt: z.string(),
  isDecorative: z.boolean(),
  durationMs: z.nullable(z.number()),
  /** The server's id, once it has the bytes. */
  fileId: z.nullable(z.string()),
})
export type OwnFile = z.infer<typeof ownFileSchema>

/** What is sent. The id is made here and is what makes a message stored once, however often it is sent. */
const draftSchema = z.object({
  id: z.string(),
  channelId: z.string(),
  text: z.string(),
  language: z.nullable(z.string()),
  replyTo: z.nullable(z.string()),
  attachments: z.array(ownFileSchema),
  mentions: z.array(z.object({ kind: z.enum(['person', 'document']), id: z.string() })),
})
export type MessageDraft = z.infer<typeof draftSchema>

const recordSchema = z.extend(draftSchema, {
  /** When it was written, in ms by this device: order, and what the screen shows until the server's time is known. */
  at: z.number(),
  refused: z.nullable(z.string()),
})
type Record = z.infer<typeof recordSchema>

export type OutgoingState =
  | { kind: 'sending' }
  /** Here and not on its way: no line, or the server said when to come again (ms). */
  | { kind: 'waiting'; until: number | null }
  /** The server will not have it, and says why. Its writer decides what becomes of the text. */
  | { kind: 'refused'; reason: string }

export interface Outgoing extends MessageDraft {
  at: number
  state: OutgoingState
}

export const encodeOutgoing = ({ state, ...draft }: Outgoing): Uint8Array => {
  const record: Record = { ...draft, refused: state.kind === 'refused' ? state.reason : null }
  return new TextEncoder().encode(JSON.stringify(record))
}

/** Null for what an earlier release wrote otherwise, or what is none at all. */
export function decodeOutgoing(bytes: Uint8Array): Outgoing | null {
  try {
    const { refused, ...draft } = recordSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
    return {
      ...draft,
      state: refused === null ? { kind: 'waiting', until: null } : { kind: 'refused', reason: refused },
    }
  } catch {
    return null
  }
}
