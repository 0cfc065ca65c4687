import { useQuery } from '@tanstack/react-query'
import { Check, Hand, LifeBuoy, X } from 'lucide-react'
import { useRef } from 'react'
import { type HandsView, useLowerHand, useSetHand } from '#client/data/hands.ts'
import { peopleQuery } from '#client/data/people.ts'
import { formatSince } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Avatar } from '#client/ui/avatar.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useKeptFocus } from '#client/ui/use-kept-focus.ts'
import styles from '#client/ui/person-lines.module.css'

function OwnHand({ projectId, own }: { projectId: string; own: HandsView['own'] }) {
  const { t } = useMessages()
  const set = useSetHand(projectId)
  const box = useRef<HTMLDivElement>(null)
  useKeptFocus(box)
  return (
    <div ref={box}>
      <Stack>
        {set.isError && <ErrorState error={set.error} />}
        <p role="status">{own === null ? t('hands.sentence') : t(`hands.up_${own.kind}`, { before: own.before })}</p>
        <Row>
          {own?.kind !== 'raised' && (
            <OnlineButton
              icon={Hand}
              variant={own === null ? 'primary' : 'secondary'}
              isPending={set.isPending}
              onPress={() => set.mutate('raised')}
            >
              {t('hands.raise')}
            </OnlineButton>
          )}
          {own?.kind !== 'lost' && (
            <OnlineButton icon={LifeBuoy} isPending={set.isPending} onPress={() => set.mutate('lost')}>
              {t('hands.sayLost')}
            </OnlineButton>
          )}
          {own !== null && (
            <OnlineButton icon={X} isPending={set.isPending} onPress={() => set.mutate(null)}>
              {t('hands.lower')}
            </OnlineButton>
          )}
        </Row>
      </Stack>
    </div>
  )
}

function AllHands({ projectId, hands }: { projectId: string; hands: HandsView['hands'] }) {
  const { t, locale } = useMessages()
  const people = useQuery(peopleQuery(projectId))
  const lower = useLowerHand(projectId)
  const box = useRef<HTMLDivElement>(null)
  useKeptFocus(box)
  if (people.isPending) return <Skeleton of="rows" />
  if (!people.data) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />
  const memberOf = new Map(people.data.members.map((member) => [member.userId, member]))
  const groupOf = new Map(people.data.groups.map(({ id, name }) => [id, name]))
  return (
    <div ref={box}>
      {lower.isError && <ErrorState error={lower.error} />}
      {hands.length === 0 && <EmptyState sentence={t('hands.none')} />}
      <ul role="list" className={styles.list}>
        {hands.flatMap(({ userId, kind, raisedAt }) => {
          const member = memberOf.get(userId)
          if (member === undefined) return []
          return (
            <li key={userId} className={styles.line}>
              <Avatar name={member.name} colour={member.paletteIndex} shape={member.shape} size="s" />
              <span className={styles.what}>
                <strong>{member.name}</strong>{' '}
                <Badge tone={kind === 'lost' ? 'warn' : 'brand'}>{t(`hands.kind_${kind}`)}</Badge>
                <span className={styles.aside}>
                  {[groupOf.get(member.groupId ?? ''), formatSince(raisedAt, locale)].filter(Boolean).join(' · ')}
                </span>
              </span>
              <OnlineButton icon={Check} whom={member.name} onPress={() => lower.mutate(userId)}>
                {t('hands.answered')}
              </OnlineButton>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

export function HandDialog({ projectId, view, onClose }: { projectId: string; view: HandsView; onClose: () => void }) {
  const { t } = useMessages()
  return (
    <Dialog
      title={t('hands.title')}
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
      size={view.can.answer ? 'm' : 's'}
    >
      {view.can.answer ? (
        <AllHands projectId={projectId} hands={view.hands} />
      ) : (
        <OwnHand projectId={projectId} own={view.own} />
      )}
    </Dialog>
  )
}
