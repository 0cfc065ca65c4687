import { useQuery } from '@tanstack/react-query'
import { Eye, PencilOff } from 'lucide-react'
import { ruleSaid, rulesQuery, type WritingTool } from '#client/data/writing-rules.ts'
import { formatClock } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { SanctionAppeal } from './sanction-appeal.tsx'

interface RuleNoticeProps {
  projectId: string
  tool: WritingTool
  /** Null in a channel. */
  documentId: string | null
}

/** Which rule of writing binds me here: by whom, until when and why. */
export function RuleNotice({ projectId, tool, documentId }: RuleNoticeProps) {
  const { t, locale } = useMessages()
  const { data } = useQuery(rulesQuery(projectId))
  const rule = data && ruleSaid(data.rules, tool, documentId)
  if (rule === undefined) return null
  const by = rule.by || t('writing.aTeacher')
  if (rule.mode === 'approval')
    return (
      <Notice icon={Eye} role="status" title={t('writing.readFirst', { by })}>
        {rule.reason !== null && <p>{rule.reason}</p>}
        {rule.purpose === 'sanction' && <SanctionAppeal projectId={projectId} rule={rule} />}
      </Notice>
    )
  const said = rule.purpose === 'sanction' ? ('sanctioned' as const) : ('bound' as const)
  const title =
    rule.until === null
      ? t(`writing.${said}`, { by })
      : t(`writing.${said}Until`, { by, time: formatClock(rule.until, locale) })
  return (
    <Notice tone="ice" icon={PencilOff} role="status" title={title}>
      {rule.reason !== null && <p>{rule.reason}</p>}
      {rule.purpose === 'sanction' && (
        <>
          <p>{t('writing.askTeachers')}</p>
          <SanctionAppeal projectId={projectId} rule={rule} />
        </>
      )}
    </Notice>
  )
}
