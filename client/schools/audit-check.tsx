import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { formatDate, formatMoment } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { type AuditCheck as Check, auditCheckQuery, auditFile, useCheckAudit } from '../data/audit.ts'

/** Whether the audit is as it was written, asked for by hand too, and all of it as a file. */
export function AuditCheck() {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(auditCheckQuery)
  const check = useCheckAudit()
  return (
    <Card title={t('schools.auditCheckTitle')}>
      <Stack>
        {isPending && <Skeleton of="rows" count={1} />}
        {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
        <div role="status">{data && (data.check ? <Found check={data.check} /> : t('schools.auditNever'))}</div>
        <p>{t('schools.auditCheckHow')}</p>
        {check.isError && <ErrorState error={check.error} />}
        <div>
          <OnlineButton isPending={check.isPending} onPress={() => check.mutate()}>
            {t('schools.auditCheckNow')}
          </OnlineButton>
        </div>
        <h3>{t('schools.auditTake')}</h3>
        <p>{t('schools.auditTakeHow')}</p>
        <Row gap="s">
          <LinkButton icon={Download} href={auditFile('csv')} download>
            {t('schools.auditCsv')}
          </LinkButton>
          <LinkButton icon={Download} href={auditFile('jsonl')} download>
            {t('schools.auditJsonl')}
          </LinkButton>
        </Row>
      </Stack>
    </Card>
  )
}

function Found({ check: { at, lines, fault } }: { check: Check }) {
  const { t, locale } = useMessages()
  const when = <p>{t('schools.auditCheckedAt', { when: formatMoment(at, locale) })}</p>
  if (fault === null)
    return (
      <Stack gap="s">
        <p>{t('schools.auditWhole', { count: lines })}</p>
        {when}
      </Stack>
    )
  const { kind, number, day, where } = fault
  return (
    <Notice tone="danger" title={t('schools.auditFaultTitle')}>
      <p>{t('schools.auditFault', { kind, number, day: formatDate(day, locale) })}</p>
      <p>{t('schools.auditFaultWhere', { where })}</p>
      <p>{t('schools.auditFaultDo')}</p>
      {when}
    </Notice>
  )
}
