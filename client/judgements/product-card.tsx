import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { PeopleView } from '#client/data/people.ts'
import type { Product } from '#client/data/rubrics.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { CheckboxGroup } from '#client/ui/choice.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'

interface ProductCardProps {
  product: Product
  at: number
  people: PeopleView
  onChange: (next: Product | null) => void
}

const mostSteps = 20

/** A final product: what it is, its steps, whose it is. */
export function ProductCard({ product, at, people, onChange }: ProductCardProps) {
  const { t } = useMessages()
  const [lines, setLines] = useState(product.steps.map(({ words }) => words).join('\n'))
  const write = (text: string) => {
    setLines(text)
    const done = new Set(product.steps.flatMap(({ words, isDone }) => (isDone ? [words] : [])))
    const words = text.split('\n').map((line) => line.trim().slice(0, 200))
    const steps = words.filter((line) => line !== '').map((line) => ({ words: line, isDone: done.has(line) }))
    onChange({ ...product, steps: steps.slice(0, mostSteps) })
  }
  const tick = (ids: string[]) =>
    onChange({
      ...product,
      steps: product.steps.map((step, index) => ({ ...step, isDone: ids.includes(String(index)) })),
    })
  return (
    <Card
      title={t('judgements.productNumber', { number: at + 1 })}
      actions={
        <Button variant="quiet" icon={Trash2} onPress={() => onChange(null)}>
          {t('judgements.remove')}
        </Button>
      }
    >
      <Stack>
        <TextField
          path={`products.${at}.title`}
          label={t('judgements.productTitle')}
          maxLength={120}
          value={product.title}
          onChange={(title) => onChange({ ...product, title })}
        />
        <TextArea
          label={t('judgements.steps')}
          description={t('judgements.stepsHelp')}
          rows={3}
          value={lines}
          onChange={write}
        />
        {product.steps.length > 0 && (
          <CheckboxGroup
            label={t('judgements.stepsDone')}
            options={product.steps.map(({ words }, index) => ({ id: String(index), label: words }))}
            value={product.steps.flatMap(({ isDone }, index) => (isDone ? [String(index)] : []))}
            onChange={tick}
          />
        )}
        {people.groups.length > 0 && (
          <CheckboxGroup
            label={t('judgements.productGroups')}
            description={t('judgements.productGroupsHelp')}
            orientation="horizontal"
            options={people.groups.map(({ id, name }) => ({ id, label: name }))}
            value={product.groupIds}
            onChange={(groupIds) => onChange({ ...product, groupIds })}
          />
        )}
      </Stack>
    </Card>
  )
}
