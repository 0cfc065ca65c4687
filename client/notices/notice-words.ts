import {
  ArchiveX,
  AtSign,
  Award,
  BadgeCheck,
  CalendarClock,
  CircleHelp,
  CornerUpLeft,
  DoorOpen,
  Eye,
  FileClock,
  Flag,
  Handshake,
  KeyRound,
  LockKeyhole,
  LifeBuoy,
  Mail,
  MailCheck,
  MessagesSquare,
  Reply,
  Scale,
  ScrollText,
  Search,
  Sparkles,
  UsersRound,
  Stamp,
  UserCheck,
  UserPlus,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { chatAddress } from '#client/chat/places.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { NoticeView } from '../data/notices.ts'

export const noticeIcons: Record<NoticeView['kind'], LucideIcon> = {
  mention: AtSign,
  reply: Reply,
  topic: MessagesSquare,
  direct: CircleHelp,
  added: UserPlus,
  joined: MailCheck,
  restored: FileClock,
  returned: CornerUpLeft,
  approved: BadgeCheck,
  message_returned: CornerUpLeft,
  page_returned: CornerUpLeft,
  pseudonym_asked: Sparkles,
  pseudonym_approved: Sparkles,
  pseudonym_refused: Sparkles,
  pseudonym_replaced: Sparkles,
  colleague_waits: UserCheck,
  recovery_made: KeyRound,
  backup_missing: ArchiveX,
  report_came: Flag,
  report_seen: Eye,
  appeal_lifted: Scale,
  appeal_kept: Scale,
  plan_due: CalendarClock,
  second_step_added: LockKeyhole,
  second_step_removed: LockKeyhole,
  second_step_refused: LockKeyhole,
  approval_waits: Stamp,
  approval_question: CircleHelp,
  approval_approved: BadgeCheck,
  approval_refused: Stamp,
  co_founder_asked: Handshake,
  co_founder_declined: Handshake,
  pact_waits: ScrollText,
  school_left: DoorOpen,
  help_asked: LifeBuoy,
  help_answered: LifeBuoy,
  help_handed: LifeBuoy,
  help_closed: LifeBuoy,
  contact_asked: UserPlus,
  contact_accepted: UserCheck,
  contact_wrote: Mail,
  message_reported: Flag,
  message_settled: Eye,
  search_found: Search,
  circle_asked: UsersRound,
  circle_admitted: UsersRound,
  application_invited: Award,
  application_asked: Award,
  application_decided: Award,
  application_appealed: Scale,
}

/** What happened, in one sentence. */
export function useNoticeSentence() {
  const { t } = useMessages()
  const titleIn = useInLanguages()
  return ({ kind, actor, project, document, help, contact, application }: NoticeView): string => {
    const name = actor?.name ?? t('notices.somebody')
    switch (kind) {
      case 'added':
      case 'plan_due':
      case 'pact_waits':
      case 'circle_admitted':
        return t(`notices.said_${kind}`, { project: project?.name ?? '' })
      case 'circle_asked':
        return t('notices.said_circle_asked', { name, circle: project?.name ?? '' })
      case 'co_founder_declined':
        return t('notices.said_co_founder_declined', { name, project: project?.name ?? '' })
      case 'school_left':
        return t('notices.said_school_left', { school: actor?.school.name ?? '', project: project?.name ?? '' })
      case 'application_invited':
      case 'application_decided':
      case 'application_appealed':
      case 'application_asked':
        return t(`notices.said_${kind}`, {
          name,
          of: application?.of ?? '',
          title: application ? titleIn(application.titles) : '',
        })
      case 'help_asked':
      case 'help_answered':
      case 'help_handed':
      case 'help_closed':
        return t(`notices.said_${kind}`, { name, title: help?.title ?? '' })
      case 'contact_asked':
      case 'contact_accepted':
      case 'contact_wrote':
        return t(`notices.said_${kind}`, { name: contact?.name ?? t('notices.somebody') })
      case 'returned':
        if (application)
          return t('notices.said_application_returned', { of: application.of, title: titleIn(application.titles) })
        return t('notices.said_returned', { name, title: document?.title ?? '' })
      case 'restored':
      case 'page_returned':
      case 'approved':
        return t(`notices.said_${kind}`, { name, title: document?.title ?? '' })
      case 'pseudonym_approved':
      case 'pseudonym_refused':
      case 'pseudonym_replaced':
      case 'backup_missing':
      case 'report_came':
      case 'report_seen':
      case 'appeal_lifted':
      case 'appeal_kept':
      case 'second_step_added':
      case 'second_step_refused':
      case 'approval_approved':
      case 'approval_refused':
      case 'message_reported':
      case 'message_settled':
      case 'search_found':
        return t(`notices.said_${kind}`)
      case 'mention':
      case 'reply':
      case 'topic':
      case 'direct':
      case 'joined':
      case 'colleague_waits':
      case 'recovery_made':
      case 'second_step_removed':
      case 'pseudonym_asked':
      case 'message_returned':
      case 'approval_waits':
      case 'approval_question':
      case 'co_founder_asked':
        return t(`notices.said_${kind}`, { name })
    }
  }
}

/** Where it leads. */
export function noticeAddress(notice: NoticeView): string {
  const { kind, project, channel, message, document, classroom, approvalId, searchId, help, contact, application } =
    notice
  if (application) return applicationAddress(kind, application)
  if (searchId !== null) return `/network/searches/${searchId}`
  if (approvalId !== null) return `/office/approvals/${approvalId}`
  if (project && channel && message) {
    if (channel.kind === 'forum') return `/p/${project.id}/forum/${message.threadId ?? message.id}`
    const place = message.sequence === null ? {} : { message: message.sequence }
    return chatAddress(project.id, {
      channel: channel.id,
      ...place,
      ...(message.threadId === null ? {} : { thread: message.threadId }),
    })
  }
  if (contact) {
    const isWritten = kind !== 'contact_asked' && contact.conversationId !== null
    return isWritten ? `/network/contacts/${contact.conversationId}` : '/network/contacts'
  }
  if (kind === 'message_reported') return '/office'
  if (help) return `/help/${help.id}`
  if (document) return document.kind === 'page' ? `/page/${document.id}` : `/board/${document.id}`
  if (classroom) return `/classrooms/${classroom.id}`
  if (kind === 'co_founder_asked') return '/'
  if (kind.startsWith('circle_') && project) return `/network/circles/${project.id}`
  if (kind === 'pact_waits' && project) return `/p/${project.id}/dossier`
  if (kind === 'backup_missing') return '/school'
  if (kind === 'report_came') return project ? `/p/${project.id}/reports` : '/school'
  if (kind.startsWith('pseudonym') || kind.startsWith('second_step')) return '/me'
  if (project) return kind === 'joined' ? `/p/${project.id}/people` : `/p/${project.id}/pages`
  return kind === 'joined' || kind === 'colleague_waits' ? '/school' : '/'
}

/** Whoever is invited begins on the page of their school; a director finds an appeal among what waits. */
function applicationAddress(kind: NoticeView['kind'], { id, isOwn }: { id: string; isOwn: boolean }): string {
  if (kind === 'application_invited') return '/school?tab=label'
  return isOwn ? `/apply/${id}` : '/office'
}
