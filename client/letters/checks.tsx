import type { Checks, LetterInList } from '#client/data/letters.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import styles from './letters.module.css'
import { hasAddress, useWhom } from './words.ts'

interface ChecksProps {
  checks: Checks
  letters: LetterInList[]
}

/** What is not right yet, each with what mends it. */
export function LetterChecks({ checks, letters }: ChecksProps) {
  const { t } = useMessages()
  const whom = useWhom()
  const projects = (why: Checks['unnamed'][number]['why']) =>
    checks.unnamed.filter((one) => one.why === why).map(({ name, schools }) => `${name} (${schools.join(', ')})`)
  const [placeless, unprepared] = [projects('no_region'), projects('not_prepared')]
  const noRector = checks.withoutAddress.map(({ name }) => name)
  const noHead = letters.filter((one) => one.kind === 'head' && one.state === 'draft' && !hasAddress(one)).map(whom)
  const changed = letters.filter(({ id }) => checks.changed.includes(id))
  const [stale, outOfDate] = [changed.filter((one) => !isFixed(one)), changed.filter(isFixed)]
  const all = [placeless, unprepared, noRector, noHead, stale, outOfDate]
  if (all.every(({ length }) => length === 0))
    return letters.length > 0 && <Notice role="status" title={t('letters.allRight')} />
  return (
    <section aria-label={t('letters.checks')}>
      <Stack gap="s">
        <Check
          names={noRector}
          title={t('letters.noRector', { count: noRector.length })}
          help={t('letters.noRectorHelp')}
          mend={{ href: '/office/regions', label: t('letters.toRegions') }}
        />
        <Check
          names={noHead}
          title={t('letters.noHead', { count: noHead.length })}
          help={t('letters.noHeadHelp')}
          mend={{ href: '/office/schools', label: t('letters.toSchools') }}
        />
        <Check
          names={placeless}
          title={t('letters.noRegion', { count: placeless.length })}
          help={t('letters.noRegionHelp')}
          mend={{ href: '/office/schools', label: t('letters.toSchools') }}
        />
        <Check
          names={unprepared}
          title={t('letters.unprepared', { count: unprepared.length })}
          help={t('letters.unpreparedHelp')}
        />
        <Check
          names={stale.map(whom)}
          title={t('letters.stale', { count: stale.length })}
          help={t('letters.staleHelp')}
        />
        <Check
          names={outOfDate.map(whom)}
          title={t('letters.outOfDate', { count: outOfDate.length })}
          help={t('letters.outOfDateHelp')}
        />
      </Stack>
    </section>
  )
}

const isFixed = ({ state }: LetterInList) => state === 'signed' || state === 'sent'

interface CheckProps {
  names: string[]
  title: string
  help: string
  mend?: { href: string; label: string }
}

function Check({ names, title, help, mend }: CheckProps) {
  if (names.length === 0) return null
  return (
    <Notice tone="warn" title={title} action={mend && <LinkButton href={mend.href}>{mend.label}</LinkButton>}>
      <p>{help}</p>
      <ul className={styles.names}>
        {names.map((name, at) => (
          // Two projects of two schools may have one name.
          // oxlint-disable-next-line react/no-array-index-key -- see above
          <li key={at}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
