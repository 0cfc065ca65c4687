import { connectorHeads, connectorWays } from '#collab/documents/board-connector.ts'
import { type BoardObject, inkNames, shapeNames } from '#collab/documents/board-model.ts'
import { type Translate, useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { useBoardObject, useBoardSession } from '../board-session.ts'
import { Swatches } from '../parts/swatches.tsx'
import { factsOf } from '../things/register.ts'

const strokes = ['1', '2', '3', '4'] as const
const fills = ['none', 'tint', 'solid'] as const

interface ChoiceProps {
  label: string
  words: readonly string[]
  value: number
  onChange: (index: number) => void
}

/** One of a short list by its index, as it is stored. */
function Choice({ label, words, value, onChange }: ChoiceProps) {
  const options = words.map((word, at) => ({ id: String(at), label: word }))
  return <Select label={label} options={options} value={String(value)} onChange={(id) => onChange(Number(id))} />
}

const namedShapes = {
  shape: (t: Translate) => shapeNames.map((name) => t(`boards.list_shape_${name}`)),
  ink: (t: Translate) => inkNames.map((name) => t(`boards.list_ink_${name}`)),
  heads: (t: Translate) => connectorHeads.map((name) => t(`boards.list_heads_${name}`)),
}
const namedFills = {
  fill: (t: Translate) => fills.map((name) => t(`boards.list_fill_${name}`)),
  way: (t: Translate) => connectorWays.map((name) => t(`boards.list_way_${name}`)),
}

/** What this type of object can look like. */
function Looks({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const { gestures } = useBoardSession()
  const { id, shape, fill, stroke } = object
  const set = (changed: Partial<Pick<BoardObject, 'shape' | 'fill' | 'stroke'>>) => gestures.set(id, changed)
  const { named } = factsOf(object)
  if (named === undefined) return null
  return (
    <>
      {named.shape !== undefined && (
        <Choice
          label={t('boards.list_shape')}
          words={namedShapes[named.shape](t)}
          value={shape}
          onChange={(chosen) => set({ shape: chosen })}
        />
      )}
      {named.fill !== undefined && (
        <Choice
          label={t(`boards.list_${named.fill}`)}
          words={namedFills[named.fill](t)}
          value={fill}
          onChange={(chosen) => set({ fill: chosen })}
        />
      )}
      {named.hasStroke && (
        <Choice
          label={t('boards.list_stroke')}
          words={strokes}
          value={stroke - 1}
          onChange={(chosen) => set({ stroke: chosen + 1 })}
        />
      )}
    </>
  )
}

/** Colour, shape, filling and line. Shows on the board at once. */
export function StyleDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useMessages()
  const { gestures } = useBoardSession()
  const object = useBoardObject(id)
  if (object === undefined) return null
  return (
    <Dialog title={t('boards.list_style')} isOpen onOpenChange={(isOpen) => isOpen || onClose()} size="s">
      <Stack>
        <Swatches value={object.colour} onChange={(colour) => gestures.set(id, { colour })} />
        <Looks object={object} />
        <Actions>
          <Button variant="primary" onPress={onClose}>
            {t('boards.card_done')}
          </Button>
        </Actions>
      </Stack>
    </Dialog>
  )
}
