import { MessageSquareText, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { boardLimits } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, IconButton } from '#client/ui/button.tsx'
import { Form } from '#client/ui/form.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useBoardSession } from '../board-session.ts'
import { useCanvas } from '../canvas/canvas.ts'
import { useSignal } from '../canvas/signal.ts'
import { drawnOf } from './drawn.ts'
import styles from './ink.module.css'

/** Somebody who rests so long, or takes another tool, has finished a drawing. */
const restMs = 6_000
const inkTools: ReadonlySet<string> = new Set(['pen', 'highlighter', 'eraser'])

/** True once a drawing is finished, until its strokes are dealt with. */
function useIsFinished(ids: readonly string[]) {
  const { tool } = useCanvas()
  const isInking = inkTools.has(useSignal(tool).id)
  const [restedAt, setRestedAt] = useState(0)
  useEffect(() => {
    if (ids.length === 0) return undefined
    const timer = setTimeout(() => setRestedAt(ids.length), restMs)
    return () => clearTimeout(timer)
  }, [ids])
  return ids.length > 0 && (!isInking || restedAt === ids.length)
}

/** Asks for words for those who cannot see a drawing. It takes no focus and can be skipped, once or for good. */
export function DescribeDrawing() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const { can, announce, gestures } = useBoardSession()
  const drawn = drawnOf(canvas)
  const ids = useSignal(drawn.ids)
  const isFinished = useIsFinished(ids)
  const [words, setWords] = useState<string | null>(null)
  const end = () => {
    setWords(null)
    drawn.clear()
  }
  if (words !== null)
    return (
      <Words
        words={words}
        onChange={setWords}
        onEnd={end}
        onSave={(alt) => {
          const first = ids.find((id) => canvas.objectOf(id) !== undefined)
          if (first !== undefined) gestures.set(first, { alt })
          announce(t('boards.ink_described'))
          end()
        }}
      />
    )
  if (!isFinished || !can.write) return null
  return (
    <div role="group" aria-label={t('boards.ink_describe')} className={styles.asking}>
      <Button icon={MessageSquareText} variant="quiet" onPress={() => setWords('')}>
        {t('boards.ink_describe')}
      </Button>
      <IconButton label={t('boards.ink_describeSkip')} icon={X} onPress={end} />
    </div>
  )
}

interface WordsProps {
  words: string
  onChange: (words: string) => void
  onSave: (alt: string) => void
  onEnd: () => void
}

function Words({ words, onChange, onSave, onEnd }: WordsProps) {
  const { t } = useMessages()
  const drawn = drawnOf(useCanvas())
  const never = () => {
    drawn.askNoMore()
    onEnd()
  }
  return (
    <Form className={styles.describe} onSubmit={() => onSave(words.trim())}>
      <TextField
        label={t('boards.ink_description')}
        description={t('boards.ink_describeWhy')}
        value={words}
        onChange={onChange}
        maxLength={boardLimits.altLetters}
        onKeyDown={(event) => event.key === 'Escape' && onEnd()}
        autoFocus
      />
      <div className={styles.describeActions}>
        <Button variant="quiet" onPress={never}>
          {t('boards.ink_describeNever')}
        </Button>
        <Button variant="quiet" onPress={onEnd}>
          {t('boards.ink_describeSkip')}
        </Button>
        <Button type="submit" variant="primary" isDisabled={words.trim() === ''}>
          {t('common.save')}
        </Button>
      </div>
    </Form>
  )
}
