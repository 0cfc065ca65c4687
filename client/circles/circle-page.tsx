import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type Circle,
  circleQuery,
  type CircleView,
  useEndCircle,
  useJoinCircle,
  useLeaveCircle,
  useMemberDeed,
} from '#client/data/circles.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Actions, ConfirmDialog } from '#client/ui/dialog.tsx'
import { Card, PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import { SchoolChip } from '#client/ui/school-chip.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { Words } from '#client/ui/words.tsx'
import { CircleFacts } from './circle-line.tsx'

/** A circle as it is for whoever looks: to come in, to go in, or to look after. */
export function CirclePage() {
  const { t } = useMessages()
  const circleId = useParam('circleId')
  const { data, isPending, isError, error, refetch } = useQuery(circleQuery(circleId))
  const circle = data?.circle
  return (
    <>
      <PageHeading
        title={circle?.name ?? t('circles.title')}
        back={{ href: '/network/circles', label: t('circles.title') }}
      />
      {isPending && <Skeleton of="rows" count={3} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && circle && (
        <Stack gap="l">
          <CircleFacts circle={circle} />
          {circle.standing === 'none' || circle.standing === 'asked' ? (
            <Join circle={circle} />
          ) : (
            <In circle={circle} />
          )}
          <Asks circleId={circleId} asks={data.asks} />
          <People circle={circle} people={data.people} />
        </Stack>
      )}
    </>
  )
}

function Join({ circle }: { circle: Circle }) {
  const { t } = useMessages()
  const [words, setWords] = useState('')
  const [join, leave] = [useJoinCircle(), useLeaveCircle()]
  // Its facts say that it is over.
  if (circle.isOver && circle.standing === 'none') return null
  if (circle.standing === 'asked')
    return (
      <Stack gap="s">
        <p role="status">{t('circles.askedSentence')}</p>
        {leave.isError && <ErrorState error={leave.error} />}
        <Actions>
          <OnlineButton isPending={leave.isPending} onPress={() => leave.mutate(circle.id)}>
            {t('circles.askNoMore')}
          </OnlineButton>
        </Actions>
      </Stack>
    )
  return (
    <OnlineForm
      sending={join}
      hasWords={words !== ''}
      submitLabel={t(`circles.join_${circle.way}`)}
      onSubmit={() => join.mutate({ circleId: circle.id, words })}
    >
      {circle.way === 'asked' && (
        <TextArea
          path="words"
          label={t('circles.why')}
          note={t('common.optional')}
          maxLength={1000}
          value={words}
          onChange={setWords}
        />
      )}
      <p>{t('circles.seesName')}</p>
    </OnlineForm>
  )
}

function In({ circle }: { circle: Circle }) {
  const { t } = useMessages()
  const leave = useLeaveCircle()
  return (
    <Stack gap="s">
      <p>{t('circles.reported')}</p>
      {leave.isError && <ErrorState error={leave.error} />}
      <Actions>
        <LinkButton variant="primary" href={`/p/${circle.id}/forum`}>
          {t('circles.toForum')}
        </LinkButton>
        <LinkButton href={`/p/${circle.id}/pages`}>{t('circles.toPages')}</LinkButton>
        {circle.standing === 'moderator' && !circle.isOver && <End circleId={circle.id} />}
        <OnlineButton variant="quiet" isPending={leave.isPending} onPress={() => leave.mutate(circle.id)}>
          {t('circles.leave')}
        </OnlineButton>
      </Actions>
    </Stack>
  )
}

function End({ circleId }: { circleId: string }) {
  const { t } = useMessages()
  const end = useEndCircle()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <OnlineButton variant="quiet" onPress={() => setOpen(true)}>
        {t('circles.end')}
      </OnlineButton>
      <ConfirmDialog
        title={t('circles.end')}
        confirmLabel={t('circles.end')}
        isOpen={isOpen}
        onOpenChange={setOpen}
        isPending={end.isPending}
        onConfirm={() => end.mutate(circleId, { onSuccess: () => setOpen(false) })}
      >
        <Stack>
          <p>{t('circles.endSentence')}</p>
          {end.isError && <ErrorState error={end.error} />}
        </Stack>
      </ConfirmDialog>
    </>
  )
}

function Asks({ circleId, asks }: { circleId: string; asks: CircleView['asks'] }) {
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

function People({ circle, people }: { circle: Circle; people: CircleView['people'] }) {
  const { t } = useMessages()
  const decide = useMemberDeed(circle.id)
  if (people.length === 0) return null
  const mayDecide = circle.standing === 'moderator' && !circle.isOver
  return (
    <section aria-label={t('circles.people')}>
      <Stack>
        <h2>{t('circles.people')}</h2>
        {decide.isError && <ErrorState error={decide.error} />}
        <ul role="list">
          {people.map(({ userId, name, school, part, isMe }) => (
            <li key={userId}>
              <Row gap="s">
                <span>
                  <bdi>{name}</bdi>, <bdi>{school.name}</bdi>
                  {part === 'moderator' && ` (${t('circles.standing_moderator')})`}
                </span>
                {mayDecide && !isMe && (
                  <>
                    <OnlineButton
                      whom={name}
                      variant="quiet"
                      onPress={() => decide.mutate({ userId, deed: part === 'moderator' ? 'member' : 'moderator' })}
                    >
                      {t(part === 'moderator' ? 'circles.unmoderate' : 'circles.moderate')}
                    </OnlineButton>
                    <OnlineButton whom={name} variant="quiet" onPress={() => decide.mutate({ userId, deed: 'remove' })}>
                      {t('circles.remove')}
                    </OnlineButton>
                  </>
                )}
              </Row>
            </li>
          ))}
        </ul>
      </Stack>
    </section>
  )
}
