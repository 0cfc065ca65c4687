import type { ChannelPerson } from '#db/queries/chat-channels.ts'
import type { MessageRow } from '#db/queries/chat-messages.ts'
import { type ChannelGrantFacts, grantForChannel } from '../access/grants.ts'
import { canInProject } from '../access/rules.ts'
import type { Ctx } from '../context.ts'
import { type Extras, messageView } from './views.ts'

type Channel = Pick<
  ChannelGrantFacts,
  'projectId' | 'projectState' | 'kind' | 'channelGroupId' | 'pupilId' | 'pupilSchoolId'
>

/** Whoever is in the space and may read the channel, by what they may do with a message there. */
function readersOf(ctx: Ctx, channel: Channel, people: ChannelPerson[]) {
  const present = new Set(ctx.rooms.present({ projectId: channel.projectId }))
  return people.flatMap((person) => {
    if (!present.has(person.userId)) return []
    const grant = grantForChannel(channel, person, channel.projectState)
    if (grant === 'none') return []
    const canModerate = canInProject(person.role, channel.projectState, 'channel.moderate')
    return [{ userId: person.userId, canWrite: grant === 'write', canModerate }]
  })
}

/**
 * Sends a message, or what became of it, to everybody in the space who may read its channel. After COMMIT. Who may do the
 * same with it gets the same bytes.
 */
export function tellMessage(
  ctx: Ctx,
  channel: Channel,
  row: MessageRow,
  extras: Extras,
  people: ChannelPerson[],
): void {
  const audiences = new Map<string, { view: ReturnType<typeof messageView>; to: Set<string> }>()
  for (const reader of readersOf(ctx, channel, people)) {
    const view = messageView(row, extras, reader, ctx.now())
    const key = JSON.stringify(view.can)
    const audience = audiences.get(key)
    if (audience) audience.to.add(reader.userId)
    else audiences.set(key, { view, to: new Set([reader.userId]) })
  }
  for (const { view, to } of audiences.values())
    ctx.rooms.notice({ projectId: channel.projectId }, { topic: 'message', id: row.channelId, message: view }, to)
}
