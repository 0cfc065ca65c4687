import { useState } from 'react'
import { type ApplicationView, useApplicationDeed } from '#client/data/applications.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Actions, ConfirmDialog } from '#client/ui/dialog.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { useMissingWords } from '#client/recognition/words.ts'

/** To hand it in, to take it back, to declare it: each says what will be, and what is still in the way. */
export function Deeds({ application }: { application: ApplicationView }) {
  const { t, locale } = useMessages()
  const { can, missing, declared } = application
  if (!can.submit && !can.declare && !can.withdraw && missing.length === 0 && declared === null) return null
  return (
    <Card title={t(can.submit || missing.length > 0 ? 'applications.toHandIn' : 'applications.deeds')}>
      <Stack>
        {missing.length > 0 && <Missing of={missing} />}
        {declared !== null && (
          <p>
            {t('applications.declared', { when: formatMoment(declared.at, locale) })}{' '}
            {declared.isOlder && t('applications.declaredOlder')}
          </p>
        )}
        {can.submit && missing.length === 0 && <p>{t('applications.ready')}</p>}
        <Actions>
          {can.submit && <Deed application={application} deed="submit" isOff={missing.length > 0} />}
          {can.declare && (declared === null || declared.isOlder) && <Deed application={application} deed="declare" />}
          {can.withdraw && <Deed application={application} deed="withdraw" />}
        </Actions>
      </Stack>
    </Card>
  )
}

function Missing({ of }: { of: ApplicationView['missing'] }) {
  const { t } = useMessages()
  const missingWords = useMissingWords()
  return (
    <div>
      <p>{t('applications.missing', { count: of.length })}</p>
      <ul aria-label={t('applications.missing', { count: of.length })}>
        {of.map((lack) => (
          <li key={`${lack.of} ${lack.id}`}>{missingWords(lack)}</li>
        ))}
      </ul>
    </div>
  )
}

interface DeedProps {
  application: ApplicationView
  deed: 'submit' | 'withdraw' | 'declare'
  isOff?: boolean
}

function Deed({ application, deed, isOff = false }: DeedProps) {
  const { t } = useMessages()
  const run = useApplicationDeed(application.id)
  const [isOpen, setOpen] = useState(false)
  const isAgain = deed === 'declare' && application.declared !== null
  const label = t(isAgain ? 'applications.declareAgain' : `applications.${deed}`)
  return (
    <>
      <OnlineButton
        variant={deed === 'withdraw' ? 'quiet' : 'primary'}
        isDisabled={isOff}
        onPress={() => setOpen(true)}
      >
        {label}
      </OnlineButton>
      <ConfirmDialog
        title={label}
        confirmLabel={label}
        isOpen={isOpen}
        onOpenChange={setOpen}
        isPending={run.isPending}
        onConfirm={() => run.mutate(deed, { onSuccess: () => setOpen(false) })}
      >
        <Stack gap="s">
          <p>{t(`applications.${deed}Help`)}</p>
          {run.isError && <ErrorState error={run.error} />}
        </Stack>
      </ConfirmDialog>
    </>
  )
}
