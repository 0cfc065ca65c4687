import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useObserve, useUnobserve } from '#client/data/judgements.ts'
import type { Member } from '#client/data/people.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { Select } from '#client/ui/select.tsx'
import { toast } from '#client/ui/toast.tsx'
import styles from './judgements.module.css'
import { asLevel, type Level, LevelFace, levels } from './level-faces.tsx'
import { criteriaNow, ownPupils, type Place, selfId, tapsOf } from './place.ts'

interface Tapped {
  id: string
  name: string
  level: Level
}

/** With a tablet in the hand: choose once by what one looks, then a tap for each pupil. */
export function ObserveTab(place: Place) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const criteria = criteriaNow(place)
  const [chosen, setChosen] = useState(criteria[0]?.id ?? '')
  const [last, setLast] = useState<Tapped | null>(null)
  const observe = useObserve(place.projectId)
  const undo = useUnobserve(place.projectId)
  const criterion = criteria.find(({ id }) => id === chosen) ?? criteria[0]
  const onError = (error: Error) => toast(errorText(error).text, { tone: 'problem' })
  const tap = ({ userId, name }: Member, level: Level) =>
    criterion &&
    runChange(
      observe,
      { pupil: userId, criterion: criterion.id, level },
      { onSuccess: ({ id }) => setLast({ id, name, level }), onError },
    )
  return (
    <Stack>
      <Row isSpread>
        <Select
          label={t('judgements.lookFor')}
          options={criteria.map(({ id, words }) => ({ id, label: words }))}
          value={criterion?.id ?? null}
          onChange={setChosen}
        />
        <p role="status" className={styles.hint}>
          {last
            ? t('judgements.noted', { name: last.name, level: t(`judgements.level_${last.level}`) })
            : t('judgements.observeHint')}
        </p>
        {last && (
          <Button icon={Undo2} onPress={() => runChange(undo, last.id, { onSuccess: () => setLast(null), onError })}>
            {t('judgements.undo')}
          </Button>
        )}
      </Row>
      <ul role="list" className={styles.taps}>
        {ownPupils(place).map((pupil) => (
          <TapRow key={pupil.userId} {...{ place, pupil }} criterionId={criterion?.id ?? ''} onTap={tap} />
        ))}
      </ul>
    </Stack>
  )
}

interface TapRowProps {
  place: Place
  pupil: Member
  criterionId: string
  onTap: (pupil: Member, level: Level) => void
}

function TapRow({ place, pupil, criterionId, onTap }: TapRowProps) {
  const { t } = useMessages()
  const me = selfId(place)
  const own = tapsOf(place, pupil.userId, criterionId).filter(({ authorId }) => authorId === me)
  return (
    <li className={styles.tapRow}>
      <span className={styles.tapName}>
        {pupil.name}
        {own.length > 0 && <span className={styles.hint}> {own.map(({ level }) => level).join(' · ')}</span>}
      </span>
      <span className={styles.tapButtons}>
        {levels.map((level) => (
          <button
            key={level}
            type="button"
            className={styles.tap}
            data-is-last={asLevel(own[0]?.level ?? null) === level || undefined}
            onClick={() => onTap(pupil, level)}
          >
            <LevelFace level={level} />
            <span>{t(`judgements.level_${level}`)}</span>
            <span className="visually-hidden"> {pupil.name}</span>
          </button>
        ))}
      </span>
    </li>
  )
}
