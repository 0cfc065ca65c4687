import type { SkillSession } from '#client/data/judgements-skills.ts'
import { formatShortDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Card, Row } from '#client/ui/layout.tsx'
import type { Place } from './place.ts'
import { type MapGroup, seenIn, type SkillLine } from './skills.ts'

interface SkillDetailProps {
  place: Place
  line: SkillLine
  planId: string | null
  /** Null: its lessons. */
  group: MapGroup | null
  onBack: () => void
}

/** What a cell of the map stands for: the lessons that work on a line, or the pupils of a group of whom it was seen. */
export function SkillDetail({ place, line, planId, group, onBack }: SkillDetailProps) {
  const { t } = useMessages()
  return (
    <Card title={line.words}>
      {group === null ? <Lessons {...{ line, planId }} /> : <Pupils {...{ place, line, group }} />}
      <Row>
        <Button variant="quiet" onPress={onBack}>
          {t('judgements.backToGrid')}
        </Button>
      </Row>
    </Card>
  )
}

function Lessons({ planId, line: { sessions } }: Pick<SkillDetailProps, 'planId' | 'line'>) {
  const { t } = useMessages()
  return (
    <>
      <h3>{t('judgements.inSessions')}</h3>
      {sessions.length === 0 ? (
        <p>{t('judgements.inNoneHelp')}</p>
      ) : (
        <ul>
          {sessions.map((session) => (
            <li key={session.id}>
              <Lesson {...session} />
            </li>
          ))}
        </ul>
      )}
      {planId !== null && (
        <Row>
          <LinkButton href={`/board/${planId}`}>{t('judgements.toPlan')}</LinkButton>
        </Row>
      )}
    </>
  )
}

function Lesson({ date, subject, title, language }: SkillSession) {
  const { t, locale } = useMessages()
  const when = date === null ? t('judgements.noDay') : formatShortDay(date, locale)
  return (
    <>
      {[when, subject].filter(Boolean).join(' · ')}: <span lang={language || undefined}>{title}</span>
    </>
  )
}

function Pupils({ place, line, group: { name, pupils } }: { place: Place; line: SkillLine; group: MapGroup }) {
  const { t } = useMessages()
  const inLine = seenIn(place, line)
  const names = (isSeen: boolean) =>
    pupils.filter(({ userId }) => inLine.has(userId) === isSeen).map((pupil) => pupil.name)
  return (
    <>
      <h3>{name}</h3>
      {line.criterionIds.size === 0 && <p>{t('judgements.byNone')}</p>}
      {names(true).length > 0 && <p>{t('judgements.seenNames', { names: names(true).join(', ') })}</p>}
      {names(false).length > 0 && <p>{t('judgements.unseenNames', { names: names(false).join(', ') })}</p>}
    </>
  )
}
