import { useState } from 'react'
import { isLinkTarget } from '#collab/documents/board-values.ts'
import { boardLimits } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { Canvas } from '../canvas.ts'
import { create, freePlace } from '../create.ts'
import { gripBox, setBox } from '../commands/place.ts'

interface AltDialogProps {
  title: string
  alt?: string
  onAlt: (alt: string) => Promise<void> | void
  onClose: () => void
}

/** Words for those who do not see a picture or drawing. */
export function AltDialog({ title, alt = '', onAlt, onClose }: AltDialogProps) {
  const { t } = useMessages()
  const [words, setWords] = useState(alt)
  const [isPending, setIsPending] = useState(false)
  return (
    <Dialog title={title} isOpen onOpenChange={onClose} size="s">
      <Form
        onSubmit={() => {
          setIsPending(true)
          void Promise.resolve(onAlt(words.trim())).finally(() => setIsPending(false))
        }}
      >
        <Stack>
          <TextField
            label={t('boards.canvas_alt')}
            description={t('boards.canvas_altHelp')}
            value={words}
            onChange={setWords}
            maxLength={boardLimits.altLetters}
            autoFocus
          />
          <Actions>
            <Button type="submit" variant="primary" isPending={isPending}>
              {t('common.save')}
            </Button>
          </Actions>
        </Stack>
      </Form>
    </Dialog>
  )
}

const withScheme = (text: string) => (/^[a-z][a-z0-9+.-]*:/i.test(text) || text === '' ? text : `https://${text}`)

/** A link with its name. It is shown as written: nothing is fetched from where it leads. */
export function LinkDialog({ canvas, onClose }: { canvas: Canvas; onClose: () => void }) {
  const { t } = useMessages()
  const [address, setAddress] = useState('')
  const [name, setName] = useState('')
  const href = withScheme(address.trim())
  const isGood = href !== '' && href.length <= boardLimits.linkLetters && isLinkTarget(href)
  const submit = () => {
    const id = create(canvas, { type: 'link', href, name: name.trim() }, freePlace(canvas, [280, 0]))
    if (id !== null) canvas.selection.choose([id])
    onClose()
  }
  return (
    <Dialog title={t('boards.canvas_addLink')} isOpen onOpenChange={onClose} size="s">
      <Form problems={{ href: !isGood && t('boards.canvas_addressWrong') }} onSubmit={submit}>
        <Stack>
          <TextField
            path="href"
            label={t('boards.canvas_address')}
            value={address}
            onChange={setAddress}
            inputMode="url"
            autoFocus
          />
          <TextField
            label={t('boards.canvas_linkName')}
            value={name}
            onChange={setName}
            maxLength={boardLimits.nameLetters}
          />
          <Actions>
            <Button type="submit" variant="primary">
              {t('common.add')}
            </Button>
          </Actions>
        </Stack>
      </Form>
    </Dialog>
  )
}

const fields = ['x', 'y', 'width', 'height', 'rotation'] as const

/** The twin of dragging: where a thing stands, how large it is, how it is turned, in numbers. */
export function PlaceDialog({ canvas, id, onClose }: { canvas: Canvas; id: string; onClose: () => void }) {
  const { t } = useMessages()
  const { box, can } = gripBox(canvas, id)
  const [values, setValues] = useState(() =>
    Object.fromEntries(fields.map((field) => [field, String(Math.round(box[field]))])),
  )
  const shown = fields.filter((field) => can[field])
  return (
    <Dialog title={t('boards.canvas_place')} isOpen onOpenChange={onClose} size="s">
      <Form
        onSubmit={() => {
          const numbers = Object.fromEntries(shown.map((field) => [field, Number(values[field])]))
          setBox(canvas, id, numbers)
          onClose()
        }}
      >
        <Stack>
          <Row gap="s">
            {shown.map((field) => (
              <TextField
                key={field}
                label={t(`boards.place_${field}`)}
                type="number"
                value={values[field] ?? ''}
                onChange={(value) => setValues((before) => ({ ...before, [field]: value }))}
              />
            ))}
          </Row>
          <Actions>
            <Button type="submit" variant="primary">
              {t('boards.canvas_placeSet')}
            </Button>
          </Actions>
        </Stack>
      </Form>
    </Dialog>
  )
}
