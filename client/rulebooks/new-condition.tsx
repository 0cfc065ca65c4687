import { Plus } from 'lucide-react'
import { use, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Row } from '#client/ui/layout.tsx'
import type { SectionProps } from './criteria.tsx'
import { ChoicePart, ReadOnly } from './parts.tsx'
import { type ConditionName, newCondition, useOptions } from './words.ts'

/** One more of the named conditions. */
export function NewCondition({ rules, onChange }: SectionProps) {
  const { t } = useMessages()
  const options = useOptions()
  const [name, setName] = useState<ConditionName>('project_kind')
  if (use(ReadOnly)) return null
  return (
    <Row>
      <ChoicePart label={t('rulebooks.whichCondition')} options={options.conditions} value={name} onChange={setName} />
      <Button
        icon={Plus}
        onPress={() => onChange({ ...rules, conditions: [...rules.conditions, newCondition(name, rules)] })}
      >
        {t('rulebooks.addCondition')}
      </Button>
    </Row>
  )
}
