import { type Move, type RolloverChanges, useCheckRollover } from '#client/data/rollover.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { Select } from '#client/ui/select.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { Edit } from './moves.ts'
import styles from './rollover.module.css'

interface MoveFormProps {
  moves: Move[]
  /** By classroom. */
  pupils: ReadonlyMap<string, number>
  onChange: (id: string, part: Edit) => void
  onSeen: (changes: RolloverChanges, moves: Move[]) => void
}

/** Each class with what becomes of it; nothing is done before it was seen what would change. */
export function MoveForm({ moves, pupils, onChange, onSeen }: MoveFormProps) {
  const { t } = useMessages()
  const check = useCheckRollover()
  const problems = Object.fromEntries(
    moves.map(({ name }, index) => [`classrooms.${index}.name`, name.trim() === '' && t('classrooms.nameMissing')]),
  )
  return (
    <OnlineForm
      problems={problems}
      sending={check}
      submitLabel={t('rollover.check')}
      isDisabled={moves.every(({ does }) => does === 'stays')}
      onSubmit={() => runChange(check, moves, { onSuccess: (changes) => onSeen(changes, moves) })}
    >
      <ul className={styles.moves}>
        {moves.map((move, index) => (
          <li key={move.id}>
            <p className={styles.was}>
              <strong>{move.was}</strong> <span>{t('common.pupilCount', { count: pupils.get(move.id) ?? 0 })}</span>
            </p>
            <MoveFields move={move} path={`classrooms.${index}.name`} onChange={(part) => onChange(move.id, part)} />
          </li>
        ))}
      </ul>
    </OnlineForm>
  )
}

const deeds = ['up', 'leaves', 'stays'] as const

interface MoveFieldsProps {
  move: Move
  path: string
  onChange: (part: Edit) => void
}

function MoveFields({ move: { was, does, name }, path, onChange }: MoveFieldsProps) {
  const { t } = useMessages()
  return (
    <div className={styles.fields} role="group" aria-label={was}>
      <Select
        label={t('rollover.becomes')}
        options={deeds.map((id) => ({ id, label: t(`rollover.does_${id}`) }))}
        value={does}
        onChange={(next) => onChange({ does: next })}
      />
      <TextField
        path={path}
        label={t('rollover.name')}
        value={name}
        onChange={(next) => onChange({ name: next })}
        isDisabled={does === 'stays'}
        maxLength={40}
      />
    </div>
  )
}
