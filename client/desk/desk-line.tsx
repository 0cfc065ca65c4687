import { Check, CornerUpLeft, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { chatAddress } from '#client/chat/places.ts'
import { plainText } from '#client/chat/messages/text-parts.ts'
import { type Decision, type DeskItem, useDecide } from '#client/data/desk.ts'
import { documentHref } from '#client/data/kinds.ts'
import type { Member } from '#client/data/people.ts'
import { formatSince } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { PersonName } from '#client/people/person-name.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Row } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.ts'
import styles from './desk.module.css'
import { DeskFiles } from './desk-files.tsx'

interface DeskLineProps {
  projectId: string
  item: DeskItem
  memberOf: ReadonlyMap<string, Member>
}

/** One thing that waits: whose, where, since when, what it says, and what a teacher may do with it. */
export function DeskLine({ projectId, item, memberOf }: DeskLineProps) {
  const { t, locale } = useMessages()
  const member = memberOf.get(item.authorId)
  const place = usePlace(projectId, item)
  const words = plainText(item.text, ({ id }) => memberOf.get(id)?.name ?? '…')
  return (
    <li className={styles.line}>
      <div className={styles.head}>
        {member ? <PersonName member={member} hasSchoolTile /> : <span>–</span>}
        <Badge>{t(`desk.kind_${item.kind}`)}</Badge>
        <LinkButton href={place.href} variant="quiet">
          {place.title}
        </LinkButton>
        <time className={styles.aside} dateTime={item.at}>
          {formatSince(item.at, locale)}
        </time>
      </div>
      {words !== '' && (
        <p className={styles.words} dir="auto" {...(item.language === null ? {} : { lang: item.language })}>
          {words}
        </p>
      )}
      <DeskFiles files={item.files} name={member?.name ?? '–'} />
      <Decisions projectId={projectId} item={item} name={member?.name ?? '–'} />
    </li>
  )
}

function usePlace(projectId: string, { place }: DeskItem) {
  const { t } = useMessages()
  if (place.kind === 'document')
    return { href: documentHref({ id: place.id, kind: place.documentKind }), title: place.title }
  if (place.kind === 'classroom') return { href: `/classrooms/${place.id}`, title: place.title }
  if (place.channelKind === 'forum') return { href: `/p/${projectId}/forum`, title: t('chat.channel_forum') }
  const title = place.title ?? t(place.channelKind === 'teachers' ? 'chat.channel_teachers' : 'chat.channel_project')
  return { href: chatAddress(projectId, { channel: place.id }), title }
}

interface DecisionsProps {
  projectId: string
  item: DeskItem
  name: string
}

function Decisions({ projectId, item, name }: DecisionsProps) {
  const { t } = useMessages()
  const decide = useDecide(projectId)
  const [isReturning, setIsReturning] = useState(false)
  const give = (decision: Decision) =>
    decide.mutate({ items: [item], decision }, { onSuccess: () => toast(t(`desk.done_${decision}`)) })
  if (isReturning) return <ReturnForm projectId={projectId} item={item} onDone={() => setIsReturning(false)} />
  return (
    <>
      {decide.isError && <ErrorState error={decide.error} />}
      <Row gap="s">
        {item.can.includes('approve') && (
          <OnlineButton
            variant="primary"
            icon={Check}
            whom={name}
            isPending={decide.isPending}
            onPress={() => give('approve')}
          >
            {t('desk.approve')}
          </OnlineButton>
        )}
        {item.can.includes('return') && (
          <OnlineButton
            icon={CornerUpLeft}
            whom={name}
            isDisabled={decide.isPending}
            onPress={() => setIsReturning(true)}
          >
            {t('desk.return')}
          </OnlineButton>
        )}
        {item.can.includes('hide') && (
          <OnlineButton
            variant="quiet"
            icon={Trash2}
            whom={name}
            isDisabled={decide.isPending}
            onPress={() => give('hide')}
          >
            {t(item.kind === 'name' ? 'desk.refuse' : 'desk.hide')}
          </OnlineButton>
        )}
      </Row>
    </>
  )
}

function ReturnForm({ projectId, item, onDone }: { projectId: string; item: DeskItem; onDone: () => void }) {
  const { t } = useMessages()
  const decide = useDecide(projectId)
  const [reason, setReason] = useState('')
  const send = () =>
    decide.mutate(
      { items: [item], decision: 'return', reason: reason.trim() },
      {
        onSuccess: () => {
          onDone()
          toast(t('desk.done_return'))
        },
      },
    )
  return (
    <>
      <OnlineForm
        problems={{ reason: reason.trim() === '' && t('desk.reasonMissing') }}
        sending={decide}
        submitLabel={t('desk.return')}
        onSubmit={send}
      >
        <TextArea
          path="reason"
          label={t('desk.reason')}
          value={reason}
          onChange={setReason}
          rows={2}
          maxLength={200}
          autoFocus
        />
      </OnlineForm>
      <Row>
        <Button variant="quiet" onPress={onDone}>
          {t('common.cancel')}
        </Button>
      </Row>
    </>
  )
}
