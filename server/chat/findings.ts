import type { MessageRow } from '#db/queries/chat-messages.ts'
import type { ChannelGrantFacts } from '../access/grants.ts'
import { isPupilRole } from '../access/rules.ts'
import { noteFindings } from '../detector/detected.ts'
import type { Ctx } from '../kit/context.ts'

/** After COMMIT: what a pupil has said where other pupils read it is looked at. Their own thread is for the teachers alone. */
export async function noteMessage(
  ctx: Ctx,
  channel: ChannelGrantFacts,
  { row, title = '' }: { row: MessageRow; title?: string | undefined },
): Promise<void> {
  if (!isPupilRole(channel.role) || channel.kind === 'ask' || row.authorId !== channel.user.id) return
  const { projectId, schoolId } = channel
  const { id, channelId, text, language } = row
  const attachments = row.attachments.map((one) => ({ id: one.id, kind: one.kind, name: one.name, alt: one.alt }))
  const place = { projectId, targetKind: 'message', targetId: id, channelId } as const
  await noteFindings(ctx, {
    ...place,
    authorId: channel.user.id,
    schoolId,
    evidence: { title, text, language, attachments },
  })
}
