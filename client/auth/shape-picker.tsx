import { useMessages } from '#client/locales/messages.tsx'
import { Avatar } from '#client/ui/avatar.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'

export type Shape = 0 | 1 | 2

const shapes = [
  { shape: 0, id: 'circle' },
  { shape: 1, id: 'square' },
  { shape: 2, id: 'hexagon' },
] as const

interface ShapePickerProps {
  name: string
  value: Shape
  onChange: (shape: Shape) => void
}

export function ShapePicker({ name, value, onChange }: ShapePickerProps) {
  const { t } = useMessages()
  return (
    <RadioGroup
      label={t('auth.shape')}
      description={t('auth.shapeHelp')}
      isCards
      orientation="horizontal"
      options={shapes.map(({ shape, id }) => ({
        id,
        label: t(`auth.shape_${id}`),
        picture: <Avatar name={name} colour={4} shape={shape} />,
      }))}
      value={shapes[value].id}
      onChange={(id) => onChange(shapes.find((each) => each.id === id)?.shape ?? 0)}
    />
  )
}
