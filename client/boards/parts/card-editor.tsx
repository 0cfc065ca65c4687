import { CalendarDays, Link2, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { boardLimits, type BoardObject } from '#collab/documents/board-model.ts'
import { isLinkTarget } from '#collab/documents/board-values.ts'
import { textOfObject } from '#collab/documents/board-write.ts'
import { thingOf } from '#collab/documents/things/register.ts'
import { assetKindOf } from '#collab/documents/things/asset-kind.ts'
import { useGiveaway } from '#client/detector/use-giveaway.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { useBoardObject, useBoardSession, useMeta } from '../board-session.ts'
import { AttachDialog, attachable, type AttachmentKind, noAsset, valuesOfAttached } from './attach.tsx'
import styles from './card-editor.module.css'
import { CardContent } from './card-content.tsx'
import { LiveTextArea } from './live-text-area.tsx'
import { Swatches } from './swatches.tsx'

/** What was typed as an address, made one where only its beginning is missing. */
export function addressOf(typed: string): string {
  const trimmed = typed.trim()
  if (trimmed === '' || isLinkTarget(trimmed)) return trimmed
  const [start = ''] = trimmed.split(/[/?#]/)
  if (/^[^\s@:]+@(?:[^\s@:.]+\.)+[^\s@:.]+$/.test(trimmed)) return `mailto:${trimmed}`
  return /^[^\s:]+\.[^\s:.]{2,}(:\d+)?$/.test(start) ? `https://${trimmed}` : trimmed
}

/** A link is written when it is one; until then it says what is missing. */
function LinkField({ object, autoFocus }: { object: BoardObject; autoFocus: boolean }) {
  const { t } = useMessages()
  const { gestures } = useBoardSession()
  const [typed, setTyped] = useState(object.href)
  const [isWrong, setIsWrong] = useState(false)
  const save = () => {
    const href = addressOf(typed)
    const isGood = isLinkTarget(href) && href.length <= boardLimits.linkLetters
    setIsWrong(!isGood)
    if (!isGood) return
    setTyped(href)
    gestures.set(object.id, { href })
  }
  return (
    <TextField
      label={t('boards.card_link')}
      type="url"
      value={typed}
      onChange={setTyped}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        save()
      }}
      error={isWrong ? t('boards.card_linkWrong') : null}
      autoFocus={autoFocus}
      placeholder="https://"
    />
  )
}

function AltField({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const { gestures } = useBoardSession()
  const kind = object.asset === null ? null : assetKindOf(object)
  if (thingOf(object).isByHand !== true && kind !== 'image' && kind !== 'voice') return null
  const isSpoken = kind === 'voice'
  return (
    <TextArea
      label={t(isSpoken ? 'boards.card_spoken' : 'boards.card_alt')}
      description={t(isSpoken ? 'boards.card_spokenHelp' : 'boards.card_altHelp')}
      value={object.alt}
      onChange={(alt) => gestures.set(object.id, { alt }, `alt:${object.id}`)}
      maxLength={boardLimits.altLetters}
      rows={2}
    />
  )
}

function DateField({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const { gestures } = useBoardSession()
  // Not with each digit: a card of a timeline would leap about under whoever types.
  const save = (date: string) => gestures.set(object.id, { date })
  return (
    <label className={cx(styles.date)}>
      {t('boards.card_date')}
      <input
        type="date"
        className={cx(styles.dateInput)}
        defaultValue={object.date}
        min="0001-01-01"
        max="9999-12-31"
        onBlur={(event) => save(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'Escape') save(event.currentTarget.value)
        }}
      />
    </label>
  )
}

/** A card holds one picture, file or voice note: another one takes its place once this is away. */
function AssetTools({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const { gestures, can } = useBoardSession()
  const [kind, setKind] = useState<AttachmentKind | null>(null)
  if (thingOf(object).takesFiles !== true) return null
  if (object.asset !== null)
    return (
      <Button variant="quiet" icon={Trash2} onPress={() => gestures.set(object.id, noAsset)}>
        {t(`boards.card_remove_${object.assetKind ?? 'file'}`)}
      </Button>
    )
  if (!can.upload) return null
  return (
    <>
      {attachable.map((one) => (
        <Button key={one.kind} variant="quiet" icon={one.icon} onPress={() => setKind(one.kind)}>
          {t(`boards.type_${one.type}`)}
        </Button>
      ))}
      {kind !== null && (
        <AttachDialog
          kind={kind}
          onAttached={(attached) => gestures.set(object.id, valuesOfAttached(attached))}
          onClose={() => setKind(null)}
        />
      )}
    </>
  )
}

interface CardEditorProps {
  id: string
  onDone: () => void
}

/** A card open for writing: its words live, the rest of it as it is set. */
export function CardEditor({ id, onDone }: CardEditorProps) {
  const { t } = useMessages()
  const { store, gestures } = useBoardSession()
  const { layout } = useMeta()
  const object = useBoardObject(id)
  const [added, setAdded] = useState<'link' | 'date' | null>(null)
  // Words of a card are live: said before one leaves it.
  const giveaway = useGiveaway()
  const editor = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // What a field has used for itself, such as closing its list, is no farewell.
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onDone()
    }
    const element = editor.current
    element?.addEventListener('keydown', onKey)
    return () => element?.removeEventListener('keydown', onKey)
  }, [onDone])
  if (object === undefined) return null
  const text = textOfObject(store.ydoc, id)
  const hasLink = object.href !== '' || added === 'link' || thingOf(object).isLink === true
  const hasDate = object.date !== '' || added === 'date' || layout === 'timeline'
  return (
    <div ref={editor} className={cx(styles.editor)} role="group" aria-label={t('boards.card_editing')}>
      {object.asset !== null && <CardContent object={{ ...object, text: '', href: '' }} />}
      {text !== null && (
        <LiveTextArea
          text={text}
          writing={() => gestures.writing(id)}
          language={object.language}
          label={t('boards.card_text')}
          placeholder={t('boards.card_placeholder')}
          maxLetters={boardLimits.textLetters}
          autoFocus
          onDone={onDone}
        />
      )}
      {giveaway.element}
      <AltField object={object} />
      {hasLink && <LinkField object={object} autoFocus={added === 'link' || text === null} />}
      {hasDate && <DateField object={object} />}
      <Swatches value={object.colour} onChange={(colour) => gestures.set(id, { colour })} />
      <div className={styles.tools}>
        <AssetTools object={object} />
        {!hasLink && (
          <Button variant="quiet" icon={Link2} onPress={() => setAdded('link')}>
            {t('boards.card_addLink')}
          </Button>
        )}
        {!hasDate && (
          <Button variant="quiet" icon={CalendarDays} onPress={() => setAdded('date')}>
            {t('boards.card_addDate')}
          </Button>
        )}
        <span className={styles.done}>
          <Button variant="primary" onPress={() => giveaway.guard(text?.toJSON() ?? '', onDone)}>
            {t('boards.card_done')}
          </Button>
        </span>
      </div>
    </div>
  )
}
