import { useState } from 'react'
import { CheckboxGroup } from 'react-aria-components'
import type { Member, PeopleView } from '#client/data/people.ts'
import { sortByName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { cx } from '#client/ui/cx.ts'
import { FieldHelp, FieldLabel } from '#client/ui/field-parts.tsx'
import { finder, worthSearching } from '#client/ui/finder.ts'
import { useProblem } from '#client/ui/form.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import styles from './whom-list.module.css'

interface WhomListProps {
  people: PeopleView
  /** `user:<id>` and `group:<id>`. */
  ticked: readonly string[]
  onTick: (keys: readonly string[]) => void
}

const userKey = ({ userId }: Member) => `user:${userId}`
const groupKey = ({ groupId }: { groupId: string | null }) => `group:${groupId}`

/** Pupils by their groups, to be ticked one by one, or a group with all who are in it, now and later. */
export function WhomList({ people, ticked, onTick }: WhomListProps) {
  const { t, locale } = useMessages()
  const [query, setQuery] = useState('')
  const problem = useProblem('targets')
  const pupils = sortByName(
    people.members.filter(({ kind }) => kind === 'pupil'),
    locale,
    ({ name }) => name,
  )
  const within = (keys: readonly string[]) => pupils.filter((one) => keys.includes(groupKey(one))).map(userKey)
  const shown = new Set([...ticked, ...within(ticked)])
  /** Who is ticked with their group is not named beside it. */
  const change = (keys: readonly string[]) => {
    const covered = new Set([...within(ticked), ...within(keys)])
    onTick(keys.filter((key) => !covered.has(key)))
  }
  const finds = finder(query) ?? (() => true)
  const groups = people.groups.toSorted((one, other) => one.position - other.position)
  return (
    <CheckboxGroup className={cx(styles.whom)} value={[...shown]} onChange={change} isInvalid={problem !== null}>
      <FieldLabel label={t('writing.chosen')} />
      {pupils.length >= worthSearching && <SearchField label={t('people.search')} value={query} onChange={setQuery} />}
      <div className={styles.list}>
        {[...groups, null].map((group) => (
          <Part
            key={group?.id ?? 'none'}
            group={group}
            isWhole={group !== null && ticked.includes(`group:${group.id}`)}
            pupils={pupils.filter(
              ({ groupId, name }) => groupId === (group?.id ?? null) && finds(`${name}\n${group?.name ?? ''}`),
            )}
          />
        ))}
      </div>
      <p role="status" className={styles.count}>
        {t('writing.chosenCount', { count: pupils.filter((one) => shown.has(userKey(one))).length })}
      </p>
      <FieldHelp error={problem} />
    </CheckboxGroup>
  )
}

interface PartProps {
  group: { id: string; name: string } | null
  isWhole: boolean
  pupils: readonly Member[]
}

function Part({ group, isWhole, pupils }: PartProps) {
  const { t } = useMessages()
  if (pupils.length === 0) return null
  return (
    <div className={styles.part}>
      {group === null ? (
        <p className={styles.name}>{t('writing.withoutGroup')}</p>
      ) : (
        <Checkbox value={`group:${group.id}`}>
          <strong>{t('writing.wholeGroup', { group: group.name })}</strong>
        </Checkbox>
      )}
      <div className={styles.pupils}>
        {pupils.map((one) => (
          <Checkbox key={one.userId} value={userKey(one)} isDisabled={isWhole}>
            {one.name}
          </Checkbox>
        ))}
      </div>
    </div>
  )
}
