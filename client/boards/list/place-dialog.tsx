import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from 'lucide-react'
import { boardLimits, type Point } from '#collab/documents/board-model.ts'
import { isColumn, isContainer, thingOf } from '#collab/documents/things/register.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { useBoardObject, useBoardSession } from '../board-session.ts'

/** One press of an arrow. */
const stepPixels = 10
const leastSize = 8

const arrows = [
  { key: 'left', icon: ArrowLeft, by: [-stepPixels, 0] },
  { key: 'right', icon: ArrowRight, by: [stepPixels, 0] },
  { key: 'up', icon: ArrowUp, by: [0, -stepPixels] },
  { key: 'down', icon: ArrowDown, by: [0, stepPixels] },
] as const

interface PairProps {
  labels: readonly [string, string]
  value: Point
  least: number
  most: number
  onChange: (value: Point) => void
}

function Pair({ labels, value: [x, y], least, most, onChange }: PairProps) {
  const field = { minValue: least, maxValue: most, step: 1 }
  const taken = (number: number, before: number) => (Number.isFinite(number) ? number : before)
  return (
    <Row>
      <NumberField {...field} label={labels[0]} value={Math.round(x)} onChange={(to) => onChange([taken(to, x), y])} />
      <NumberField {...field} label={labels[1]} value={Math.round(y)} onChange={(to) => onChange([x, taken(to, y)])} />
    </Row>
  )
}

/** Where it stands and how large it is: in steps, and by number. Shows on the board at once. */
export function PlaceDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useMessages()
  const { gestures, announce, store } = useBoardSession()
  const object = useBoardObject(id)
  if (object === undefined) return null
  const { place, size, rotation, parent } = object
  const isByHand = thingOf(object).isByHand === true
  // A column puts its things in order itself.
  const holder = parent === null ? undefined : store.getObject(parent)
  const isInColumn = holder !== undefined && isColumn(holder)
  const put = ([x, y]: Point) => {
    const within = (value: number) => Math.max(-boardLimits.coordinate, Math.min(boardLimits.coordinate, value))
    gestures.set(id, { place: [within(x), within(y)] }, `place:${id}`)
  }
  const step = ([dx, dy]: Point) => {
    put([place[0] + dx, place[1] + dy])
    announce(t('boards.list_placeNow', { x: Math.round(place[0] + dx), y: Math.round(place[1] + dy) }))
  }
  return (
    <Dialog title={t('boards.list_placeAndSize')} isOpen onOpenChange={(isOpen) => isOpen || onClose()} size="s">
      <Stack>
        {isInColumn && <p>{t('boards.list_placeInColumn')}</p>}
        {!isInColumn && (
          <>
            <Row gap="s">
              {arrows.map(({ key, icon, by }) => (
                <Button key={key} icon={icon} onPress={() => step(by)}>
                  {t(`boards.list_step_${key}`)}
                </Button>
              ))}
            </Row>
            <Pair
              labels={[t('boards.list_fromLeft'), t('boards.list_fromTop')]}
              value={place}
              least={-boardLimits.coordinate}
              most={boardLimits.coordinate}
              onChange={put}
            />
          </>
        )}
        {!isByHand && (
          <Pair
            labels={[t('boards.list_width'), t('boards.list_height')]}
            value={size}
            least={leastSize}
            most={boardLimits.size}
            onChange={(wanted) => gestures.set(id, { size: wanted }, `size:${id}`)}
          />
        )}
        {!isInColumn && !isContainer(object) && !isByHand && (
          <NumberField
            label={t('boards.list_rotation')}
            value={rotation}
            minValue={-360}
            maxValue={360}
            step={5}
            onChange={(turned) => Number.isFinite(turned) && gestures.set(id, { rotation: turned }, `rotation:${id}`)}
          />
        )}
        <Actions>
          <Button variant="primary" onPress={onClose}>
            {t('boards.card_done')}
          </Button>
        </Actions>
      </Stack>
    </Dialog>
  )
}
