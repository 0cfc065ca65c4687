import type { PeopleView } from '#client/data/people.ts'
import { targetOf, useSetRule, type WritingRule } from '#client/data/writing-rules.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { EmptyState, ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import styles from '#client/ui/person-lines.module.css'

interface RuleListProps {
  projectId: string
  people: PeopleView
  rules: readonly WritingRule[]
}

/** The rules that hold, each with the way to lift it. */
export function RuleList({ projectId, people, rules }: RuleListProps) {
  const { t } = useMessages()
  const set = useSetRule(projectId)
  const lift = (rule: WritingRule) =>
    runChange(
      set,
      { target: targetOf(projectId, rule), tool: rule.tool, purpose: rule.purpose, mode: 'free' },
      { onSuccess: () => toast(t('writing.lifted')) },
    )
  return (
    <section aria-label={t('writing.now')}>
      <Stack>
        <h3>{t('writing.now')}</h3>
        {set.isError && <ErrorState error={set.error} />}
        {rules.length === 0 && <EmptyState sentence={t('writing.none')} />}
        <ul role="list" className={styles.list}>
          {rules.map((rule) => (
            <RuleLine key={rule.id} rule={rule} name={nameOf(people, rule, t('writing.everybody'))} onLift={lift} />
          ))}
        </ul>
      </Stack>
    </section>
  )
}

/** Whom a rule binds; of somebody who has left nothing is known but the rule. */
function nameOf(people: PeopleView, { target }: WritingRule, everybody: string): string {
  if (target.kind === 'project') return everybody
  if (target.kind !== 'user') return target.name
  return people.members.find(({ userId }) => userId === target.id)?.name ?? '–'
}

interface RuleLineProps {
  rule: WritingRule
  name: string
  onLift: (rule: WritingRule) => void
}

function RuleLine({ rule, name, onLift }: RuleLineProps) {
  const { t, locale } = useMessages()
  const { purpose, tool, until, by, reason } = rule
  const held = t(rule.mode === 'read' ? 'writing.readOnly' : 'writing.approval')
  const sanction = t(rule.mode === 'away' ? 'writing.isAway' : 'writing.isSanction')
  const mark = { eyes: t('writing.eyes'), sanction, rule: held }[purpose]
  const facts = [
    t(`writing.tool_${tool}`),
    until !== null && t('writing.until', { time: formatMoment(until, locale) }),
    by,
  ].filter(Boolean)
  return (
    <li className={styles.line}>
      <span className={styles.what}>
        <strong>{name}</strong> <Badge tone={purpose === 'rule' ? 'brand' : 'warn'}>{mark}</Badge>
        <span className={styles.aside}>{facts.join(' · ')}</span>
        {reason !== null && <span className={styles.aside}>{reason}</span>}
      </span>
      <OnlineButton whom={name} onPress={() => onLift(rule)}>
        {t('writing.lift')}
      </OnlineButton>
    </li>
  )
}
