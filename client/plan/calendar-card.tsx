import { useQuery } from '@tanstack/react-query'
import { calendarQuery, useMakeCalendarKey, useRemoveCalendarKey } from '#client/data/plan.ts'
import { formatDate } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { copyText } from '#client/ui/copy-text.ts'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

/** The secret address of one's own calendar: made, made anew and closed. */
export function CalendarCard() {
  const { t, locale } = useMessages()
  const { data } = useQuery(calendarQuery())
  const making = useMakeCalendarKey()
  const closing = useRemoveCalendarKey()
  const address = making.data?.address ?? null
  const madeAt = data?.madeAt ?? null
  const copy = async (text: string) => {
    await copyText(text, 'calendar')
    toast(t('plan.calendarCopied'))
  }
  const close = () => runChange(closing, undefined, { onSuccess: () => making.reset() })
  return (
    <Card title={t('plan.calendarTitle')}>
      <Stack>
        <p>{t('plan.calendarText')}</p>
        {address !== null && madeAt !== null && (
          <>
            <p role="status">{t('plan.calendarOnce')}</p>
            <TextField label={t('plan.calendarTitle')} value={address} isReadOnly />
          </>
        )}
        {address === null && madeAt !== null && <p>{t('plan.calendarMade', { day: formatDate(madeAt, locale) })}</p>}
        <Row>
          {address !== null && madeAt !== null && (
            <Button variant="primary" onPress={() => void copy(address)}>
              {t('plan.calendarCopy')}
            </Button>
          )}
          <OnlineButton isPending={making.isPending} onPress={() => making.mutate()}>
            {t(madeAt === null ? 'plan.calendarMake' : 'plan.calendarAnew')}
          </OnlineButton>
          {madeAt !== null && (
            <OnlineButton isPending={closing.isPending} onPress={close}>
              {t('plan.calendarClose')}
            </OnlineButton>
          )}
        </Row>
      </Stack>
    </Card>
  )
}
