import { listChannelFacts, listChannels } from '#db/queries/chat-channels.ts'
import { listPendingMessages } from '#db/queries/chat-held.ts'
import type { MessageRow } from '#db/queries/chat-messages.ts'
import { listTopicWords } from '#db/queries/forum.ts'
import { grantForChannel, requireProject } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import type { Decided, DeskItem } from '../kit/desk-item.ts'
import { approveMessage, returnMessage } from './approval.ts'
import { removeMessage } from './changes.ts'

/** Messages that wait in the channels whoever asks may moderate. */
export async function messagesOnDesk(ctx: Ctx, projectId: string): Promise<DeskItem[]> {
  const { user, state } = await requireProject(ctx, projectId, 'channel.moderate')
  const rows = await listPendingMessages(ctx.db, projectId)
  if (rows.length === 0) return []
  const facts = await listChannelFacts(ctx.db, user.id, [...new Set(rows.map((row) => row.channelId))])
  const mayRead = new Set(
    facts
      .filter((channel) => grantForChannel(channel, { ...channel, userId: user.id }, state) !== 'none')
      .map((channel) => channel.channelId),
  )
  const channels = new Map((await listChannels(ctx.db, projectId, user.id, null)).map((row) => [row.id, row]))
  const topics = await listTopicWords(
    ctx.db,
    rows.map((row) => row.id),
  )
  return rows.flatMap((row) => {
    const channel = channels.get(row.channelId)
    if (channel === undefined || row.authorId === null || !mayRead.has(row.channelId)) return []
    const { title = '', options = [] } = topics.get(row.id) ?? {}
    const text = [title, row.text, ...options.map((option) => `– ${option}`)].filter((line) => line !== '').join('\n')
    return [itemOf({ ...row, text }, row.authorId, channel)]
  })
}

const itemOf = (
  row: MessageRow,
  authorId: string,
  channel: { id: string; kind: string; groupName: string | null; title: string | null },
): DeskItem => ({
  id: row.id,
  kind: 'message',
  authorId,
  at: row.pendingAt ?? row.at,
  version: row.editedAt?.toISOString() ?? null,
  text: row.text,
  language: row.language,
  files: row.attachments.map(({ id, kind, name, alt, durationMs }) => ({ id, kind, name, alt, durationMs })),
  place: { kind: 'channel', id: channel.id, channelKind: channel.kind, title: channel.groupName ?? channel.title },
  can: ['approve', 'return', 'hide'],
})

export async function decideMessage(ctx: Ctx, messageId: string, { decision, version, reason }: Decided) {
  if (decision === 'approve') await approveMessage(ctx, messageId, version)
  else if (decision === 'return') await returnMessage(ctx, messageId, { readAt: version, reason })
  else await removeMessage(ctx, messageId)
}
