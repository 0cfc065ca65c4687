import type { Rules } from '#client/data/rulebooks.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { SectionProps } from './criteria.tsx'
import { ChoicePart, FlagPart, ManyPart, MaybeNumber, NumberPart } from './parts.tsx'
import styles from './rulebooks.module.css'
import { useOptions } from './words.ts'

/** Who reads, and how their marks become points. */
export function Readers({ rules, onChange }: SectionProps) {
  const { t } = useMessages()
  const options = useOptions()
  const { readers } = rules
  const change = (changed: Partial<Rules['readers']>) => onChange({ ...rules, readers: { ...readers, ...changed } })
  const { third } = readers
  return (
    <>
      <div className={styles.pair}>
        <NumberPart
          path="rules.readers.blind"
          label={t('rulebooks.blind')}
          {...{ min: 0, max: 5, value: readers.blind }}
          onChange={(blind) => change({ blind })}
        />
        <NumberPart
          path="rules.readers.quorum"
          label={t('rulebooks.quorum')}
          {...{ min: 1, max: 50, value: readers.quorum }}
          onChange={(quorum) => change({ quorum })}
        />
        <ChoicePart
          label={t('rulebooks.combine')}
          options={options.combine}
          value={readers.combine}
          onChange={(combine) => change({ combine })}
        />
      </div>
      <MaybeNumber
        path="rules.readers.third"
        label={t('rulebooks.thirdOver')}
        {...{ min: 0, max: 1000, step: 0.25, value: third?.over ?? null }}
        onChange={(over) => change({ third: over === null ? null : { of: 'total', ...third, over } })}
      />
      {third && (
        <ChoicePart
          label={t('rulebooks.thirdOf')}
          options={options.third}
          value={third.of}
          onChange={(of) => change({ third: { ...third, of } })}
        />
      )}
      <MaybeNumber
        path="rules.leastPoints"
        label={t('rulebooks.leastPoints')}
        {...{ min: 0, max: 1000, step: 0.25, value: rules.leastPoints }}
        onChange={(leastPoints) => onChange({ ...rules, leastPoints })}
      />
      <NumberPart
        path="rules.decimals"
        label={t('rulebooks.decimals')}
        {...{ min: 0, max: 4, value: rules.decimals }}
        onChange={(decimals) => onChange({ ...rules, decimals })}
      />
    </>
  )
}

type Quota = NonNullable<Rules['quota']>
const newQuota = (): Quota => ({ per: 'campaign', size: { count: 10 }, rounding: 'down' })
const percent = 100

/** How many get it at most, and what is done where points are the same. */
export function Quotas({ rules, onChange }: SectionProps) {
  const { t } = useMessages()
  const words = useInLanguages()
  const options = useOptions()
  const { quota, ties } = rules
  return (
    <>
      <FlagPart
        label={t('rulebooks.hasQuota')}
        value={quota !== null}
        onChange={(isOn) => onChange({ ...rules, quota: isOn ? newQuota() : null })}
      />
      {quota && <QuotaFields quota={quota} onChange={(changed) => onChange({ ...rules, quota: changed })} />}
      <ChoicePart
        label={t('rulebooks.atQuota')}
        options={options.atQuota}
        value={ties.atQuota}
        onChange={(atQuota) => onChange({ ...rules, ties: { ...ties, atQuota } })}
      />
      {rules.criteria.length > 0 && (
        <ManyPart
          path="rules.ties.byCriteria"
          label={t('rulebooks.byCriteria')}
          options={rules.criteria.map((one) => ({ id: one.id, label: words(one.words) || one.id }))}
          value={ties.byCriteria}
          onChange={(byCriteria) => onChange({ ...rules, ties: { ...ties, byCriteria } })}
        />
      )}
    </>
  )
}

function QuotaFields({ quota, onChange }: { quota: Quota; onChange: (quota: Quota) => void }) {
  const { t } = useMessages()
  const options = useOptions()
  const { size } = quota
  return (
    <div className={styles.pair}>
      <ChoicePart
        label={t('rulebooks.quotaPer')}
        options={options.quotaPer}
        value={quota.per}
        onChange={(per) => onChange({ ...quota, per })}
      />
      <ChoicePart
        label={t('rulebooks.size')}
        options={options.size}
        value={'count' in size ? 'count' : 'share'}
        onChange={(next) => onChange({ ...quota, size: next === 'count' ? { count: 10 } : { share: 0.25 } })}
      />
      {'count' in size ? (
        <NumberPart
          path="rules.quota.size"
          label={t('rulebooks.count')}
          {...{ min: 1, max: 1000, value: size.count }}
          onChange={(count) => onChange({ ...quota, size: { count } })}
        />
      ) : (
        <>
          <NumberPart
            path="rules.quota.size"
            label={t('rulebooks.share')}
            {...{ min: 1, max: percent, step: 0.01, value: Math.round(size.share * percent * percent) / percent }}
            onChange={(share) => onChange({ ...quota, size: { share: share / percent } })}
          />
          <ChoicePart
            label={t('rulebooks.rounding')}
            options={options.rounding}
            value={quota.rounding}
            onChange={(rounding) => onChange({ ...quota, rounding })}
          />
        </>
      )}
    </div>
  )
}
