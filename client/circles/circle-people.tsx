import { useState } from 'react'
import { type Circle, type CircleView, useMemberDeed } from '#client/data/circles.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Actions, ConfirmDialog } from '#client/ui/dialog.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { SchoolChip } from '#client/ui/school-chip.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { Words } from '#client/ui/words.tsx'

/** Who asks to come in, for its moderators. */
export function CircleAsks({ circleId, asks }: { circleId: string; asks: CircleView['asks'] }) {
  const { t } = useMessages()
  const decide = useMemberDeed(circleId)
  if (asks.length === 0) return null
  return (
    <section aria-label={t('circles.asks')}>
      <Stack>
        <h2>{t('circles.asks')}</h2>
        {decide.isError && <ErrorState error={decide.error} />}
        {asks.map(({ userId, name, school, words }) => (
          <Card key={userId} title={name}>
            <SchoolChip school={school} size="tile" /> <bdi>{school.name}</bdi>
            {words !== '' && <Words>{words}</Words>}
            <Actions>
              <OnlineButton whom={name} onPress={() => decide.mutate({ userId, deed: 'member' })}>
                {t('circles.letIn')}
              </OnlineButton>
              <OnlineButton whom={name} variant="quiet" onPress={() => decide.mutate({ userId, deed: 'remove' })}>
                {t('circles.decline')}
              </OnlineButton>
            </Actions>
          </Card>
        ))}
      </Stack>
    </section>
  )
}

type Person = CircleView['people'][number]

/** Who is in it, for its members. */
export function CirclePeople({ circle, people }: { circle: Circle; people: readonly Person[] }) {
  const { t } = useMessages()
  if (people.length === 0) return null
  const mayDecide = circle.standing === 'moderator' && !circle.isOver
  return (
    <section aria-label={t('circles.people')}>
      <Stack>
        <h2>{t('circles.people')}</h2>
        <ul role="list">
          {people.map(({ userId, name, school, part, isMe }) => (
            <li key={userId}>
              <Row gap="s">
                <span>
                  <bdi>{name}</bdi>, <bdi>{school.name}</bdi>
                  {part === 'moderator' && ` (${t('circles.standing_moderator')})`}
                </span>
                {mayDecide && !isMe && <Deeds circleId={circle.id} userId={userId} name={name} part={part} />}
              </Row>
            </li>
          ))}
        </ul>
      </Stack>
    </section>
  )
}

interface DeedsProps extends Pick<Person, 'userId' | 'name' | 'part'> {
  circleId: string
}

function Deeds({ circleId, userId, name, part }: DeedsProps) {
  const { t } = useMessages()
  const decide = useMemberDeed(circleId)
  return (
    <>
      <OnlineButton
        whom={name}
        variant="quiet"
        isPending={decide.isPending}
        onPress={() => decide.mutate({ userId, deed: part === 'moderator' ? 'member' : 'moderator' })}
      >
        {t(part === 'moderator' ? 'circles.unmoderate' : 'circles.moderate')}
      </OnlineButton>
      <TakeOut circleId={circleId} userId={userId} name={name} />
      {decide.isError && <ErrorState error={decide.error} />}
    </>
  )
}

function TakeOut({ circleId, userId, name }: Omit<DeedsProps, 'part'>) {
  const { t } = useMessages()
  const takeOut = useMemberDeed(circleId)
  const [isOpen, setOpen] = useState(false)
  const confirm = () => takeOut.mutate({ userId, deed: 'remove' }, { onSuccess: () => setOpen(false) })
  return (
    <>
      <OnlineButton whom={name} variant="quiet" onPress={() => setOpen(true)}>
        {t('circles.remove')}
      </OnlineButton>
      <ConfirmDialog
        title={t('circles.removeTitle', { name })}
        confirmLabel={t('circles.remove')}
        isOpen={isOpen}
        onOpenChange={setOpen}
        isPending={takeOut.isPending}
        onConfirm={confirm}
      >
        <Stack>
          <p>{t('circles.removeSentence')}</p>
          {takeOut.isError && <ErrorState error={takeOut.error} />}
        </Stack>
      </ConfirmDialog>
    </>
  )
}
