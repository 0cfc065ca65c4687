import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { toast } from '#client/ui/toast.tsx'
import { formatAtSchool } from './clock.ts'
import { useEndException } from '../data/quiet.ts'

interface Exception {
  /** Null for those who may not read more than that there is one. */
  id: string | null
  reason: string | null
  by: string | null
  until: string
}

interface ExceptionListProps {
  exceptions: readonly Exception[]
  timeZone: string
  canEnd: boolean
}

/** Who let messages through, until when and why; and the way to quiet before that. */
export function ExceptionList({ exceptions, timeZone, canEnd }: ExceptionListProps) {
  const { t, locale } = useMessages()
  const errorText = useErrorText()
  const end = useEndException()
  const onEnd = (id: string) =>
    runChange(end, id, {
      onSuccess: () => toast(t('quiet.exceptionEnded')),
      onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
    })
  return exceptions.map(({ id, reason, by, until }) => (
    <Notice
      key={id ?? until}
      tone="warn"
      title={t('quiet.exceptionLasts', { when: formatAtSchool(until, timeZone, locale) })}
      action={
        canEnd &&
        id !== null && (
          <OnlineButton isPending={end.isPending} onPress={() => onEnd(id)}>
            {t('quiet.endException')}
          </OnlineButton>
        )
      }
    >
      {reason !== null && <p>{by === null ? reason : t('quiet.exceptionWhy', { by, reason })}</p>}
    </Notice>
  ))
}
