import type { Criterion } from '#client/data/rubrics.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { SheetButton } from '#client/sheets/sheet-button.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { AssessForm } from './assess-form.tsx'
import { asLevel, LevelFace } from './level-faces.tsx'
import { Said } from './said.tsx'
import styles from './judgements.module.css'
import { MatesTab } from './mates.tsx'
import { cellOf, nameOf, type Place, selfId } from './place.ts'

/** How far I have come: what I say of it, what my teachers say, and what others said that a teacher has read. */
export function PupilView(place: Place) {
  const { t } = useMessages()
  const { criteria, products, peers } = place.rubric.rubric
  const me = selfId(place) ?? ''
  const shown = criteria.filter(({ id, isRemoved }) => !isRemoved || cellOf(place, me, id).agreement)
  if (shown.length === 0) return <EmptyState sentence={t('judgements.notOpened')} />
  return (
    <Stack gap="l">
      {products.map(({ id, title, steps }) => (
        <Card key={id} title={title}>
          <ol>
            {steps.map(({ words, isDone }, at) => (
              <li key={at}>
                {words}
                {isDone && ` ✓ ${t('judgements.stepDone')}`}
              </li>
            ))}
          </ol>
        </Card>
      ))}
      {shown.map((criterion) => (
        <OwnCard key={criterion.id} {...{ place, criterion, me }} />
      ))}
      {place.rubric.can.assess && peers !== 'nobody' && <MatesTab {...place} />}
      <Row>
        <SheetButton of={{ judgements: { projectId: place.projectId, userId: me } }} name={t('judgements.summary')} />
      </Row>
    </Stack>
  )
}

function OwnCard({ place, criterion, me }: { place: Place; criterion: Criterion; me: string }) {
  const { t } = useMessages()
  const { self, peers, agreement } = cellOf(place, me, criterion.id)
  const agreed = asLevel(agreement?.level ?? null)
  return (
    <Card title={criterion.words}>
      <Stack>
        {agreement && (
          <div className={styles.told}>
            {agreed !== null && <LevelFace level={agreed} />}
            <p>
              {t('judgements.teachersSay')} {agreed !== null && <strong>{t(`judgements.level_${agreed}`)}.</strong>}{' '}
              {agreement.words}
            </p>
          </div>
        )}
        {place.rubric.can.assess && !criterion.isRemoved ? (
          <AssessForm {...{ place, criterion }} pupilId={me} label={t('judgements.whereAmI')} />
        ) : (
          <Said judgement={self} who={t('judgements.iSaid')} />
        )}
        {peers.map((one) => (
          <Said key={one.id} judgement={one} who={t('judgements.saidBy', { name: nameOf(place, one.authorId) })} />
        ))}
      </Stack>
    </Card>
  )
}
