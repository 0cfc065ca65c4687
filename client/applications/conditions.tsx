import { useConditionWords } from '#client/campaigns/condition-words.ts'
import type { ApplicationView } from '#client/data/applications.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { useLackWords } from '#client/recognition/words.ts'

const schoolConditions: ReadonlySet<string> = new Set([
  ...['school_registered_for', 'management_registered', 'staff_registered', 'took_part'],
])

/** Each condition with its reason: as of now, or as it was when it was handed in. */
export function Conditions({ application }: { application: ApplicationView }) {
  const { t, locale } = useMessages()
  const [words, lackWords, conditionWords] = [useInLanguages(), useLackWords(), useConditionWords()]
  const { conditions, conditionsAt, form } = application
  const nameOf = ({ id, is, asks }: ApplicationView['conditions'][number]) => {
    const asked = form.find((field) => field.id === id)
    if (asked) return words(asked.words)
    return is === 'project_kind' || is === 'project_state' || is === 'member_of_project' || is === 'applied_at_most'
      ? t(`applications.condition_${is}`)
      : schoolConditions.has(is)
        ? conditionWords.asks(asks)
        : t('applications.condition_other')
  }
  // While it is written, what is only to be answered stands among the answers, and with what is missing.
  const shown = conditionsAt === null ? conditions.filter(({ is }) => is !== 'declared') : conditions
  return (
    <Card title={t('applications.conditions')}>
      {conditionsAt !== null && <p>{t('applications.conditionsAt', { when: formatMoment(conditionsAt, locale) })}</p>}
      <Stack gap="s">
        {shown.map((one) => (
          <Row key={one.id} gap="s">
            <Badge tone={one.isMet ? 'brand' : 'warn'}>
              {t(one.isMet ? 'applications.met' : 'applications.unmet')}
            </Badge>
            <span>
              {nameOf(one)}
              {!one.isMet && one.missing !== null && ` — ${lackWords(one.missing)}`}
              {one.fallen !== null && ` — ${t('applications.fallen', { why: lackWords(one.fallen) })}`}
            </span>
          </Row>
        ))}
      </Stack>
    </Card>
  )
}
