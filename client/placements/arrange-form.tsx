import { useState } from 'react'
import { useCountryOptions } from '#client/auth/use-country-options.ts'
import { type HostSchool, type Training, useArrange, useHosts } from '#client/data/placements.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

const named = ({ id, displayName }: { id: string; displayName: string }) => ({ id, label: displayName })

/** Who goes where, from when to when, and who looks after them: the host is asked. */
export function ArrangeForm({ training, onDone }: { training: Training; onDone: () => void }) {
  const { t } = useMessages()
  const arrange = useArrange()
  const { trainees, tutors, countryCode } = training
  const [form, setForm] = useState({
    ...{ traineeId: trainees[0]?.id ?? '', tutorId: tutors[0]?.id ?? '' },
    ...{ hostSchoolId: '', from: '', to: '' },
  })
  const change = (changed: Partial<typeof form>) => setForm((before) => ({ ...before, ...changed }))
  const { traineeId, tutorId, hostSchoolId, from, to } = form
  const done = () => {
    toast(t('placements.arranged'))
    onDone()
  }
  return (
    <OnlineForm
      problems={{
        traineeId: traineeId === '' && t('placements.choose'),
        tutorId: tutorId === '' && t('placements.choose'),
        hostSchoolId: hostSchoolId === '' && t('placements.hostMissing'),
        from: from === '' && t('auth.fillIn'),
        to: to <= from && t('placements.order'),
      }}
      sending={arrange}
      submitLabel={t('placements.arrange')}
      onSubmit={() => arrange.mutate(form, { onSuccess: done })}
    >
      <p>{t('placements.arrangeLead')}</p>
      <Select
        path="traineeId"
        label={t('placements.trainee')}
        options={trainees.map(named)}
        value={traineeId}
        onChange={(id) => change({ traineeId: id })}
      />
      <Select
        path="tutorId"
        label={t('placements.tutor')}
        options={tutors.map(named)}
        value={tutorId}
        onChange={(id) => change({ tutorId: id })}
      />
      <HostField
        homeCountry={countryCode}
        value={hostSchoolId}
        onChange={(school) => change({ hostSchoolId: school })}
      />
      <Row>
        <TextField
          path="from"
          label={t('placements.from')}
          type="date"
          value={from}
          onChange={(day) => change({ from: day })}
        />
        <TextField
          path="to"
          label={t('placements.to')}
          type="date"
          value={to}
          onChange={(day) => change({ to: day })}
        />
      </Row>
    </OnlineForm>
  )
}

interface HostFieldProps {
  homeCountry: string
  value: string
  onChange: (schoolId: string) => void
}

const shortest = 2
const labelOf = ({ name, town, region }: HostSchool) => [name, town, region].filter(Boolean).join(', ')

/** A school is found by the beginning of its name or town, at the button and not at each letter. */
function HostField({ homeCountry, value, onChange }: HostFieldProps) {
  const { t } = useMessages()
  const countries = useCountryOptions()
  const [country, setCountry] = useState(homeCountry)
  const [words, setWords] = useState('')
  const [sought, setSought] = useState<{ country: string; q: string } | null>(null)
  const found = useHosts(sought)
  const schools = found.data?.schools ?? []
  const canSearch = words.trim().length >= shortest
  const search = () => {
    onChange('')
    setSought({ country, q: words.trim() })
  }
  // What was chosen was found by other words.
  const anew = (change: () => void) => {
    change()
    onChange('')
    setSought(null)
  }
  return (
    <Stack>
      <ComboBox
        label={t('placements.hostCountry')}
        options={countries}
        value={country}
        onChange={(code) => anew(() => setCountry(code))}
      />
      <TextField
        label={t('placements.hostFind')}
        description={t('placements.hostFindHelp')}
        autoComplete="off"
        value={words}
        onChange={(next) => anew(() => setWords(next))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          // The arrangement is not sent by it.
          event.preventDefault()
          if (canSearch) search()
        }}
      />
      <div>
        <OnlineButton isDisabled={!canSearch} isPending={found.isFetching} onPress={search}>
          {t('placements.hostSearch')}
        </OnlineButton>
      </div>
      {found.isError && <ErrorState error={found.error} />}
      {found.data && <p role="status">{t('placements.hostFound', { count: schools.length })}</p>}
      {schools.length > 0 && (
        <RadioGroup
          path="hostSchoolId"
          label={t('placements.host')}
          options={schools.map((school) => ({ id: school.id, label: labelOf(school) }))}
          value={value}
          onChange={onChange}
        />
      )}
    </Stack>
  )
}
