import { useMessages } from '#client/locales/messages.tsx'
import { RegionField } from '#client/auth/region-field.tsx'
import { useCountryOptions } from '#client/auth/use-country-options.ts'
import { Button } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Form } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import type { Brought } from './draft.ts'

interface BroughtStepProps {
  brought: Brought
  onChange: (change: Partial<Brought>) => void
  onBack: () => void
  onNext: () => void
}

const kinds = ['school', 'institution'] as const
const shortestProof = 20

/** A school that is not in the list, and how an office can see that it is one. */
export function BroughtStep({ brought, onChange, onBack, onNext }: BroughtStepProps) {
  const { t } = useMessages()
  const { kind, name, town, country, region, code, proof } = brought
  const regions = useCountryOptions().find(({ id }) => id === country)?.regions ?? []
  const problems = {
    'school.new.name': name.trim() === '' && t('auth.fillIn'),
    'school.new.town': town.trim() === '' && t('auth.fillIn'),
    'school.new.proof': proof.trim().length < shortestProof && t('registration.proofShort'),
  }
  return (
    <Form problems={problems} onSubmit={onNext}>
      <Stack>
        <p>{t('registration.broughtLead')}</p>
        <RadioGroup
          label={t('registration.kind')}
          options={kinds.map((id) => ({ id, label: t(`registration.kind_${id}`) }))}
          value={kind}
          onChange={(next) => onChange({ kind: next })}
        />
        <TextField
          path="school.new.name"
          label={t('auth.schoolName')}
          autoComplete="organization"
          value={name}
          onChange={(next) => onChange({ name: next })}
        />
        <TextField
          path="school.new.town"
          label={t('auth.town')}
          autoComplete="address-level2"
          value={town}
          onChange={(next) => onChange({ town: next })}
        />
        {regions.length > 0 && (
          <RegionField
            path="school.new.region"
            regions={regions}
            value={region}
            onChange={(next) => onChange({ region: next })}
          />
        )}
        <TextField
          path="school.new.code"
          label={t('registration.code')}
          note={t('common.optional')}
          description={country === 'FR' ? t('registration.codeFrance') : undefined}
          autoComplete="off"
          value={code}
          onChange={(next) => onChange({ code: next })}
        />
        <TextArea
          path="school.new.proof"
          label={t('registration.proof')}
          description={t('registration.proofHelp')}
          value={proof}
          onChange={(next) => onChange({ proof: next })}
        />
        <Actions>
          <Button type="submit" variant="primary" size="l">
            {t('common.next')}
          </Button>
          <Button variant="quiet" onPress={onBack}>
            {t('common.back')}
          </Button>
        </Actions>
      </Stack>
    </Form>
  )
}
