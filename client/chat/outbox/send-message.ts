import { call } from '#client/api.ts'
import type { MessageDraft } from './outgoing.ts'
import { channelApi, type Message } from '../messages/queries.ts'

/** A line that takes longer than this is taken for dead: the message is sent again, and stored once. */
const sendMs = 20_000

export async function sendMessage({ channelId, ...json }: MessageDraft): Promise<Message> {
  const { mentions: _, attachments: files, ...draft } = json
  const attachments = files.flatMap(({ fileId, alt }) => (fileId === null ? [] : [{ id: fileId, alt }]))
  const init = { signal: AbortSignal.timeout(sendMs) }
  const body = attachments.length === 0 ? draft : { ...draft, attachments }
  const { message } = await call(channelApi.messages.$post({ param: { channelId }, json: body }, { init }))
  return message
}
