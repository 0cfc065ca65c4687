import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type CampaignDraft,
  type CampaignView,
  rulebooksQuery,
  useChangeCampaign,
  usePlanCampaign,
} from '#client/data/campaigns.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Select } from '#client/ui/select.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

type Written = Omit<CampaignDraft, 'year'> & { year: string }
type Moment = 'opensAt' | 'closesAt' | 'decidesAt'

/** A moment as a field of the browser shows it, by the clock of this device. */
const fieldOf = (moment: string) =>
  new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'short' }).format(new Date(moment)).replace(' ', 'T')

const isMoment = (field: string) => !Number.isNaN(new Date(field).getTime())
const momentOf = (field: string) => new Date(field).toISOString()

const emptyDraft = (): Written => ({
  ...{ rulebookId: '', year: String(new Date().getFullYear()), title: '', opensAt: '', closesAt: '', decidesAt: '' },
})

const draftOf = ({ rulebookId, year, title, opensAt, closesAt, decidesAt }: CampaignView): Written => ({
  ...{ rulebookId, year: String(year), title },
  ...{ opensAt: fieldOf(opensAt), closesAt: fieldOf(closesAt), decidesAt: fieldOf(decidesAt) },
})

/** What was not touched is sent as it was: fields of the browser have no seconds. */
function sentOf(written: Written, before?: CampaignView): CampaignDraft {
  const sent = (of: Moment) => (before && fieldOf(before[of]) === written[of] ? before[of] : momentOf(written[of]))
  return {
    ...{ rulebookId: written.rulebookId, year: Number(written.year), title: written.title },
    ...{ opensAt: sent('opensAt'), closesAt: sent('closesAt'), decidesAt: sent('decidesAt') },
  }
}

interface FormProps {
  officeId: string
  onDone: () => void
}

export function PlanForm({ officeId, onDone }: FormProps) {
  const { t } = useMessages()
  const plan = usePlanCampaign(officeId)
  const [written, setWritten] = useState(emptyDraft)
  const send = () =>
    plan.mutate(sentOf(written), {
      onSuccess: () => {
        toast(t('campaigns.done_planned'))
        onDone()
      },
    })
  return (
    <CampaignFields
      {...{ officeId, written, isOpen: false, sending: plan }}
      submitLabel={t('campaigns.planIt')}
      onChange={setWritten}
      onSubmit={send}
    />
  )
}

export function ChangeForm({ officeId, campaign, onDone }: FormProps & { campaign: CampaignView }) {
  const { t } = useMessages()
  const change = useChangeCampaign(officeId, campaign.id)
  const [written, setWritten] = useState(() => draftOf(campaign))
  const send = () =>
    change.mutate(
      { ...sentOf(written, campaign), version: campaign.version },
      {
        onSuccess: () => {
          toast(t('campaigns.done_saved'))
          onDone()
        },
      },
    )
  return (
    <CampaignFields
      {...{ officeId, written, isOpen: campaign.phase !== 'draft', sending: change }}
      submitLabel={t('campaigns.save')}
      onChange={setWritten}
      onSubmit={send}
    />
  )
}

interface FieldsProps {
  officeId: string
  written: Written
  /** Of one that is open the end alone is put off. */
  isOpen: boolean
  sending: { error: unknown; isPending: boolean }
  submitLabel: string
  onChange: (written: Written) => void
  onSubmit: () => void
}

function CampaignFields({ officeId, written, isOpen, onChange, ...form }: FieldsProps) {
  const { t } = useMessages()
  const title = useInLanguages()
  const rulebooks = useQuery(rulebooksQuery(officeId)).data?.rulebooks ?? []
  const missing = (of: Moment) => !isMoment(written[of]) && t('auth.fillIn')
  const moment = (path: Moment, label: string, isDisabled = false) => (
    <TextField
      {...{ path, label, isDisabled, type: 'datetime-local', value: written[path] }}
      onChange={(value) => onChange({ ...written, [path]: value })}
    />
  )
  return (
    <OnlineForm
      {...form}
      problems={{
        rulebookId: written.rulebookId === '' && t('auth.fillIn'),
        year: !/^20\d\d$/.test(written.year) && t('auth.fillIn'),
        opensAt: missing('opensAt'),
        closesAt: missing('closesAt'),
        decidesAt: missing('decidesAt'),
      }}
    >
      {!isOpen && (
        <>
          <Select
            path="rulebookId"
            label={t('campaigns.rulebook')}
            options={rulebooks.map((one) => ({ id: one.id, label: `${title(one.titles)}, ${one.version}` }))}
            value={written.rulebookId}
            onChange={(rulebookId) => onChange({ ...written, rulebookId })}
          />
          <TextField
            path="year"
            label={t('campaigns.year')}
            inputMode="numeric"
            value={written.year}
            onChange={(year) => onChange({ ...written, year })}
          />
          <TextField
            path="title"
            label={t('campaigns.name')}
            maxLength={80}
            value={written.title}
            onChange={(name) => onChange({ ...written, title: name })}
          />
        </>
      )}
      {moment('opensAt', t('campaigns.opens'), isOpen)}
      {moment('closesAt', t('campaigns.closes'))}
      {moment('decidesAt', t('campaigns.decides'))}
      <p>{t('campaigns.clockHelp')}</p>
    </OnlineForm>
  )
}
