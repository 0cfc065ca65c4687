import { Check, X } from 'lucide-react'
import { useState } from 'react'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { formatSince } from '#client/projects/dates.ts'
import { OnlineButton } from '#client/projects/online-button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Card, Row } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useConfirmColleague, useRefuseColleague } from './queries.ts'
import type { SchoolView } from './queries.ts'
import styles from './waiting-staff.module.css'

type Waiting = SchoolView['waiting'][number]

/** Who came by a link and is let in by nobody yet: known here, or not. */
export function WaitingStaff({ waiting }: { waiting: readonly Waiting[] }) {
  const { t } = useMessages()
  if (waiting.length === 0) return null
  return (
    <Card title={t('school.waiting', { count: waiting.length })}>
      <p>{t('school.waitingSentence')}</p>
      <ul role="list" className={styles.waiting}>
        {waiting.map((person) => (
          <li key={person.id}>
            <Newcomer person={person} />
            <Decision person={person} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Newcomer({ person }: { person: Waiting }) {
  const { t, locale } = useMessages()
  const { inviter, project, isAdmin, since } = person
  const facts = [
    inviter && t('school.waitingBy', { inviter }),
    project && t('school.waitingTo', { project }),
    isAdmin && t('school.waitingAsAdmin'),
    formatSince(since, locale),
  ]
  return (
    <div className={styles.newcomer}>
      <p>
        <b>{person.displayName}</b> {person.email}
      </p>
      <p>{facts.filter(Boolean).join(' · ')}</p>
    </div>
  )
}

function Decision({ person }: { person: Waiting }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const confirm = useConfirmColleague()
  const refuse = useRefuseColleague()
  const [isRefusing, setIsRefusing] = useState(false)
  const name = person.displayName
  return (
    <Row gap="s">
      <OnlineButton
        variant="primary"
        icon={Check}
        isPending={confirm.isPending}
        whom={name}
        onPress={() =>
          confirm.mutate(person.id, {
            onSuccess: () => toast(t('school.confirmed', { name })),
            onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
          })
        }
      >
        {t('school.confirm')}
      </OnlineButton>
      <OnlineButton variant="quiet" icon={X} whom={name} onPress={() => setIsRefusing(true)}>
        {t('school.refuse')}
      </OnlineButton>
      <ConfirmDialog
        isOpen={isRefusing}
        onOpenChange={setIsRefusing}
        title={t('school.refuseTitle', { name })}
        confirmLabel={t('school.refuse')}
        isDanger
        isPending={refuse.isPending}
        onConfirm={() =>
          refuse.mutate(person.id, {
            onSuccess: () => {
              setIsRefusing(false)
              toast(t('school.refused', { name }))
            },
          })
        }
      >
        <p>{t('school.refuseSentence')}</p>
        {refuse.isError && <ErrorState error={refuse.error} />}
      </ConfirmDialog>
    </Row>
  )
}
