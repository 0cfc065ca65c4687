import { useRef, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { useKeepChoice } from '#client/session/use-keep-choice.ts'
import type { SessionView } from '#client/session/session.ts'
import { Button } from '#client/ui/button.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { Sheet } from '#client/ui/layout.tsx'
import { useTakesFocus } from '#client/ui/use-takes-focus.ts'
import { ShapePicker } from './shape-picker.tsx'
import type { Shape } from './shape-picker.tsx'
import styles from './sign-in.module.css'

/** Once: the shape others see beside one's words. The colour is given. */
export function ShapeStep({ user, onDone }: { user: SessionView; onDone: () => void }) {
  const { t } = useMessages()
  const keepChoice = useKeepChoice()
  const [shape, setShape] = useState<Shape>(0)
  const place = useRef<HTMLDivElement>(null)
  useTakesFocus(place, 'input:checked')
  return (
    <Sheet width="s">
      <ScreenTitle title={t('auth.shapeTitle')} />
      <div ref={place}>
        <ShapePicker name={user.displayName} value={shape} onChange={setShape} />
      </div>
      <div className={styles.formActions}>
        <Button
          variant="primary"
          size="l"
          onPress={() => {
            keepChoice({ shape })
            onDone()
          }}
        >
          {t('auth.goIn')}
        </Button>
      </div>
    </Sheet>
  )
}
