import type { Circle } from '#client/data/circles.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useSubjectName } from '#client/locales/subject-name.ts'
import { Badge } from '#client/ui/badge.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { Words } from '#client/ui/words.tsx'

/** What a circle says of itself. */
export function CircleFacts({ circle }: { circle: Circle }) {
  const { t, locale } = useMessages()
  const subjectName = useSubjectName()
  const { words, members, way, subjects, languages, standing, waiting, isOver, featuredBy } = circle
  const facts = [
    t('circles.members', { count: members }),
    t(`circles.way_${way}`),
    ...subjects.map(subjectName),
    ...languages.map((code) => languageName(code, locale)),
  ]
  return (
    <Stack gap="s">
      <p>
        {standing !== 'none' && <Badge>{t(`circles.standing_${standing}`)}</Badge>}{' '}
        {isOver && <Badge>{t('circles.over')}</Badge>}{' '}
        {waiting > 0 && <Badge tone="sun">{t('circles.waiting', { count: waiting })}</Badge>}
      </p>
      <Words>{words}</Words>
      <p>{facts.join(' · ')}</p>
      {featuredBy.map(({ id, name }) => (
        <p key={id}>{t('circles.featuredBy', { office: name })}</p>
      ))}
    </Stack>
  )
}

export function CircleCard({ circle }: { circle: Circle }) {
  const { t } = useMessages()
  return (
    <Card title={circle.name}>
      <CircleFacts circle={circle} />
      <Actions>
        <LinkButton href={`/network/circles/${circle.id}`}>{t('circles.look')}</LinkButton>
      </Actions>
    </Card>
  )
}
