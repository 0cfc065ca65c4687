import { Check, X } from 'lucide-react'
import { useState } from 'react'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { formatSince } from '#client/locales/dates.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Card, Row } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useConfirmColleague, useRefuseColleague } from '../data/schools.ts'
import type { SchoolView } from '../data/schools.ts'
import styles from './waiting-staff.module.css'

type Waiting = SchoolView['waiting'][number]

/** Who came by a link and is let in by nobody yet: known here, or not. */
export function WaitingStaff({ waiting }: { waiting: readonly Waiting[] }) {
  const { t } = useMessages()
  if (waiting.length === 0) return null
  return (
    <Card title={t('schools.waiting', { count: waiting.length })}>
      <p>{t('schools.waitingSentence')}</p>
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
  const { inviter, project, isAdmin, since, post } = person
  const facts = [
    post && t('schools.waitingBySelf'),
    post && t('schools.post', { post }),
    inviter && t('schools.waitingBy', { inviter }),
    project && t('schools.waitingTo', { project }),
    isAdmin && t('schools.waitingAsAdmin'),
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
          runChange(confirm, person.id, {
            onSuccess: () => toast(t('schools.confirmed', { name })),
            onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
          })
        }
      >
        {t('schools.confirm')}
      </OnlineButton>
      <OnlineButton variant="quiet" icon={X} whom={name} onPress={() => setIsRefusing(true)}>
        {t('schools.refuse')}
      </OnlineButton>
      <ConfirmDialog
        isOpen={isRefusing}
        onOpenChange={setIsRefusing}
        title={t('schools.refuseTitle', { name })}
        confirmLabel={t('schools.refuse')}
        isDanger
        isPending={refuse.isPending}
        onConfirm={() =>
          runChange(refuse, person.id, {
            onSuccess: () => {
              setIsRefusing(false)
              toast(t('schools.refused', { name }))
            },
          })
        }
      >
        <p>{t('schools.refuseSentence')}</p>
        {refuse.isError && <ErrorState error={refuse.error} />}
      </ConfirmDialog>
    </Row>
  )
}
