import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { readMessage } from '#client/live/wire.ts'
import { messageSchema } from '#collab/messages.ts'
import { messageType } from '#collab/protocol.ts'
import { messageOf } from './chat-message.ts'

/** What a client makes of a notice. */
function heard(notice: object) {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.notice)
  encoding.writeVarString(encoder, JSON.stringify(notice))
  return readMessage(encoding.toUint8Array(encoder))
}

test('a message is read from the line as HTTP gives it', () => {
  const notice = { topic: 'message', id: 'channel', message: messageOf(3) }
  expect(heard(notice)).toEqual({ kind: 'notice', notice })
  expect(messageSchema.parse(notice.message)).toEqual(messageOf(3))
})

test('a message that a newer server says otherwise is not taken for one', () => {
  const message = { ...messageOf(3), reactions: { heart: ['emma'] } }
  expect(messageSchema.safeParse(message).success).toBe(false)
  expect(messageSchema.parse({ ...messageOf(3), mood: 'glad' })).toEqual(messageOf(3))
})

test('a topic of a newer server, and words it adds, disturb nobody', () => {
  expect(heard({ topic: 'weather', id: 'x', colour: 'red' })).toEqual({
    kind: 'notice',
    notice: { topic: 'weather', id: 'x' },
  })
})
