import { useState } from 'react'
import type { DirectoryWish } from '#client/data/directory.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { type Span, spanOf, weeksOf } from './free-weeks.ts'

type Chosen = Omit<DirectoryWish, 'q'>

interface WeeksFilterProps {
  filters: Chosen
  onChange: (filters: Chosen) => void
}

/** Between which days the class has lessons in one week at least. It holds once both are said. */
export function WeeksFilter({ filters, onChange }: WeeksFilterProps) {
  const { t } = useMessages()
  const [said, setSaid] = useState<Span>(() => spanOf(filters.weeks))
  // Cleared from outside, with all other filters.
  const [before, setBefore] = useState(filters.weeks)
  if (before !== filters.weeks) {
    setBefore(filters.weeks)
    if (filters.weeks === undefined) setSaid(spanOf(undefined))
  }
  const change = (next: Span) => {
    setSaid(next)
    const { weeks, ...others } = filters
    const asked = weeksOf(next)
    if (asked !== weeks) onChange(asked === undefined ? others : { ...others, weeks: asked })
  }
  const isWrong = said.from !== '' && said.to !== '' && weeksOf(said) === undefined
  return (
    <>
      <TextField
        label={t('directory.weeksFrom')}
        type="date"
        value={said.from}
        onChange={(from) => change({ ...said, from })}
      />
      <TextField
        label={t('directory.weeksTo')}
        type="date"
        value={said.to}
        onChange={(to) => change({ ...said, to })}
        {...(isWrong && { error: t('directory.weeksWrong') })}
      />
    </>
  )
}
