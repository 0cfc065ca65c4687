import { chatAddress } from '#client/chat/places.ts'
import type { ReportReason, ReportView } from '#client/data/reports.ts'

export const reasons: readonly ReportReason[] = ['unkind', 'private', 'upsetting', 'contact', 'other']

/** Where what is reported lies; null where it is gone, or somewhere one does not go. */
export function reportAddress({ project, target }: ReportView): string | null {
  const { channel, message, document } = target
  if (target.kind === 'user') return `/p/${project.id}/people`
  if (channel && message) {
    if (channel.kind === 'forum') return `/p/${project.id}/forum/${message.threadId ?? target.id}`
    const place = message.sequence === null ? {} : { message: message.sequence }
    const thread = message.threadId === null ? {} : { thread: message.threadId }
    return chatAddress(project.id, { channel: channel.id, ...place, ...thread })
  }
  if (document === null) return null
  return document.kind === 'page' ? `/page/${document.id}` : `/board/${document.id}`
}
