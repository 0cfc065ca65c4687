import type { OralView } from '#client/data/sheets.ts'
import { formatDate } from '#client/locales/dates.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { clockTime } from './clock-time.ts'

/** What a pupil has prepared, to be read. */
export function OralShown({ view }: { view: OralView }) {
  const { t, locale } = useMessages()
  const { title, language, parts, extractIds, extracts, scale, changedAt } = view
  if (changedAt === null) return <EmptyState sentence={t('sheets.notYet')} />
  const whole = parts.reduce((sum, { seconds }) => sum + seconds, 0)
  const times = { time: clockTime(whole), most: clockTime(scale.presentSeconds) }
  return (
    <>
      <Card title={title || t('sheets.plan')}>
        <Stack>
          {language !== null && (
            <p>
              {t('sheets.language')}: {languageName(language, locale)}
            </p>
          )}
          {parts.length === 0 && <p>{t('sheets.planNone')}</p>}
          <ol>
            {parts.map(({ words, seconds }, at) => (
              <li key={at}>
                {words} ({t('sheets.time', { time: clockTime(seconds) })})
              </li>
            ))}
          </ol>
          {parts.length > 0 && <p>{t('sheets.whole', times)}</p>}
        </Stack>
      </Card>
      <Card title={t('sheets.extracts')}>
        {extractIds.length === 0 && <p>{t('sheets.noExtracts')}</p>}
        {extractIds.map((id) => {
          const one = extracts.find((extract) => extract.id === id)
          if (one === undefined) return <p key={id}>{t('sheets.extractGone')}</p>
          return (
            <figure key={id}>
              <blockquote>{one.words}</blockquote>
              <figcaption>
                {t('sheets.extractFrom', { title: one.title, when: formatDate(one.madeAt, locale) })}
              </figcaption>
            </figure>
          )
        })}
      </Card>
    </>
  )
}
