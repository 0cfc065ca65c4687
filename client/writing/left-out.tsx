import type { PeopleView } from '#client/data/people.ts'
import type { RuleLeft } from '#client/data/writing-rules.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Notice } from '#client/ui/notice.tsx'

/** Of several those for whom the rule was not set, each with the reason. */
export function LeftOut({ people, left }: { people: PeopleView; left: readonly RuleLeft[] }) {
  const { t } = useMessages()
  if (left.length === 0) return null
  const names = new Map([
    ...people.members.map(({ userId, name }) => [userId, name] as const),
    ...people.groups.map(({ id, name }) => [id, name] as const),
  ])
  const nameOf = ({ target }: RuleLeft) => names.get(Object.values(target)[0] ?? '') ?? t('writing.gone')
  return (
    <Notice tone="warn" role="alert" title={t('writing.leftTitle')}>
      <ul>
        {left.map((one) => (
          <li key={JSON.stringify(one.target)} dir="auto">
            {t('writing.leftOne', { name: nameOf(one), reason: t(`errors.${one.reason}`) })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
