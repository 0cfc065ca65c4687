import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Circle, circleQuery, useEndCircle, useJoinCircle, useLeaveCircle } from '#client/data/circles.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Actions, ConfirmDialog } from '#client/ui/dialog.tsx'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { CircleFacts } from './circle-line.tsx'
import { CircleAsks, CirclePeople } from './circle-people.tsx'

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
          <CircleAsks circleId={circleId} asks={data.asks} />
          <CirclePeople circle={circle} people={data.people} />
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
        {circle.standing === 'moderator' && !circle.isOver && (
          <>
            <LinkButton href={`/network/circles/${circle.id}/edit`}>{t('circles.change')}</LinkButton>
            <End circleId={circle.id} />
          </>
        )}
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
