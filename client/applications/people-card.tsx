import { useState } from 'react'
import {
  type ApplicationView,
  useApplicationDeed,
  useAskPerson,
  useLeaveApplication,
} from '#client/data/applications.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { ErrorState } from '#client/ui/states.tsx'

/** Who writes it and who stands by it; whoever is asked says yes or no here. */
export function PeopleCard({ application }: { application: ApplicationView }) {
  const { t } = useMessages()
  const [endorse, leave] = [useApplicationDeed(application.id), useLeaveApplication(application.id)]
  const me = application.people.find(({ isMe }) => isMe)
  return (
    <Card title={t('applications.people')}>
      <Stack gap="s">
        {application.people.map(({ userId, name, school, part, confirmedAt }) => (
          <p key={`${userId} ${part}`}>
            {t('applications.personLine', { name, school, part, isAsked: confirmedAt === null ? 'yes' : 'no' })}
          </p>
        ))}
        {application.can.reply && me && (
          <Actions>
            <OnlineButton variant="primary" isPending={endorse.isPending} onPress={() => endorse.mutate('endorse')}>
              {t('applications.sayYes')}
            </OnlineButton>
            <OnlineButton isPending={leave.isPending} onPress={() => leave.mutate(me.userId)}>
              {t('applications.sayNo')}
            </OnlineButton>
          </Actions>
        )}
        {(endorse.isError || leave.isError) && <ErrorState error={endorse.error ?? leave.error} />}
        {application.askable.length > 0 && <Ask application={application} />}
      </Stack>
    </Card>
  )
}

function Ask({ application }: { application: ApplicationView }) {
  const { t } = useMessages()
  const ask = useAskPerson(application.id)
  const [chosen, setChosen] = useState('')
  const options = application.askable.flatMap(({ userId, name, school, parts }) =>
    parts.map((part) => ({
      id: `${part} ${userId}`,
      label: t('applications.askLine', { name, school, part }),
    })),
  )
  const send = () => {
    const [part = '', userId = ''] = chosen.split(' ')
    if (part === 'author' || part === 'endorser') ask.mutate({ userId, part }, { onSuccess: () => setChosen('') })
  }
  return (
    <>
      <Row gap="s">
        <Select
          label={t('applications.ask')}
          placeholder={t('applications.askWhom')}
          options={options}
          value={chosen}
          onChange={setChosen}
        />
        <OnlineButton isDisabled={chosen === ''} isPending={ask.isPending} onPress={send}>
          {t('applications.askNow')}
        </OnlineButton>
      </Row>
      {ask.isError && <ErrorState error={ask.error} />}
    </>
  )
}
